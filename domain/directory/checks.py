"""What may be entered in the directory. Spans are half-open; what has passed is never changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from domain.directory.absences import Absence
from domain.directory.actors import Delegation, Power, Seat
from domain.errors import BadInput

Span = Seat | Delegation | Absence
ADMINISTERS = frozenset({Power.ADMINISTER})


def check_seat(seat: Seat, held: Iterable[Seat], *, by: str) -> None:
    """May this position be entered? `held`: every other seat of the person. Raises BadInput.

    Whoever looks after accounts sees no case, so these powers never meet in one person; and
    nobody enters a position for themselves.
    """
    _check_span(seat)
    check_not_own(by, seat.person)
    if not seat.position:
        raise BadInput(field="position", rule=BadInput.Rule.MISSING, value="")
    if not seat.powers:
        raise BadInput(field="powers", rule=BadInput.Rule.MISSING, value="")
    together = [other for other in held if _meet(seat, other)]
    if any((other.agency, other.position) == (seat.agency, seat.position) for other in together):
        raise BadInput(field="first_day", rule=BadInput.Rule.OVERLAPPING, value=seat.first_day)
    powers = seat.powers.union(*(other.powers for other in together))
    if Power.ADMINISTER in powers and powers != ADMINISTERS:
        raise BadInput(field="powers", rule=BadInput.Rule.ADMINISTERS_ALONE, value=seat.person)


def check_delegation(
    delegated: Delegation,
    giver: Iterable[Seat],
    taker: Iterable[Seat],
    others: Iterable[Delegation],
    *,
    by: str,
) -> None:
    """May this written power be entered? `others`: delegations of the giver. Raises BadInput.

    Only a power held by one's own position is handed on, so a delegated one never is (Decree
    30/2020 Art 13.3: TUQ.).
    """
    _check_span(delegated)
    check_not_own(by, delegated.giver, delegated.taker)
    if delegated.giver == delegated.taker:
        raise BadInput(
            field="taker", rule=BadInput.Rule.DELEGATE_OTHER_PERSON, value=delegated.taker
        )
    own = [s for s in giver if s.agency == delegated.agency and s.covers(delegated.first_day)]
    if not any(seat.powers - ADMINISTERS for seat in own):
        raise BadInput(field="agency", rule=BadInput.Rule.NO_OWN_SEAT, value=delegated.agency)
    if any(Power.ADMINISTER in seat.powers for seat in taker if _meet(seat, delegated)):
        raise BadInput(field="taker", rule=BadInput.Rule.ADMINISTERS_ALONE, value=delegated.taker)
    same = [d for d in others if (d.taker, d.agency) == (delegated.taker, delegated.agency)]
    if any(_meet(delegated, other) for other in same):
        raise BadInput(field="first_day", rule=BadInput.Rule.OVERLAPPING, value=delegated.first_day)


def check_absence(absence: Absence, others: Iterable[Absence]) -> None:
    """Raises BadInput."""
    _check_span(absence)
    if any(_meet(absence, other) for other in others):
        raise BadInput(field="first_day", rule=BadInput.Rule.OVERLAPPING, value=absence.first_day)


def end_after(span: Span, last_day: date, today: date) -> date:
    """The new end of a span whose last day is now `last_day`: sooner, but never before today.

    What was done under it until yesterday stands. Raises BadInput.
    """
    end = last_day + timedelta(days=1)
    if end < today:
        raise BadInput(field="last_day", rule=BadInput.Rule.PASSED, value=last_day, first=today)
    if not span.first_day < end < span.end:
        raise BadInput(field="last_day", rule=BadInput.Rule.ONLY_SOONER, value=last_day)
    return end


def _check_span(span: Span) -> None:
    if span.first_day >= span.end:
        raise BadInput(field="last_day", rule=BadInput.Rule.BEFORE_FIRST, value=span.first_day)


def check_not_own(by: str, *people: str) -> None:
    """Nobody enters or ends anything for themselves. Raises BadInput."""
    if by in people:
        raise BadInput(field="person", rule=BadInput.Rule.OWN_ENTRY, value=by)


def _meet(one: Span, other: Span) -> bool:
    return one.first_day < other.end and other.first_day < one.end
