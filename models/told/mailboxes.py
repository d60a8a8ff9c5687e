"""Where people get mail, and how they chose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, Row, func, select, update

from domain.told.choices import MailChoices
from domain.told.mailbox import Mailbox
from models.audit import journal
from models.schema.accounts import accounts
from models.schema.notices import mailboxes, notices
from models.schema.tables import people

CHOICES = TypeAdapter(MailChoices)


@dataclass(frozen=True, slots=True)
class DeadAddress:
    """An address at which nothing arrives, by the code of a server."""

    person: str
    name: str
    address: str
    why: str
    at: datetime


class Mailboxes:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of(self, person: str) -> Mailbox:
        """An empty one where nothing was ever entered."""
        query = select(mailboxes).where(mailboxes.c.person == person)
        row = self.connection.execute(query).first()
        return _mailbox(row) if row else Mailbox(person)

    def put(self, mailbox: Mailbox) -> None:
        """Add it, or store it in place of what was."""
        this = mailboxes.c.person == mailbox.person
        if journal.change(self.connection, mailboxes, this, **_row(mailbox)) == 0:
            journal.add(self.connection, mailboxes, **_row(mailbox))

    def behind(self) -> tuple[Mailbox, ...]:
        """Of people who can sign in and get mail, where something was told since mail was made."""
        query = (
            select(mailboxes)
            .join(accounts, accounts.c.person == mailboxes.c.person)
            .where(
                mailboxes.c.address != "",
                mailboxes.c.returned_at.is_(None),
                mailboxes.c.taken_up < self.newest_notice(),
                accounts.c.enabled,
                accounts.c.password != "",
            )
            .order_by(mailboxes.c.person)
        )
        return tuple(_mailbox(row) for row in self.connection.execute(query))

    def newest_notice(self) -> int:
        return int(self.connection.execute(select(func.max(notices.c.id))).scalar() or 0)

    def taken_up(self, whose: Collection[str], number: int) -> None:
        """Mail is made of what was told up to this notice."""
        theirs = mailboxes.c.person.in_(whose), mailboxes.c.taken_up < number
        self.connection.execute(update(mailboxes).where(*theirs).values(taken_up=number))

    def returned(self, person: str, address: str, why: str, at: datetime) -> bool:
        """Nothing arrives there; False where mail goes elsewhere by now, or this is known."""
        this = (
            mailboxes.c.person == person,
            mailboxes.c.address == address,
            mailboxes.c.returned_at.is_(None),
        )
        said = {"returned_at": at, "returned_why": why}
        return journal.change(self.connection, mailboxes, *this, **said) == 1

    def dead(self) -> tuple[DeadAddress, ...]:
        """The newest first."""
        columns = (people.c.id, people.c.full_name, mailboxes.c.address)
        query = (
            select(*columns, mailboxes.c.returned_why, mailboxes.c.returned_at)
            .join(people, people.c.id == mailboxes.c.person)
            .where(mailboxes.c.returned_at.is_not(None))
            .order_by(mailboxes.c.returned_at.desc())
        )
        return tuple(DeadAddress(*row) for row in self.connection.execute(query))


def _row(mailbox: Mailbox) -> dict[str, Any]:
    return asdict(mailbox) | {"choices": CHOICES.dump_json(mailbox.choices).decode()}


def _mailbox(row: Row[Any]) -> Mailbox:
    return Mailbox(**row._asdict() | {"choices": CHOICES.validate_json(row.choices)})
