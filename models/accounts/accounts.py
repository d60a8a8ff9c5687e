"""Accounts, sessions, what happened at the door, and forms that could not be taken at once."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, or_, select, update

from domain.accounts.accounts import Account, Session
from domain.directory.actors import Power
from models.audit import journal
from models.directory.directory import covers
from models.schema.accounts import (
    account_log,
    accounts,
    kept_forms,
    preferences,
    sessions,
)
from models.schema.tables import seats

TOLD_UP_TO = "told_up_to"  # the preference that holds the last line read


@dataclass(frozen=True, slots=True)
class SavedForm:
    """A form whose act was refused, or whose session had ended: nothing typed is lost."""

    fields: Mapping[str, list[str]]
    message: str


@dataclass(frozen=True, slots=True)
class AccountEntry:
    """One line of the sign-in history: `what` is signed_in, refused, signed_out, …"""

    person: str
    what: str
    by: str
    client: str
    at: datetime


class Accounts:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def find(self, person: str) -> Account | None:
        row = self.connection.execute(select(accounts).where(accounts.c.person == person)).first()
        return Account(**row._mapping) if row else None

    def all(self) -> tuple[Account, ...]:
        query = select(accounts).order_by(accounts.c.person)
        return tuple(Account(**row._mapping) for row in self.connection.execute(query))

    def invited(self, digest: str) -> Account | None:
        query = select(accounts).where(accounts.c.invited == digest)
        row = self.connection.execute(query).first()
        return Account(**row._mapping) if row else None

    def put(self, account: Account) -> None:
        """Add the account, or store it in place of what was."""
        this = accounts.c.person == account.person
        if journal.change(self.connection, accounts, this, **asdict(account)) == 0:
            journal.add(self.connection, accounts, **asdict(account))

    def has_administrator(self) -> bool:
        """Can anybody sign in who may look after accounts?"""
        query = (
            select(func.count())
            .select_from(accounts.join(seats, seats.c.person == accounts.c.person))
            .where(accounts.c.enabled, seats.c.powers.contains(Power.ADMINISTER))
        )
        return bool(self.connection.execute(query).scalar_one())

    def administrators_ever(self, today: date) -> int:
        """How many people have ever looked after accounts with a password of their own; never
        fewer than before, whoever is closed or leaves."""
        query = (
            select(func.count(accounts.c.person.distinct()))
            .select_from(accounts.join(seats, seats.c.person == accounts.c.person))
            .where(
                accounts.c.password != "",
                seats.c.powers.contains(Power.ADMINISTER),
                seats.c.first_day <= today,
            )
        )
        return int(self.connection.execute(query).scalar_one())

    def administrators(self, today: date) -> tuple[str, ...]:
        """Who can sign in today and look after accounts."""
        query = (
            select(accounts.c.person)
            .distinct()
            .select_from(accounts.join(seats, seats.c.person == accounts.c.person))
            .where(
                accounts.c.enabled,
                accounts.c.password != "",
                seats.c.powers.contains(Power.ADMINISTER),
                covers(seats, today),
            )
            .order_by(accounts.c.person)
        )
        return tuple(self.connection.execute(query).scalars())

    def begin(self, session: Session) -> None:
        journal.add(self.connection, sessions, **asdict(session))

    def session(self, token: str) -> Session | None:
        row = self.connection.execute(select(sessions).where(sessions.c.token == token)).first()
        return Session(**row._mapping) if row else None

    def sessions_of(self, person: str) -> tuple[Session, ...]:
        query = (
            select(sessions)
            .where(sessions.c.person == person, sessions.c.ended_at.is_(None))
            .order_by(sessions.c.seen_at.desc())
        )
        return tuple(Session(**row._mapping) for row in self.connection.execute(query))

    def seen(self, token: str, at: datetime) -> None:
        """Never back: what several processes saw is told in any order."""
        mine = and_(sessions.c.token == token, sessions.c.seen_at < at)
        self.connection.execute(update(sessions).where(mine).values(seen_at=at))

    def end(self, person: str, at: datetime, *, token: str = "", all_but: str = "") -> int:
        """End one session of a person, or all but one; returns how many ended."""
        which = sessions.c.token == token if token else sessions.c.token != all_but
        going_on = (sessions.c.person == person, sessions.c.ended_at.is_(None), which)
        return journal.change(self.connection, sessions, *going_on, ended_at=at)

    def log(self, entry: AccountEntry) -> None:
        self.log_all([entry])

    def log_all(self, entries: Iterable[AccountEntry]) -> None:
        journal.add_all(self.connection, account_log, [asdict(entry) for entry in entries])

    def entries(
        self, person: str = "", *, what: str = "", limit: int = 200
    ) -> tuple[AccountEntry, ...]:
        """Newest first; about or by one person, of one kind, where asked."""
        query = select(
            account_log.c.person,
            account_log.c.what,
            account_log.c.by,
            account_log.c.client,
            account_log.c.at,
        ).order_by(account_log.c.id.desc())
        if person:
            query = query.where(or_(account_log.c.person == person, account_log.c.by == person))
        if what:
            query = query.where(account_log.c.what == what)
        return tuple(AccountEntry(*row) for row in self.connection.execute(query.limit(limit)))

    def untold(self, person: str, whats: Collection[str], *, everybody: bool) -> int:
        """How many lines others wrote about this person (about anybody, for `everybody`) since
        the person last said to have read them."""
        seen = int(self.preference(person, TOLD_UP_TO) or 0)
        new = and_(
            account_log.c.id > seen, account_log.c.what.in_(whats), account_log.c.by != person
        )
        query = select(func.count()).select_from(account_log).where(new)
        mine = query if everybody else query.where(account_log.c.person == person)
        return int(self.connection.execute(mine).scalar_one())

    def told(self, person: str) -> None:
        """The person has read what there is."""
        newest = self.connection.execute(select(func.max(account_log.c.id))).scalar()
        self.prefer(person, TOLD_UP_TO, str(newest or 0))

    def keep_form(self, person: str, path: str, kept: SavedForm, at: datetime) -> None:
        self._forget(person, path)
        fields = json.dumps(dict(kept.fields), ensure_ascii=False)
        self.connection.execute(
            insert(kept_forms).values(
                person=person, path=path, fields=fields, message=kept.message, at=at
            )
        )

    def kept_form(self, person: str, path: str) -> tuple[SavedForm, datetime] | None:
        """What was kept for this page, and when."""
        mine = and_(kept_forms.c.person == person, kept_forms.c.path == path)
        row = self.connection.execute(select(kept_forms).where(mine)).first()
        return (SavedForm(json.loads(row.fields), row.message), row.at) if row else None

    def forget_form(self, person: str, path: str, at: datetime) -> None:
        """The one of that moment was shown; one that was kept since stays."""
        self._forget(person, path, kept_forms.c.at == at)

    def _forget(self, person: str, path: str, *which: ColumnElement[bool]) -> None:
        mine = and_(kept_forms.c.person == person, kept_forms.c.path == path, *which)
        self.connection.execute(delete(kept_forms).where(mine))

    def preference(self, person: str, name: str) -> str:
        """What the person last chose under this name; empty when nothing."""
        mine = and_(preferences.c.person == person, preferences.c.name == name)
        found = self.connection.execute(select(preferences.c.value).where(mine)).scalar()
        return str(found or "")

    def prefer(self, person: str, name: str, value: str) -> None:
        mine = and_(preferences.c.person == person, preferences.c.name == name)
        self.connection.execute(delete(preferences).where(mine))
        if value:
            row = insert(preferences).values(person=person, name=name, value=value)
            self.connection.execute(row)
