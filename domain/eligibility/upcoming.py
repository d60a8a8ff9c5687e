"""What falls due soon: terms and the notice before their end, acting, discipline, vacancies. It
tells people and starts nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from domain.calendar.workdays import WorkCalendar, months_after, working_days_before
from domain.directory.decided import life
from domain.directory.people import Person
from domain.directory.record import Service
from domain.eligibility.rules.discipline import DISCIPLINE_MONTHS, in_force
from domain.law.basis import Basis
from domain.law.in_force import Dated

Kind = Literal["term", "notice", "acting", "discipline", "vacancy"]


class Watch(Dated):
    """One thing watched: marks in calendar days before its last day, the law's and our own.

    `months` is how long it may last where the law says so; `governing_months` for an acting head
    who is a deputy head of the governing body; `working_days` how many before a term ends.
    """

    id: Kind
    title: str
    months: int = 0
    governing_months: int = 0
    working_days: int = 0
    days: tuple[int, ...] = ()
    own: tuple[int, ...] = ()
    basis: Basis


@dataclass(frozen=True, slots=True)
class UpcomingItem:
    """`left` days to `last`, negative once it has passed; `mark` the nearest mark reached (days
    before), None once passed; `legal` whether that mark is the law's."""

    watch: Watch
    person: str
    agency: str
    last: date
    left: int
    mark: int | None
    legal: bool


def radar(
    people: Iterable[Person],
    press: Sequence[str],
    watches: Iterable[Watch],
    calendar: WorkCalendar,
    on: date,
) -> tuple[UpcomingItem, ...]:
    """Everything past a mark on `on`, the most pressing first. `press`: codes in existence."""
    known = tuple(people)
    watched = {watch.id: watch for watch in watches if watch.covers(on)}
    found = [
        *_of_people(known, on),
        *_notices(known, watched.get("notice"), calendar, on),
        *_acting(known, watched.get("acting"), on),
        *_vacancies(known, press, watched.get("vacancy"), on),
    ]
    blips = (
        _blip(watched[kind], who, where, last, on)
        for kind, who, where, last in found
        if kind in watched
    )
    return tuple(sorted(filter(None, blips), key=lambda b: (b.left, b.person, b.agency)))


Due = tuple[Kind, str, str, date]


def _of_people(people: Iterable[Person], on: date) -> Iterator[Due]:
    for person in people:
        if person.term_ends is not None:
            yield "term", person.id, _agency(person, on), person.term_ends
        for decision in life(person.record).known_disciplines:
            if decision.form != "written_reminder" and in_force(decision, on):
                last = months_after(decision.effective, DISCIPLINE_MONTHS)
                yield "discipline", person.id, _agency(person, on), last


def _notices(
    people: Iterable[Person], watch: Watch | None, calendar: WorkCalendar, on: date
) -> Iterator[Due]:
    """Until when a term that still runs wants its notice, counted in working days before its end
    (377-QĐ/TW, by the press; the law's calendar days are a mark of the term itself)."""
    for person in people if watch else ():
        if watch and person.term_ends is not None and on <= person.term_ends:
            last = working_days_before(person.term_ends, watch.working_days, calendar).day
            yield "notice", person.id, _agency(person, on), last


def _acting(people: Iterable[Person], watch: Watch | None, on: date) -> Iterator[Due]:
    for person in people if watch else ():
        for held in life(person.record).known_services:
            if watch and held.position == "acting_head" and held.covers(on):
                yield "acting", person.id, held.agency, _last_acting(person, held, watch, on)


def _last_acting(person: Person, acting: Service, watch: Watch, on: date) -> date:
    """Longer for a deputy of the press agency than for who comes from the governing body."""
    own = any(
        held.position == "deputy" and held.agency == acting.agency and held.covers(on)
        for held in life(person.record).known_services
    )
    months = watch.months if own else watch.governing_months
    return months_after(acting.first_day, months) - timedelta(days=1)


def _vacancies(
    people: Iterable[Person], press: Sequence[str], watch: Watch | None, on: date
) -> Iterator[Due]:
    """Agencies whose last head on record has left and where nobody is in charge (ND237 5.2a: head
    or acting head). The time runs from the first day without one.

    Where no head was ever on record nothing is concluded.
    """
    leading = ("head", "acting_head")
    held = [s for p in people for s in life(p.record).known_services if s.position in leading]
    for agency in press if watch else ():
        here = [s for s in held if s.agency == agency and s.first_day <= on]
        if (
            watch
            and any(s.position == "head" for s in here)
            and not any(s.covers(on) for s in here)
        ):
            yield "vacancy", "", agency, months_after(max(s.end for s in here), watch.months)


def _agency(person: Person, on: date) -> str:
    held = [s.agency for s in life(person.record).known_services if s.covers(on)]
    return held[-1] if held else ""


def _blip(watch: Watch, person: str, agency: str, last: date, on: date) -> UpcomingItem | None:
    left = (last - on).days
    if left < 0:
        return UpcomingItem(watch, person, agency, last, left, None, legal=True)
    reached = [mark for mark in (*watch.days, *watch.own) if left <= mark]
    if not reached:
        return None
    mark = min(reached)
    return UpcomingItem(watch, person, agency, last, left, mark, legal=mark in watch.days)
