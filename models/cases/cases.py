"""Load a case, save a case with its facts: the only place that writes cases."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from typing import Any

from sqlalchemy import Connection, and_, select
from sqlalchemy.exc import IntegrityError

from domain.audit import chain
from domain.errors import ActIdReused, NotFound, StaleCase
from domain.facts.extending import MovesDeadline
from domain.facts.fact import Fact
from domain.facts.votes import BallotOpened
from domain.state.case import Case
from models.cases import case_rows as rows
from models.cases.worklist_rows import keep_worklist
from models.directory.person_file import keep_rows
from models.effects.notices import Notices
from models.facts_json import dump, load
from models.papers.papers import PaperFact, paper_rows
from models.schema.tables import (
    cases,
    events,
    is_open,
    papers,
    tasks,
)
from notifications.said import Telling
from notifications.telling import ABOUT_BALLOTS, told


@dataclass(frozen=True, slots=True)
class StoredFact:
    """A fact with its place in the chain."""

    link: chain.Link

    def fact(self) -> Fact:
        return load(self.link.kind, self.link.body)


class Cases:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def get(self, case_id: str) -> Case:
        """The case with all its tasks. Raises NotFound."""
        key = {"case_id": case_id}
        found = self.connection.execute(rows.GET_CASE, key).first()
        if found is None:
            raise NotFound(kind="case", id=case_id)
        return rows.case_from(found, list(self.connection.execute(rows.GET_TASKS, key).all()))

    def add(self, case: Case, facts: Sequence[Fact], *, act_id: str) -> None:
        """Store a new case with its first facts."""
        links = _links(case.id, 1, facts, act_id, chain.GENESIS)
        named = rows.case_row(case) | {"version": 1, "chain_head": links[-1].digest}
        self.connection.execute(rows.ADD_CASE, named)
        self._write_tasks(case, facts)
        keep_worklist(self.connection, None, case)
        self._append(links)
        self._tell(case, facts, 1)
        self.connection.execute(rows.ADD_OUTBOX, _first_want(case))

    def save(self, before: Case, after: Case, facts: Sequence[Fact], *, act_id: str) -> None:
        """Store the new state and its facts together; one without the other is impossible.

        Raises StaleCase when the case moved since `before` was read, ActIdReused when an act of
        this id is stored already.
        """
        version = before.version + 1
        links = _links(before.id, version, facts, act_id, before.chain_head)
        moved = self.connection.execute(rows.MOVE_CASE, _moved(before, after, version, links))
        if moved.rowcount != 1:
            raise StaleCase(case=before.id, version=before.version)
        self._write_tasks(after, facts)
        keep_worklist(self.connection, before, after)
        self._append(links)
        self._keep_papers(before.id, facts)
        self._tell(after, facts, version)
        keep_rows(self.connection, before.id, facts, act_id=act_id)
        now = facts[-1].at
        self.connection.execute(
            rows.MARK_CHANGED, {"case": before.id, "new_version": version, "now": now}
        )

    def act(self, act_id: str) -> tuple[Fact, ...]:
        """The facts of an act already done, or nothing."""
        query = select(events).where(events.c.act_id == act_id).order_by(events.c.part)
        return tuple(load(r.kind, r.body) for r in self.connection.execute(query))

    def case_of_act(self, act_id: str) -> str:
        query = select(events.c.case_id).where(events.c.act_id == act_id)
        return str(self.connection.execute(query).scalars().first())

    def history(self, case_id: str) -> tuple[StoredFact, ...]:
        """Every fact of a case in order."""
        return tuple(StoredFact(link) for link in links_of(self.connection, case_id))

    def facts(self, case_id: str) -> tuple[Fact, ...]:
        """What happened to a case, in order."""
        return tuple(stored.fact() for stored in self.history(case_id))

    def related_case(self, case_id: str) -> tuple[str, ...]:
        """Cases about this one: complaints against it, supervisions of it."""
        query = select(cases.c.id).where(cases.c.about == case_id).order_by(cases.c.id)
        return tuple(self.connection.execute(query).scalars())

    def open_ids(self) -> tuple[str, ...]:
        """Cases that ask somebody something now."""
        query = select(tasks.c.case_id).where(is_open()).distinct().order_by(tasks.c.case_id)
        return tuple(self.connection.execute(query).scalars())

    def versions(self, ids: Collection[str]) -> dict[str, int]:
        """How far each of these cases has come."""
        query = select(cases.c.id, cases.c.version).where(cases.c.id.in_(ids))
        return {row.id: row.version for row in self.connection.execute(query)}

    def due_by(self, day: date) -> tuple[str, ...]:
        """Cases with an open task that is due on `day` or before."""
        query = (
            select(tasks.c.case_id)
            .where(is_open(), tasks.c.due_day <= day)
            .distinct()
            .order_by(tasks.c.case_id)
        )
        return tuple(self.connection.execute(query).scalars())

    def _write_tasks(self, after: Case, facts: Sequence[Fact]) -> None:
        """Task rows follow the facts, never a comparison of two states."""
        opened = [task for fact in facts for task in fact.opened()]
        moved = {task_id for fact in facts if (task_id := fact.moved())}
        if moved:
            self.connection.execute(
                rows.MOVE_TASK, [_task_move(after, task_id) for task_id in sorted(moved)]
            )
        deadlines = [rows.deadline_row(f) for f in facts if isinstance(f, MovesDeadline)]
        if deadlines:
            self.connection.execute(rows.MOVE_DEADLINE, deadlines)
        if opened:
            seqs = {task.id: seq for seq, task in enumerate(after.tasks)}
            self.connection.execute(
                rows.ADD_TASK,
                [rows.task_row(t, case_id=after.id, seq=seqs[t.id]) for t in opened],
            )

    def _append(self, links: Sequence[chain.Link]) -> None:
        """The version guard has passed, so what can still collide is the id of the act."""
        try:
            self.connection.execute(rows.ADD_EVENT, [_event_row(link) for link in links])
        except IntegrityError as known:
            raise ActIdReused(case=links[0].case_id, first=links[0].act_id) from known

    def _keep_papers(self, case_id: str, facts: Sequence[Fact]) -> None:
        kept = [fact for fact in facts if isinstance(fact, PaperFact)]
        if kept:
            self.connection.execute(papers.insert(), paper_rows(case_id, kept))

    def _tell(self, after: Case, facts: Sequence[Fact], version: int) -> None:
        """Whoever is concerned is told with the fact, so never before it and never without it."""
        about_ballots = any(isinstance(fact, ABOUT_BALLOTS) for fact in facts)
        opened = self._ballots_opened(after.id) if about_ballots else {}
        Notices(self.connection).write(told(Telling(after, facts, opened), version))

    def _ballots_opened(self, case_id: str) -> dict[str, BallotOpened]:
        """Task → the ballot opened for it last."""
        of_case = and_(events.c.case_id == case_id, events.c.kind == BallotOpened.__name__)
        query = select(events.c.body).where(of_case).order_by(events.c.version)
        found = (load(BallotOpened.__name__, b) for b in self.connection.execute(query).scalars())
        return {fact.task: fact for fact in found if isinstance(fact, BallotOpened)}


def links_of(connection: Connection, case_id: str) -> list[chain.Link]:
    query = (
        select(events)
        .where(events.c.case_id == case_id)
        .order_by(events.c.version, events.c.part, events.c.id)
    )
    return [link_from(row) for row in connection.execute(query)]


def link_from(row: Any) -> chain.Link:
    return chain.Link(
        case_id=row.case_id,
        version=row.version,
        part=row.part,
        act_id=row.act_id,
        kind=row.kind,
        at=row.at,
        body=row.body,
        previous=row.previous,
        digest=row.digest,
    )


def _links(
    case_id: str, version: int, facts: Sequence[Fact], act_id: str, previous: str
) -> list[chain.Link]:
    """Facts turned into chained rows, each carrying the digest of the one before it."""
    links: list[chain.Link] = []
    for part, fact in enumerate(facts):
        at = fact.at.astimezone(UTC).isoformat()
        kind = type(fact).__name__
        said = chain.Link(
            case_id=case_id,
            version=version,
            part=part,
            act_id=act_id,
            kind=kind,
            at=at,
            body=dump(fact),
            previous=previous,
            digest="",
        )
        links.append(chain.sealed(said))
        previous = links[-1].digest
    return links


def _event_row(link: chain.Link) -> dict[str, Any]:
    return {name: getattr(link, name) for name in chain.Link.__slots__}


def _moved(before: Case, after: Case, version: int, links: list[chain.Link]) -> dict[str, Any]:
    return {
        "case_id": before.id,
        "seen": before.version,
        "new_version": version,
        "new_status": after.status,
        "new_outcome": after.outcome,
        "new_step": after.step,
        "new_round": after.round,
        "new_chain_head": links[-1].digest,
        **{f"new_{name}": getattr(after, name) for name in rows.LAW},
        **{f"new_{name}": text for name, text in rows.lists_text(after).items()},
    }


def _task_move(after: Case, task_id: str) -> dict[str, Any]:
    task = after.find_task(task_id)
    named = {f"new_{name}": getattr(task, name) for name in rows.MOVED}
    return named | {"task_id": task_id}


def _first_want(case: Case) -> dict[str, Any]:
    return {
        "case_id": case.id,
        "version": 1,
        "conducted": 0,
        "not_before": case.opened_at,
        "claimed_by": "",
        "claimed_until": None,
        "attempts": 0,
        "last_error": "",
    }
