"""Mail on its way: what is to leave, in which mail, what the servers said."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, insert, or_, select, update

from domain.state.task import TaskStatus
from domain.told.delivery import MailEnd
from models.schema.notices import mail_lines, mails, notices
from models.schema.tables import people, tasks

# A time beyond this was written while the clock was wrong: it holds nothing back.
FURTHEST = timedelta(days=3)


class MailKind(StrEnum):
    """What a mail is: one case at once, the digest of a day, a code, word of a changed address."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    CODE = "code"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class MailLine:
    """A notice that is to be mailed to somebody from `due` on; `case_id` empty: of no case."""

    notice: int
    due: datetime
    digest: bool
    case_id: str = ""


@dataclass(frozen=True, slots=True)
class NewMail:
    """`message_id` says what it is of, so that it is made once, whoever makes it."""

    person: str
    kind: MailKind
    message_id: str
    case_id: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class HeldMail:
    """A mail held by one worker until its lease ends; `tries` counts this one."""

    id: int
    person: str
    kind: MailKind
    message_id: str
    case_id: str
    address: str
    tries: int


@dataclass(frozen=True, slots=True)
class Undelivered:
    """A mail that never arrived, as an administrator sees it: nothing of its case."""

    person: str
    name: str
    address: str
    end: MailEnd
    error: str
    at: datetime


@dataclass(frozen=True, slots=True)
class MailCounts:
    """`waiting` mails and how many of them failed before; those refused or given up in all."""

    waiting: int
    failing: int
    undelivered: int


