"""Tell of positions, delegations, absences and accounts: when entered, and by the clock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from actions.app import App
from actions.directory.entry import DirectoryEntry
from domain.directory.absences import Absence
from domain.directory.actors import Delegation, Power, Seat
from domain.directory.checks import Span
from domain.effects.notices import Notice, NoticeKind
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.directory import BEGUN, ENTERED, OVER, account_notices, concerned, span_notices

LOOK_BACK = timedelta(days=7)  # what began or ended while nothing ran is told once, and no older


def tell_entered(app: App, uow: UnitOfWork, entry: DirectoryEntry, what: str, span: Span) -> None:
    """In the transaction that enters it. Who entered it is not told."""
    told = span_notices(
        ENTERED[what], entry.act_id, span, entry.document, _heads(app, uow, span), app.clock()
    )
    uow.notices.add(replace(notice, by=entry.by) for notice in told)


def tell_account(app: App, uow: UnitOfWork, person: str, *, by: str) -> None:
    """In the transaction that makes the account; what was told before is not new to it."""
    uow.notices.start(person)
    agencies = [actor.agency for actor in uow.directory.actors(person, app.today())]
    heads = [head for agency in agencies for head in _signers(app, uow, agency)]
    told = account_notices(person, heads, app.clock())
    uow.notices.add(replace(notice, by=by) for notice in told)


def pass_days(app: App) -> int:
    """Delegations and absences that begin today or are over: once each, whenever this runs. How
    many were told."""
    today = app.today()
    with reading(app) as uow:
        begun = uow.spans.begun(today - LOOK_BACK, today)
        over = uow.spans.over(today - LOOK_BACK, today)

    def work(uow: UnitOfWork) -> int:
        kinds = [*((BEGUN, span) for span in begun), *((OVER, span) for span in over)]
        return sum(uow.notices.add(_by_clock(app, uow, k[type(s)], s)) for k, s in kinds)

    return transaction(app.engine, work) if begun or over else 0


def _by_clock(app: App, uow: UnitOfWork, kind: NoticeKind, span: Span) -> Iterator[Notice]:
    key = ":".join((*concerned(span), str(span.first_day), str(span.end)))
    return span_notices(kind, key, span, _document(span), _heads(app, uow, span), app.clock())


def _document(span: Span) -> str:
    return span.document if isinstance(span, Delegation | Absence) else ""


def _heads(app: App, uow: UnitOfWork, span: Span) -> tuple[str, ...]:
    """Who signs for the bodies a span touches, and who looks after the directory."""
    if isinstance(span, Absence):
        agencies = [seat.agency for seat in uow.spans.seats_of(span.person) if _meets(seat, span)]
    else:
        agencies = [span.agency]
    signers = [person for agency in agencies for person in _signers(app, uow, agency)]
    return (*signers, *uow.directory.holding(Power.ADMINISTER, app.today()))


def _signers(app: App, uow: UnitOfWork, agency: str) -> list[str]:
    held = uow.directory.seats(agency, app.today())
    return [seat.person for seat in held if Power.SIGN in seat.powers]


def _meets(seat: Seat, span: Absence) -> bool:
    return seat.first_day < span.end and span.first_day < seat.end
