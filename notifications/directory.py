"""Who is told of a position, a delegation, an absence or an account: those named, the heads of the
body, and who looks after the directory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from domain.directory.absences import Absence
from domain.directory.actors import Delegation, Seat
from domain.directory.checks import Span
from domain.effects.notices import Notice, NoticeKind

ONE_DAY = timedelta(days=1)
ENTERED: dict[str, NoticeKind] = {
    "seat_added": NoticeKind.SEAT_ADDED,
    "seat_ended": NoticeKind.SEAT_ENDED,
    "delegation_added": NoticeKind.DELEGATION_ADDED,
    "delegation_ended": NoticeKind.DELEGATION_ENDED,
    "absence_added": NoticeKind.ABSENCE_ADDED,
    "absence_ended": NoticeKind.ABSENCE_ENDED,
}
BEGUN: dict[type[Span], NoticeKind] = {
    Delegation: NoticeKind.DELEGATION_BEGINS,
    Absence: NoticeKind.ABSENCE_BEGINS,
}
OVER: dict[type[Span], NoticeKind] = {
    Delegation: NoticeKind.DELEGATION_OVER,
    Absence: NoticeKind.ABSENCE_OVER,
}


def concerned(span: Span) -> tuple[str, ...]:
    """The people a span names."""
    return (span.giver, span.taker) if isinstance(span, Delegation) else (span.person,)


def span_notices(
    kind: NoticeKind, key: str, span: Span, document: str, others: Iterable[str], at: datetime
) -> Iterator[Notice]:
    """One for each who is concerned and each of `others`, nobody twice; `key` names the act."""
    facts = _facts(span) | {"document": document}
    for person in dict.fromkeys((*concerned(span), *others)):
        yield Notice(key=f"{kind}:{key}:@{person}", kind=kind, at=at, person=person, facts=facts)


def account_notices(person: str, others: Iterable[str], at: datetime) -> Iterator[Notice]:
    """An account was given to somebody: they learn it, and the heads of their bodies."""
    kind = NoticeKind.ACCOUNT_GIVEN
    for one in dict.fromkeys((person, *others)):
        key = f"{kind}:{person}:@{one}"
        yield Notice(key=key, kind=kind, at=at, person=one, facts={"person": person})


def _facts(span: Span) -> dict[str, Any]:
    days = {
        "first_day": span.first_day.isoformat(),
        "last_day": (span.end - ONE_DAY).isoformat(),
    }
    match span:
        case Seat():
            return days | {
                "person": span.person,
                "agency": span.agency,
                "position": span.position,
            }
        case Delegation():
            return days | {"person": span.giver, "taker": span.taker, "agency": span.agency}
        case Absence():
            return days | {"person": span.person}