class Mails:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def known(self, person: str, after: int) -> frozenset[int]:
        """Notices with a higher number that have a line already."""
        mine = and_(mail_lines.c.person == person, mail_lines.c.notice > after)
        return frozenset(self.connection.execute(select(mail_lines.c.notice).where(mine)).scalars())

    def take_up(self, person: str, lines: Iterable[MailLine]) -> None:
        """Raises IntegrityError where another worker came first."""
        rows = [
            {"person": person, "notice": line.notice, "due": line.due, "digest": line.digest}
            for line in lines
        ]
        self.connection.execute(insert(mail_lines), rows)

    def whose_turn(self, now: datetime) -> tuple[str, ...]:
        """People with something that may leave."""
        query = select(mail_lines.c.person).distinct().where(_waiting(now))
        return tuple(sorted(self.connection.execute(query).scalars()))

    def lines(self, person: str, now: datetime) -> tuple[MailLine, ...]:
        """All that is in no mail yet, held until the transaction ends."""
        query = (
            select(mail_lines.c.notice, mail_lines.c.due, mail_lines.c.digest, notices.c.case_id)
            .join(notices, notices.c.id == mail_lines.c.notice)
            .where(mail_lines.c.person == person, mail_lines.c.mail.is_(None))
            .order_by(mail_lines.c.notice)
            .with_for_update(of=mail_lines, skip_locked=True)
        )
        found = self.connection.execute(query)
        return tuple(
            MailLine(r.notice, _true(r.due, now), r.digest, r.case_id or "") for r in found
        )

    def is_made(self, message_id: str) -> bool:
        query = select(mails.c.id).where(mails.c.message_id == message_id)
        return self.connection.execute(query).first() is not None

    def make(self, new: NewMail, now: datetime, lines: Sequence[MailLine] = ()) -> None:
        """A mail, to leave now, with what is to be in it."""
        row = {
            "person": new.person,
            "kind": new.kind,
            "message_id": new.message_id,
            "case_id": new.case_id or None,
            "address": new.address,
        }
        fresh = {"made_at": now, "not_before": now, "tries": 0, "end": "", "error": ""}
        made = self.connection.execute(insert(mails).values(**row, **fresh)).inserted_primary_key
        assert made is not None
        numbers = [line.notice for line in lines]
        theirs = and_(mail_lines.c.person == new.person, mail_lines.c.notice.in_(numbers))
        self.connection.execute(update(mail_lines).where(theirs).values(mail=made[0]))

    def has_due(self, now: datetime) -> bool:
        """Cheap look without a write lock."""
        query = select(mails.c.id).where(_to_send(now)).limit(1)
        return self.connection.execute(query).first() is not None

    def claim(self, now: datetime, until: datetime, limit: int) -> tuple[HeldMail, ...]:
        """Mails whose time has come, held until then; the one that waits longest first."""
        query = (
            select(mails)
            .where(_to_send(now))
            .order_by(mails.c.not_before, mails.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        found = tuple(_held(row) for row in self.connection.execute(query))
        held = update(mails).where(mails.c.id.in_([mail.id for mail in found]))
        self.connection.execute(held.values(not_before=until, tries=mails.c.tries + 1))
        return found

    def release(self, held: Iterable[HeldMail], now: datetime) -> None:
        """Nothing was tried: as if they had not been held."""
        theirs = mails.c.id.in_([mail.id for mail in held])
        back = update(mails).where(theirs, mails.c.done_at.is_(None))
        self.connection.execute(back.values(not_before=now, tries=mails.c.tries - 1))

    def numbers(self, mail: int) -> tuple[int, ...]:
        """The notices in a mail."""
        query = select(mail_lines.c.notice).where(mail_lines.c.mail == mail)
        return tuple(sorted(self.connection.execute(query).scalars()))

    def ended(self, mail: HeldMail, end: MailEnd, error: str, at: datetime) -> None:
        """`mail` as it left: with the address it went to."""
        this = update(mails).where(mails.c.id == mail.id, mails.c.done_at.is_(None))
        said = {"end": end, "error": error, "address": mail.address}
        self.connection.execute(this.values(done_at=at, **said))

    def again(self, mail: HeldMail, error: str, at: datetime) -> None:
        this = update(mails).where(mails.c.id == mail.id, mails.c.done_at.is_(None))
        self.connection.execute(this.values(not_before=at, error=error, address=mail.address))

    def sent_as(self, message_id: str) -> tuple[str, str] | None:
        """Whom a mail of ours went to, and at which address; None for one we never made."""
        query = select(mails.c.person, mails.c.address).where(mails.c.message_id == message_id)
        row = self.connection.execute(query).first()
        return (row.person, row.address) if row else None

    def open_tasks(self, ids: Collection[str]) -> frozenset[str]:
        """Those of these tasks that still want an answer."""
        query = select(tasks.c.id).where(tasks.c.id.in_(ids), tasks.c.status == TaskStatus.OPEN)
        return frozenset(self.connection.execute(query).scalars())

    def counts(self) -> MailCounts:
        waits = mails.c.done_at.is_(None)
        failed = mails.c.end.in_([MailEnd.REFUSED, MailEnd.GIVEN_UP])
        query = select(
            func.count().filter(waits),
            func.count().filter(and_(waits, mails.c.error != "")),
            func.count().filter(failed),
        )
        return MailCounts(*self.connection.execute(query).one())

    def undelivered(self, limit: int = 30) -> tuple[Undelivered, ...]:
        """The newest that were refused or given up."""
        query = (
            select(mails, people.c.full_name)
            .join(people, people.c.id == mails.c.person)
            .where(mails.c.end.in_([MailEnd.REFUSED, MailEnd.GIVEN_UP]))
            .order_by(mails.c.done_at.desc(), mails.c.id.desc())
            .limit(limit)
        )
        return tuple(
            Undelivered(r.person, r.full_name, r.address, MailEnd(r.end), r.error, r.done_at)
            for r in self.connection.execute(query)
        )


def _to_send(now: datetime) -> ColumnElement[bool]:
    return and_(mails.c.done_at.is_(None), _come(mails.c.not_before, now))


def _come(column: ColumnElement[Any], now: datetime) -> ColumnElement[bool]:
    return or_(column <= now, column > now + FURTHEST)


def _true(due: datetime, now: datetime) -> datetime:
    return due if due <= now + FURTHEST else now


def _waiting(now: datetime) -> ColumnElement[bool]:
    return and_(mail_lines.c.mail.is_(None), _come(mail_lines.c.due, now))


def _held(row: Row[Any]) -> HeldMail:
    return HeldMail(
        row.id,
        row.person,
        MailKind(row.kind),
        row.message_id,
        row.case_id or "",
        row.address,
        row.tries + 1,
    )
