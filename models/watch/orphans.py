"""What nobody looks after. Each query begins at an index of what is open and reads no history;
which cases exist for the reader is part of every query."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, select, true, union

from domain.cases.sign_off import SUBJECT
from domain.directory.actors import Delegation, Power, Seat, actors_of
from domain.watch.orphans import Hand
from models.cases.worklist_rows import AUDITORS
from models.cases.worklists import ASKED
from models.directory.directory import covers, seat_from
from models.directory.spans import delegation_from
from models.effects.follow_up import OWED
from models.schema.accounts import account_log, accounts, sessions
from models.schema.directory_log import absences
from models.schema.tables import (
    RUNNING,
    STEPPED_ASIDE,
    UNDATED,
    adrift,
    cases,
    delegations,
    is_open,
    outbox,
    seats,
    tasks,
    worklist,
)
from models.visibility import Visibility, not_barred, visible_to

LOOKED_AT = 1000  # cases software fails at


@dataclass(frozen=True, slots=True)
class CaseReach:
    """Which cases exist for the reader. `visibility` None: all, for the machine; with `handlers`
    those of them that these bodies run and the reader sees; without, for who looks after the
    directory, those that they have no part in themselves."""

    visibility: Visibility | None = None
    handlers: tuple[str, ...] | None = None

    def condition(self) -> ColumnElement[bool]:
        """On `cases`."""
        if self.visibility is None:
            return true()
        if self.handlers is None:
            return not_barred(self.visibility)
        return and_(cases.c.handler.in_(self.handlers), visible_to(self.visibility))


@dataclass(frozen=True, slots=True)
class OrphanTask:
    """An open question, or a case (`task` empty). `version` of what software did for it."""

    case: str
    handler: str
    task: str = ""
    agency: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Suspect:
    """An open question in a case that keeps some signer from answering."""

    waiting: OrphanTask
    barred: frozenset[str]


class Watching:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def hands(self, day: date) -> dict[str, tuple[Hand, ...]]:
        """Body → everybody who may sign for it on `day`, by position or by written power."""
        query = select(seats).where(seats.c.powers.contains(Power.SIGN), covers(seats, day))
        signing = [seat_from(row) for row in self.connection.execute(query)]
        lent = select(delegations).where(covers(delegations, day))
        given = [delegation_from(row) for row in self.connection.execute(lent)]
        gone = self._column(select(absences.c.person).where(covers(absences, day)))
        able = self._column(
            select(accounts.c.person).where(accounts.c.enabled, accounts.c.password != "")
        )
        found: dict[str, list[Hand]] = {}
        for person in dict.fromkeys((*(s.person for s in signing), *(d.taker for d in given))):
            theirs = [d for d in given if d.taker == person]
            for actor in actors_of(person, _near(person, theirs, signing), theirs, day):
                hand = Hand(actor, person in able, person in gone)
                found.setdefault(actor.agency, []).append(hand)
        return {agency: tuple(hands) for agency, hands in found.items()}

    def suspects(self, people: Collection[str], reach: CaseReach) -> Iterator[Suspect]:
        """Open questions in cases about one of these people, opened by one, or out of which
        somebody stepped."""
        some = (cases.c.subject.in_(people), cases.c.started_by.in_(people), STEPPED_ASIDE)
        ids = union(*(select(cases.c.id).where(RUNNING, one) for one in some)).subquery()
        query = (
            select(*_ASKED, cases.c.subject, cases.c.started_by, cases.c.recused)
            .join(cases, cases.c.id == tasks.c.case_id)
            .where(tasks.c.case_id.in_(select(ids.c.id)), is_open())
            .where(tasks.c.role != SUBJECT, reach.condition())
            .order_by(tasks.c.id)
        )
        for *asked, subject, opener, aside_ in self.connection.execute(query):
            barred = {subject, opener, *json.loads(aside_)}
            yield Suspect(OrphanTask(*asked), frozenset(barred))

    def asked(self, codes: Sequence[str], reach: CaseReach, limit: int) -> tuple[OrphanTask, ...]:
        """Open questions to a body, under whatever code of it, most pressing first."""
        return tuple(one for code in codes for one in self._asked(code, reach, limit))[:limit]

    def first_asked(self, codes: Sequence[str]) -> str:
        """The open question of a body whose id comes first: while nobody can answer it stays."""
        query = select(tasks.c.id).where(is_open(), tasks.c.agency.in_(codes))
        query = query.where(tasks.c.role != SUBJECT).order_by(tasks.c.id).limit(1)
        return str(self.connection.execute(query).scalar() or "")

    def adrift(self, reach: CaseReach, limit: int) -> tuple[OrphanTask, ...]:
        """Running cases in which nothing is asked and for which software owes nothing."""
        lying = select(worklist.c.case_id, worklist.c.place)
        lying_adrift = lying.where(worklist.c.agency == AUDITORS, adrift()).subquery()
        query = (
            select(*_CASE, cases.c.version)
            .join(lying_adrift, lying_adrift.c.case_id == cases.c.id)
            .join(outbox, outbox.c.case_id == cases.c.id)
            .where(~OWED, reach.condition())
            .order_by(lying_adrift.c.place)
        )
        found = self.connection.execute(query.limit(limit))
        return tuple(OrphanTask(row[0], row[1], version=row[2]) for row in found)

    def failing(self, reach: CaseReach, limit: int) -> tuple[OrphanTask, ...]:
        """Cases whose last visit failed, the one tried most first."""
        columns = (outbox.c.case_id, outbox.c.conducted, outbox.c.attempts)
        failed = select(*columns).where(OWED, outbox.c.last_error != "").limit(LOOKED_AT)
        first = failed.order_by(outbox.c.attempts.desc(), outbox.c.case_id).subquery()
        query = (
            select(*_CASE, first.c.conducted)
            .join(first, first.c.case_id == cases.c.id)
            .where(reach.condition())
            .order_by(first.c.attempts.desc(), cases.c.id)
        )
        found = self.connection.execute(query.limit(limit))
        return tuple(OrphanTask(row[0], row[1], version=row[2]) for row in found)

    def dateless(self, before: datetime, reach: CaseReach, limit: int) -> tuple[OrphanTask, ...]:
        """Questions asked before a moment, in cases where no open question has a last day."""
        other = tasks.alias("other")
        dated = exists(
            select(other.c.id).where(
                other.c.case_id == tasks.c.case_id,
                other.c.status == tasks.c.status,
                other.c.due_day.is_not(None),
            )
        )
        query = (
            select(*_ASKED)
            .join(cases, cases.c.id == tasks.c.case_id)
            .where(UNDATED, tasks.c.opened_at < before, ~dated, reach.condition())
            .order_by(tasks.c.opened_at, tasks.c.id)
        )
        return tuple(OrphanTask(*row) for row in self.connection.execute(query.limit(limit)))

    def never_used(self, before: datetime) -> tuple[str, ...]:
        """People whose account is open, was given before a moment, and was never signed in to; who
        got it last comes last."""
        used = exists(select(sessions.c.token).where(sessions.c.person == accounts.c.person))
        touched = account_log.c.person == accounts.c.person
        young = exists(select(account_log.c.id).where(touched, account_log.c.at >= before))
        last = select(account_log.c.id).where(touched).order_by(account_log.c.id.desc()).limit(1)
        query = select(accounts.c.person).where(accounts.c.enabled, ~used, ~young)
        query = query.order_by(last.scalar_subquery(), accounts.c.person)
        return tuple(self.connection.execute(query).scalars())

    def codes(self) -> tuple[str, ...]:
        """Bodies that are asked something now."""
        return tuple(self.connection.execute(ASKED).scalars())

    def _asked(self, code: str, reach: CaseReach, limit: int) -> tuple[OrphanTask, ...]:
        """Of the most pressing questions to the body, twice as many as are wanted."""
        pressing = (tasks.c.due_day.is_(None), tasks.c.due_day, tasks.c.id)
        open_here = (is_open(), tasks.c.agency == code, tasks.c.role != SUBJECT)
        near = select(tasks.c.id).where(*open_here).order_by(*pressing).limit(2 * limit)
        query = (
            select(*_ASKED)
            .join(cases, cases.c.id == tasks.c.case_id)
            .where(tasks.c.id.in_(near), reach.condition())
            .order_by(*pressing)
        )
        return tuple(OrphanTask(*row) for row in self.connection.execute(query.limit(limit)))

    def _column(self, query: Select[Any]) -> frozenset[str]:
        return frozenset(self.connection.execute(query).scalars())


_CASE = (cases.c.id, cases.c.handler)
_ASKED = (tasks.c.case_id, cases.c.handler, tasks.c.id, tasks.c.agency)


def _near(person: str, theirs: Sequence[Delegation], signing: Sequence[Seat]) -> list[Seat]:
    """Their own seats and those of who gave them power."""
    givers = {person, *(d.giver for d in theirs)}
    return [seat for seat in signing if seat.person in givers]
