"""Seats, delegations and absences: entered with a document, and logged; what gives powers, by two.

Each is one transaction with its line in the log of the directory; the same form twice is one act,
and with other words it is refused (ActIdReused).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from actions.accounts.accounts import check_administers_accounts
from actions.accounts.two_people import Asking, put_to_another, request
from actions.app import App
from actions.audit.alarms import watched
from actions.directory.entry import DirectoryEntry
from actions.told.spans import tell_entered
from domain.accounts.two_people import AdminRequest, RequestKind
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
SEAT, DELEGATION = TypeAdapter(Seat), TypeAdapter(Delegation)
LONGEST_DOCUMENT = 200  # characters
Entered = tuple[str, str, str]
Work = Callable[[UnitOfWork], Entered]


def add_seat(app: App, entry: DirectoryEntry, seat: Seat) -> bool:
    """A position held from now on, or known late. True: it waits for a second administrator.

    Raises BadInput, NotFound, NotAllowed.
    """
    return _give(app, entry, seat)


def delegate(app: App, entry: DirectoryEntry, delegated: Delegation) -> bool:
    """Written power for one agency and a time. True: it waits for a second administrator.

    Raises BadInput, NotFound, NotAllowed.
    """
    return _give(app, entry, replace(delegated, document=entry.document))


def _give(app: App, entry: DirectoryEntry, given: Seat | Delegation) -> bool:
    """What gives somebody powers is checked now, and again when another confirms it."""
    check_document(entry)

    def work(uow: UnitOfWork) -> bool:
        check_administers_accounts(app, uow, entry.by)
        if uow.directory_log.knows(entry.act_id):
            return False
        _check_given(app, uow, given, entry.by)
        waits = put_to_another(app, uow, _asked(app, entry, given))
        if not waits:
            write_given(app, uow, entry, given)
        return waits

    return transaction(app.engine, work)


def _asked(app: App, entry: DirectoryEntry, given: Seat | Delegation) -> AdminRequest:
    seat = isinstance(given, Seat)
    people = (given.person,) if isinstance(given, Seat) else (given.giver, given.taker)
    return request(
        app,
        RequestKind.SEAT if seat else RequestKind.DELEGATION,
        people,
        {"span": JSON.dump_python(given, mode="json"), "act": entry.act_id},
        Asking(entry.by, entry.act_id, entry.document),
    )


def enter_given(app: App, uow: UnitOfWork, asked: AdminRequest) -> tuple[()]:
    """The position or delegation that was asked for, as its asker's entry. Raises BadInput."""
    given = given_of(asked)
    entry = DirectoryEntry(
        act_id=str(asked.said["act"]), by=asked.asked_by, document=asked.document
    )
    _check_given(app, uow, given, entry.by)
    write_given(app, uow, entry, given)
    return ()


def given_of(asked: AdminRequest) -> Seat | Delegation:
    kind = SEAT if asked.kind == RequestKind.SEAT else DELEGATION
    return kind.validate_python(asked.said["span"])


def _check_given(app: App, uow: UnitOfWork, given: Seat | Delegation, by: str) -> None:
    if isinstance(given, Seat):
        uow.directory.person(given.person)
        app.catalogue.agencies.get(given.agency)
        check_seat(given, uow.spans.seats_of(given.person), by=by)
        return
    uow.directory.person(given.taker)
    others = [d for d in uow.spans.delegations_of(given.giver) if d.giver == given.giver]
    giver, taker = uow.spans.seats_of(given.giver), uow.spans.seats_of(given.taker)
    check_delegation(given, giver, taker, others, by=by)


def write_given(app: App, uow: UnitOfWork, entry: DirectoryEntry, given: Seat | Delegation) -> None:
    """Enter it, log it and tell of it, in the transaction at hand; it was checked before."""
    if isinstance(given, Seat):
        uow.directory.add_seat(given)
        log_entry(app, uow, entry, _told(app, uow, entry, "seat_added", given))
    else:
        uow.directory.add_delegation(given)
        log_entry(app, uow, entry, _told(app, uow, entry, "delegation_added", given))


def enter_absence(app: App, entry: DirectoryEntry, absence: Absence) -> None:
    """Somebody is away, as they say themselves or who looks after the directory; nothing passes to
    anybody by it. Raises BadInput, NotFound, NotAllowed."""
    absence = replace(absence, document=entry.document)

    def work(uow: UnitOfWork) -> Entered:
        uow.directory.person(absence.person)
        check_absence(absence, uow.spans.absences_of(absence.person))
        uow.spans.add_absence(absence)
        return _told(app, uow, entry, "absence_added", absence)

    _enter(app, entry, work, own=absence.person == entry.by)


def end(
    app: App,
    entry: DirectoryEntry,
    kind: type[Delegation] | type[Absence],
    last_day: date,
    **key: Any,
) -> None:
    """A delegation or absence ends sooner; it stays in the history with its new end. Of what is
    their own people end an absence alone. A position ends by `actions/leaving/leave.py`.

    Raises BadInput, NotFound, NotAllowed.
    """
    own = kind is Absence and key["person"] == entry.by

    def work(uow: UnitOfWork) -> Entered:
        return end_in(app, uow, entry, uow.spans.find(kind, **key), last_day, own=own)

    _enter(app, entry, work, own=own)


def end_in(
    app: App,
    uow: UnitOfWork,
    entry: DirectoryEntry,
    span: Span,
    last_day: date,
    *,
    own: bool = False,
) -> Entered:
    """Set the last day of a span, in the transaction at hand. Raises BadInput."""
    if not own:
        check_not_own(entry.by, concerned(span)[0])
    until = end_after(span, last_day, app.today())
    uow.spans.end(span, until)
    ended = replace(span, end=until)
    return _told(app, uow, entry, f"{WHAT[type(span)]}_ended", ended)


def _enter(app: App, entry: DirectoryEntry, work: Work, *, own: bool) -> None:
    def checked(uow: UnitOfWork) -> Entered:
        if not own:
            check_administers_accounts(app, uow, entry.by)
        return work(uow)

    enter_once(app, entry, checked)


def enter_once(app: App, entry: DirectoryEntry, work: Work) -> None:
    """Do `work`, which says what was entered about whom, with its line in the log.

    Raises BadInput where no document says so, ActIdReused where the form said something else.
    """
    check_document(entry)

    def logged(uow: UnitOfWork) -> None:
        if not uow.directory_log.knows(entry.act_id):
            log_entry(app, uow, entry, work(uow))

    watched(app, logged, act_id=entry.act_id, person=entry.by)


def check_document(entry: DirectoryEntry) -> None:
    """Raises BadInput where it is missing, or longer than the log holds."""
    if not entry.document:
        raise BadInput(field="document", rule=BadInput.Rule.MISSING, value="")
    if len(entry.document) > LONGEST_DOCUMENT:
        cut = f"{entry.document[:40]}…"
        raise BadInput(field="document", rule=BadInput.Rule.TOO_LONG, value=cut)


def log_entry(app: App, uow: UnitOfWork, entry: DirectoryEntry, entered: Entered) -> None:
    """The line of the directory's log for what was entered."""
    what, person, said = entered
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


def _told(app: App, uow: UnitOfWork, entry: DirectoryEntry, what: str, span: Span) -> Entered:
    """Tell those concerned, and say what goes into the log."""
    tell_entered(app, uow, entry, what, span)
    return what, concerned(span)[0], JSON.dump_json(span).decode()
