"""What issued decisions wrote into a person's file, and the person as they then stand.

A row is told by a fact of its case and never edited by hand: a later paper about the decision
undoes it or puts another in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from domain.directory.people import Person
from domain.directory.record import Discipline, Proceeding, Record, Service

ONE_DAY = timedelta(days=1)
T = TypeVar("T")


class RowKind(StrEnum):
    BEGINS = "begins"  # a post, or being in charge
    ENDS = "ends"  # a post held until then
    TERM = "term"  # the last day of the term in the post
    DISCIPLINE = "disciplined"
    SUSPENSION = "suspended"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedRow:
    """One line. `first_day` is its day of effect; `last_day` the last day it lasts, None: open.

    Of a post that ends, `first_day` is the first day it is no longer held.
    """

    kind: RowKind
    first_day: date
    last_day: date | None = None
    agency: str = ""
    position: str = ""
    side: str = ""
    form: str = ""
    act: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFile:
    """A row with the decision that wrote it; `undone_by` is the paper that undid it, or empty."""

    row: DecidedRow
    person: str
    case: str
    symbol: str
    dated: date
    undone_by: str = ""

    @property
    def holds(self) -> bool:
        return not self.undone_by


@dataclass(frozen=True, slots=True)
class Life(Record):
    """A record together with what decisions wrote. `known_…` hold what is certain even where the
    whole list is not on file (None): from them one may conclude that something is, never that
    nothing else is."""

    known_services: tuple[Service, ...] = ()
    known_disciplines: tuple[Discipline, ...] = ()
    known_proceedings: tuple[Proceeding, ...] = ()


def life(record: Record) -> Life:
    """The record as it is, where nothing was decided about the person."""
    return record if isinstance(record, Life) else life_of(record, ())


def life_of(record: Record, rows: Iterable[DecidedRow]) -> Life:
    """The record with the rows that hold, each list merged by date."""
    told = sorted(rows, key=lambda row: (row.first_day, row.kind))
    services = _services(record.services or (), told)
    punished = [_discipline(r) for r in told if r.kind == RowKind.DISCIPLINE]
    suspended = [_proceeding(r) for r in told if r.kind == RowKind.SUSPENSION]
    disciplines = _merged(
        record.disciplines or (), punished, lambda d: (d.side, d.form, d.effective)
    )
    proceedings = _merged(record.proceedings or (), suspended, lambda p: (p.kind, p.opened))
    entered = {known.name: getattr(record, known.name) for known in fields(Record)}
    whole = {
        "services": None if record.services is None else services,
        "disciplines": None if record.disciplines is None else disciplines,
        "proceedings": None if record.proceedings is None else proceedings,
    }
    return Life(
        **entered | whole,
        known_services=services,
        known_disciplines=disciplines,
        known_proceedings=proceedings,
    )


def as_decided(person: Person, rows: Sequence[DecidedRow]) -> Person:
    """The person as their record and the decisions about them say; the later term counts."""
    terms = [row.last_day for row in rows if row.kind == RowKind.TERM]
    ends = terms[-1] if terms else person.term_ends
    return replace(person, record=life_of(person.record, rows), term_ends=ends)


def _services(entered: tuple[Service, ...], rows: Iterable[DecidedRow]) -> tuple[Service, ...]:
    """Posts as entered, then as decisions begin and end them; the same post twice is one."""
    held = list(entered)
    for row in rows:
        if row.kind == RowKind.BEGINS and not any(_same(s, row) for s in held):
            held.append(_service(row))
        elif row.kind == RowKind.ENDS:
            held = [_ended(s, row) for s in held]
    changed = tuple(held) != entered
    return tuple(sorted(held, key=lambda s: s.first_day)) if changed else entered


def _service(row: DecidedRow) -> Service:
    return Service(row.agency, row.position, row.first_day, row.last_day, press=True)  # type: ignore[arg-type]


def _same(service: Service, row: DecidedRow) -> bool:
    return (service.agency, service.position) == (row.agency, row.position) and (
        service.first_day == row.first_day
    )


def _ended(service: Service, row: DecidedRow) -> Service:
    """A post that was held when the row took effect, and goes on after it, ends the day before."""
    named = (service.agency, service.position) == (row.agency, row.position)
    if not named or not service.first_day < row.first_day < service.end:
        return service
    return replace(service, last_day=row.first_day - ONE_DAY)


def _discipline(row: DecidedRow) -> Discipline:
    return Discipline(row.side, row.form, row.first_day, row.act)  # type: ignore[arg-type]


def _proceeding(row: DecidedRow) -> Proceeding:
    closed = row.last_day + ONE_DAY if row.last_day else None
    return Proceeding("suspension", row.first_day, closed)


def _merged(
    entered: tuple[T, ...], told: Iterable[T], named: Callable[[T], object]
) -> tuple[T, ...]:
    """What a clerk entered too counts once."""
    known = {named(row) for row in entered}
    return (*entered, *(row for row in told if named(row) not in known))
