"""Seats, delegations and absences: entered with a document, and logged.

Each is one transaction with its line in the log of the directory; the same form twice is one act.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from actions.accounts.accounts import check_administers_accounts
from actions.app import App
from actions.directory.entry import DirectoryEntry
from actions.told.spans import tell_entered
from domain.directory.absences import Absence
from domain.directory.actors import Delegation, Seat
from domain.directory.checks import (
    Span,
    check_absence,
    check_delegation,
    check_not_own,
    check_seat,
    end_after,
)
from domain.errors import BadInput
from models.directory.directory_log import Change
from models.unit_of_work import UnitOfWork, transaction
from notifications.directory import concerned

WHAT: dict[type[Span], str] = {Seat: "seat", Delegation: "delegation", Absence: "absence"}
JSON = TypeAdapter[Span](Span)
Entered = tuple[str, str, str]
Work = Callable[[UnitOfWork], Entered]


def add_seat(app: App, entry: DirectoryEntry, seat: Seat) -> None:
    """A position held from now on, or known late. Raises BadInput, NotFound, NotAllowed."""

    def work(uow: UnitOfWork) -> Entered:
        uow.directory.person(seat.person)
        app.catalogue.agencies.get(seat.agency)
        check_seat(seat, uow.spans.seats_of(seat.person), by=entry.by)
        uow.directory.add_seat(seat)
        return _entered(app, uow, entry, "seat_added", seat)

    _enter(app, entry, work)


def delegate(app: App, entry: DirectoryEntry, delegated: Delegation) -> None:
    """Written power for one agency and a time. Raises BadInput, NotFound, NotAllowed."""
    delegated = replace(delegated, document=entry.document)

    def work(uow: UnitOfWork) -> Entered:
        uow.directory.person(delegated.taker)
        given = [d for d in uow.spans.delegations_of(delegated.giver) if d.giver == delegated.giver]
        giver, taker = uow.spans.seats_of(delegated.giver), uow.spans.seats_of(delegated.taker)
        check_delegation(delegated, giver, taker, given, by=entry.by)
        uow.directory.add_delegation(delegated)
        return _entered(app, uow, entry, "delegation_added", delegated)

    _enter(app, entry, work)


def enter_absence(app: App, entry: DirectoryEntry, absence: Absence) -> None:
    """Somebody is away; nothing passes to anybody by it. Raises BadInput, NotFound, NotAllowed."""
    absence = replace(absence, document=entry.document)

    def work(uow: UnitOfWork) -> Entered:
        uow.directory.person(absence.person)
        check_absence(absence, uow.spans.absences_of(absence.person))
        uow.spans.add_absence(absence)
        return _entered(app, uow, entry, "absence_added", absence)

    _enter(app, entry, work)


def end(app: App, entry: DirectoryEntry, kind: type[Span], last_day: date, **key: Any) -> None:
    """A seat, delegation or absence ends sooner; it stays in the history with its new end.

    Raises BadInput, NotFound, NotAllowed.
    """

    def work(uow: UnitOfWork) -> Entered:
        span = uow.spans.find(kind, **key)
        check_not_own(entry.by, concerned(span)[0])
        until = end_after(span, last_day, app.today())
        uow.spans.end(span, until)
        return _entered(app, uow, entry, f"{WHAT[kind]}_ended", replace(span, end=until))

    _enter(app, entry, work)


def _enter(app: App, entry: DirectoryEntry, work: Work) -> None:
    def checked(uow: UnitOfWork) -> Entered:
        check_administers_accounts(app, uow, entry.by)
        return work(uow)

    enter_once(app, entry, checked)


def enter_once(app: App, entry: DirectoryEntry, work: Work) -> None:
    """Do `work`, which says what was entered about whom, with its line in the log.

    Raises BadInput where no document says so.
    """
    if not entry.document:
        raise BadInput(field="document", rule=BadInput.Rule.MISSING, value="")

    def logged(uow: UnitOfWork) -> None:
        if uow.directory_log.knows(entry.act_id):
            return
        what, person, said = work(uow)
        uow.directory_log.add(
            Change(
                act_id=entry.act_id,
                what=what,
                person=person,
                document=entry.document,
                said=said,
                by=entry.by,
                at=app.clock(),
            )
        )

    transaction(app.engine, logged)


def _entered(app: App, uow: UnitOfWork, entry: DirectoryEntry, what: str, span: Span) -> Entered:
    """Tell those concerned, and say what goes into the log."""
    tell_entered(app, uow, entry, what, span)
    return what, concerned(span)[0], JSON.dump_json(span).decode()
