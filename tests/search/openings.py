"""Which cases the search opens: every text of the law, on the boundary days of law and bodies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random

from domain.calendar.clock import LOCAL
from domain.cases.steps import open_step
from domain.directory.actors import Actor, Power
from domain.errors import NotFound, RegulationError
from domain.facts.fact import Fact, evolve
from domain.facts.opening import CaseOpened
from domain.invariants.check import check_invariants
from domain.invariants.transition import Transition
from domain.law.agencies import Agencies, Agency
from domain.law.case_law import Law
from domain.law.procedure import Procedure
from domain.law.routing import agency_for
from domain.migration.migrate import OtherLaw
from domain.migration.plan import plan
from domain.state.case import Case, PostKind
from regulations.catalogue import Catalogue, load

BEFORE = (-40, -3, -1, 0, 1, 30)  # days about a boundary
LAST = date(2027, 6, 1)


@dataclass(frozen=True, slots=True)
class Opening:
    """Enough to open the same case again. `merged` maps a body that will end to its last day."""

    procedure: str
    name: str
    press_agency: str
    day: date
    post: PostKind
    merged: tuple[tuple[str, date], ...] = ()
    case_id: str = "BN-2026-0001"


@cache
def catalogue() -> Catalogue:
    return load()


@cache
def _bodies() -> tuple[Agency, ...]:
    return tuple(agency for agency in catalogue().agencies.by_code.values() if agency.press)


@cache
def _days() -> tuple[date, ...]:
    return tuple(sorted(set(_boundary_days())))


def _boundary_days() -> Iterator[date]:
    first = date(2008, 1, 1)
    texts = catalogue().all_procedures()
    dated = [*texts, *(b for t in texts for s in t.steps for b in s.basis)]
    for one in [*dated, *catalogue().agencies.by_code.values()]:
        for day in (one.first_day, one.last_day):
            if day is not None and first < day < LAST:
                yield from (day + timedelta(days=days) for days in BEFORE)


@cache
def in_force(name: str, press_agency: str, day: date) -> Procedure | None:
    try:
        return catalogue().find(name, press_agency, day)
    except (RegulationError, NotFound):
        return None


@cache
def digest(name: str, press_agency: str, day: date) -> str:
    procedure = in_force(name, press_agency, day)
    return catalogue().digest(procedure) if procedure else ""


def some_opening(chance: Random, procedure: str, body_today: date | None = None) -> Opening:
    """A case under this text; now and then a body it asks will be merged while it runs. At the door
    the press agency exists `body_today`, whenever the law is of."""
    press_agency, day = _place(chance, procedure, body_today)
    name = catalogue().text(procedure).name
    opening = Opening(procedure, name, press_agency, day, chance.choice(list(PostKind)))
    if chance.random() < 0.3:
        bodies = [a.code for a in catalogue().agencies.by_code.values() if _lives_on(a, day)]
        last = day + timedelta(days=chance.randrange(1, 90))
        return replace(opening, merged=((chance.choice(bodies), last),))
    return opening


def _place(chance: Random, procedure: str, today: date | None) -> tuple[str, date]:
    """A press agency and a day on which a case under this text may be opened."""
    text = catalogue().text(procedure)
    for _ in range(10_000):
        body, day = chance.choice(_bodies()), chance.choice(_days())
        if text.covers(day) and body.covers(today or day):
            found = in_force(text.name, body.code, day)
            if found is not None and found.id == procedure:
                return body.code, day
    raise AssertionError(f"no day for {procedure}")


def _lives_on(agency: Agency, day: date) -> bool:
    return agency.covers(day) and agency.last_day is None


def law_of(opening: Opening) -> Law:
    """The law of the case, with the bodies as the mergers leave them."""
    procedure = in_force(opening.name, opening.press_agency, opening.day)
    assert procedure is not None  # `possible` found it
    law = _plain_law(opening.name, opening.press_agency, opening.day)
    return replace(law, agencies=_merged(law.agencies, opening)) if opening.merged else law


@cache
def _plain_law(name: str, press_agency: str, day: date) -> Law:
    procedure = in_force(name, press_agency, day)
    assert procedure is not None
    return catalogue().law(procedure)


def _merged(agencies: Agencies, opening: Opening) -> Agencies:
    """Each body that ends hands its roles to one of a new code on the day after."""
    bodies = dict(agencies.by_code)
    for code, last in opening.merged:
        old, new = bodies[code], f"{code}2"
        bodies[code] = old.model_copy(update={"last_day": last, "successor": new})
        after = {"code": new, "first_day": last + timedelta(days=1)}
        bodies[new] = old.model_copy(update=after)
    return Agencies(bodies)


KEPT: dict[str, Procedure] = {}  # texts by which cases went on, by their digest


def other_law(case: Case, law: Law, day: date) -> OtherLaw:
    """The same procedure as it reads on another day, for this case. Raises RegulationError."""
    text = catalogue().find(law.procedure.name, case.press_agency, day)
    planned = plan(case, law.procedure, text)
    digest_ = catalogue().digest(planned.text)
    KEPT[digest_] = planned.text
    new = replace(law, procedure=planned.text)
    return OtherLaw(plan=planned, law=new, digest=digest_, book=catalogue().book_digest, day=day)


def begun(opening: Opening) -> tuple[Case, Law, tuple[Fact, ...]]:
    """The case as it is just opened, by the handler's officer. Raises RegulationError."""
    law, at = law_of(opening), datetime.combine(opening.day, time(9), LOCAL)
    by = Actor("officer", _handler(law, opening), "Chuyên viên", frozenset({Power.PREPARE}))
    case = Case(
        id=opening.case_id,
        procedure=law.procedure.id,
        law_digest=digest(opening.name, opening.press_agency, opening.day),
        law_day=opening.day,
        subject="subject",
        press_agency=opening.press_agency,
        post=opening.post,
        handler=by.agency,
        started_by=by.person,
        opened_at=at,
        about="X" if law.kind.about_another else "",
        law_book=catalogue().book_digest,
    )
    opened = CaseOpened(
        procedure=case.procedure,
        law_digest=case.law_digest,
        law_day=case.law_day,
        subject=case.subject,
        press_agency=case.press_agency,
        post=case.post,
        by=by,
        at=at,
        note="lý do mở hồ sơ",
        handler=case.handler,
        about=case.about,
        law_book=case.law_book,
    )
    facts = (opened, *open_step(case, law, law.procedure.start, at=at))
    after = evolve(case, facts)
    check_invariants(Transition(case, facts, after, law))
    return replace(after, last_at=at), law, facts


def _handler(law: Law, opening: Opening) -> str:
    """A body that takes part: the one that keeps records of people where the law asks it."""
    asked = [role for step in law.procedure.steps for role in step.asks]
    role = "organization_board" if "organization_board" in asked else asked[0]
    return agency_for(law.agencies, role, press_agency=opening.press_agency, day=opening.day).code
