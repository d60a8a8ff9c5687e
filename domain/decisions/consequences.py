"""What a decision does to the file of the person it is about, as regulations/data/consequences.yaml
says it for each paper that decides. The rows become facts with the decision itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from domain.calendar.workdays import months_after
from domain.directory.decided import DecidedRow, RowKind, life
from domain.directory.people import Person
from domain.directory.record import Form, Service, Side
from domain.eligibility.retirement import pension_month
from domain.law.basis import Basis
from domain.law.in_force import Dated
from domain.state.case import Case, PostKind

ONE_DAY = timedelta(days=1)
LEADING = ("head", "deputy", "acting_head")
LEAVING = ("forced_leave", "expulsion")


class Consequence(Dated):
    """What the decision on `paper` writes, in force on its date.

    `begins` a post: the post of the case, or being in charge of it (which ends on the last day
    printed). `ends` posts the person held until then: the post of the case, every leading post of
    its press agency, or of any press agency. `term_months` is the term in the post, cut by
    retirement where `until_pension`; `until_printed`: the term ends on the last day printed.
    `discipline` is its side, lasting `discipline_months`; `forms` narrow a row to these forms.
    `suspends`: until the last day printed. A row that does nothing says so (`nothing`).
    """

    paper: str
    begins: Literal["post", "acting"] | None = None
    ends: Literal["post", "agency", "press"] | None = None
    term_months: int | None = Field(default=None, gt=0)
    until_pension: bool = False
    until_printed: bool = False
    discipline: Side | None = None
    discipline_months: int | None = Field(default=None, gt=0)
    forms: tuple[Form, ...] = ()
    suspends: bool = False
    nothing: bool = False
    basis: tuple[Basis, ...] = Field(min_length=1)

    def binds(self, paper: str, form: str, day: date) -> bool:
        fits = not self.forms or form in self.forms
        return self.paper == paper and self.covers(day) and fits


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What a decision says of its effects: its paper and date, the day from which it holds, the
    last day where one is printed, the form of discipline and the breach."""

    paper: str
    dated: date
    effective: date
    last_day: date | None = None
    form: str = ""
    act: str = ""


def day_of_effect(case: Case, person: Person, dated: date, *, stays: bool) -> date:
    """Unless the paper says otherwise: the date of the decision. Who `stays` in a post begins the
    new term on the day after the old one."""
    ends = [s.last_day for s in life(person.record).known_services if s.position == case.post]
    last = max((day for day in ends if day), default=None)
    return last + ONE_DAY if stays and last and last >= dated else dated


def rows_of(
    case: Case, person: Person, decided: Decided, consequences: Iterable[Consequence]
) -> tuple[DecidedRow, ...]:
    """The rows for the person's file, posts that end before those that begin."""
    bound = [c for c in consequences if c.binds(decided.paper, decided.form, decided.dated)]
    found = [row for c in bound for row in _rows(case, person, decided, c)]
    order = list(RowKind)
    ended = [row for row in found if row.kind == RowKind.ENDS]
    rest = [row for row in found if row.kind != RowKind.ENDS]
    return tuple(dict.fromkeys([*ended, *sorted(rest, key=lambda row: order.index(row.kind))]))


def _rows(
    case: Case, person: Person, decided: Decided, consequence: Consequence
) -> Iterator[DecidedRow]:
    first, last = decided.effective, decided.last_day
    if consequence.ends:
        yield from _ended(case, person, first, consequence.ends)
    if consequence.begins == "post":
        yield _post(case, str(case.post), first)
    if consequence.begins == "acting":
        yield replace(_post(case, str(PostKind.ACTING_HEAD), first), last_day=last)
    if consequence.until_printed and last:
        yield replace(_post(case, str(case.post), first), kind=RowKind.TERM, last_day=last)
    if consequence.term_months:
        until = _term_ends(person, first, consequence)
        yield replace(_post(case, str(case.post), first), kind=RowKind.TERM, last_day=until)
    if consequence.discipline and decided.form:
        yield _discipline(decided, consequence)
    if consequence.suspends:
        yield replace(_post(case, str(case.post), first), kind=RowKind.SUSPENSION, last_day=last)


def _post(case: Case, position: str, first: date) -> DecidedRow:
    return DecidedRow(
        kind=RowKind.BEGINS, first_day=first, agency=case.press_agency, position=position
    )


def _ended(case: Case, person: Person, first: date, which: str) -> Iterator[DecidedRow]:
    """One row for each post it ends; the post of the case also where the record knows no such
    post, since the decision says that it was held."""
    held = [s for s in life(person.record).known_services if s.covers(first - ONE_DAY)]
    ended = [(s.agency, str(s.position)) for s in held if _is_meant(case, s, which)]
    named = [(case.press_agency, str(case.post))] if which == "post" else []
    for agency, position in dict.fromkeys([*ended, *named]):
        yield DecidedRow(kind=RowKind.ENDS, first_day=first, agency=agency, position=position)


def _is_meant(case: Case, service: Service, which: str) -> bool:
    if which == "post":
        return (service.agency, service.position) == (case.press_agency, case.post)
    here = service.agency == case.press_agency or (which == "press" and service.press)
    return here and service.position in LEADING


def _term_ends(person: Person, first: date, consequence: Consequence) -> date:
    """The last day of the term; `until_pension`: not beyond the month of retirement."""
    last = months_after(first, consequence.term_months or 0) - ONE_DAY
    if not consequence.until_pension:
        return last
    return min(last, pension_month(person.birth, person.sex))


def _discipline(decided: Decided, consequence: Consequence) -> DecidedRow:
    months = consequence.discipline_months if decided.form not in LEAVING else None
    return DecidedRow(
        kind=RowKind.DISCIPLINE,
        first_day=decided.effective,
        last_day=months_after(decided.effective, months) if months else None,
        side=consequence.discipline or "",
        form=decided.form,
        act=decided.act,
    )


def cut(rows: Sequence[DecidedRow], ends: date) -> tuple[DecidedRow, ...]:
    """What is left of the rows of a decision that holds no more from `ends` on: time served."""
    lasting = (RowKind.BEGINS, RowKind.SUSPENSION)
    return tuple(
        replace(row, last_day=min(row.last_day or date.max, ends - ONE_DAY))
        for row in rows
        if row.kind in lasting and row.first_day < ends
    )
