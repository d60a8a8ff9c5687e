"""What the law finds wrong with the bodies and choices of a province, before they are taken in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise

from domain.errors import NoAgencyForRole, RegulationError
from domain.law.agencies import Agencies, Agency, PressAgency
from domain.law.in_force import gaps
from domain.law.procedure import Procedure
from domain.law.routing import agency_for
from domain.province.province import Part, Province
from domain.told.reminders import ReminderRule
from regulations.catalogue import Catalogue
from regulations.days import change_days, concerns
from regulations.law_problems import LawFault, LawProblem, problem
from regulations.proof.kept import unproven
from regulations.proof.prove import prove
from regulations.proof.stories import sentence, story
from regulations.province.folder import FILES

BODIES, ASKED, TERMS = FILES[Part.BODIES], FILES[Part.ASKED], FILES[Part.TERMS]
REMINDERS = FILES[Part.REMINDERS]


def province_faults(catalogue: Catalogue) -> tuple[LawProblem, ...]:
    """Every fault of the province that this law is laid over; the paths of the procedures are
    looked at where the rest holds together. None: cases may be opened under it."""
    return faults_of_rows(catalogue) or tuple(_paths(catalogue))


@lru_cache(maxsize=8)
def faults_of_rows(catalogue: Catalogue) -> tuple[LawProblem, ...]:
    """What is wrong with the rows themselves; the same law over the same province is asked once."""
    province = catalogue.province or catalogue.packaged
    found = tuple(_rows(catalogue, province))
    return found or (*_asked(catalogue, province), *_held(catalogue))


def _rows(catalogue: Catalogue, province: Province) -> Iterator[LawProblem]:
    for body in province.bodies:
        yield from _body(catalogue.agencies, body)
    yield from _reminders(catalogue.agencies, province.reminders)
    terms = sorted(province.terms, key=lambda term: term.first_day)
    for earlier, later in pairwise(terms):
        if earlier.end > later.first_day:
            yield problem(TERMS, later.name, LawFault.OVERLAP)


def _reminders(agencies: Agencies, found: Sequence[ReminderRule]) -> Iterator[LawProblem]:
    """Each is of a body that there is; of one body one holds on a day."""
    for rule in found:
        if rule.body and rule.body not in agencies.by_code:
            yield problem(REMINDERS, rule.body, LawFault.NO_BODY, name=rule.body)
    dated = sorted(found, key=lambda rule: (rule.body, rule.first_day))
    for earlier, later in pairwise(dated):
        if earlier.body == later.body and earlier.end > later.first_day:
            yield problem(REMINDERS, later.body, LawFault.OVERLAP)


def _body(agencies: Agencies, body: Agency) -> Iterator[LawProblem]:
    if body.level == "central":
        yield problem(BODIES, body.code, LawFault.CENTRAL, name=body.code)
    for name in _named(body):
        if name not in agencies.by_code:
            yield problem(BODIES, f"{body.code}.{name}", LawFault.NO_BODY, name=name)
    if _rings(agencies, body):
        yield problem(BODIES, f"{body.code}.successor", LawFault.RING, name=body.code)
    if not _named_always(body):
        yield problem(BODIES, f"{body.code}.names", LawFault.NO_NAME, name=body.code)


def _named(body: Agency) -> Iterator[str]:
    """Codes of other bodies that a body points to."""
    yield from (code for code in (body.successor, body.parent) if code)
    if body.press:
        yield from (held.agency for held in body.press.governing)


def _rings(agencies: Agencies, body: Agency) -> bool:
    """Does following successors come back to where it was?"""
    seen, at = set[str](), body
    while at.successor and at.successor in agencies.by_code:
        seen.add(at.code)
        at = agencies.by_code[at.successor]
        if at.code in seen:
            return True
    return False


def _named_always(body: Agency) -> bool:
    """One name on each of its days."""
    dated = sorted(body.names, key=lambda name: name.first_day)
    spans = [dated, *([body.press.titles, body.press.governing] if body.press else [])]
    return all(_covered(body, span) for span in spans)


def _covered(body: Agency, dated: object) -> bool:
    spans = sorted(dated, key=lambda span: span.first_day)  # type: ignore[call-overload]
    overlap = any(earlier.end > later.first_day for earlier, later in pairwise(spans))
    whole = spans[0].first_day <= body.first_day and spans[-1].end >= body.end
    return whole and not overlap and not gaps(spans)


def _asked(catalogue: Catalogue, province: Province) -> Iterator[LawProblem]:
    """The plan asks whom it may choose, leaves out nobody whom a text wants, and cites a text."""
    choosable = {role for row in catalogue.packaged.asked for role in row.roles}
    for row in province.asked:
        where = row.procedures[0]
        for role in sorted(set(row.roles) - choosable):
            yield problem(ASKED, where, LawFault.NOT_CHOOSABLE, role=role)
        if row.basis.instrument not in catalogue.instruments.by_id:
            yield problem(ASKED, where, LawFault.NO_INSTRUMENT, name=row.basis.instrument)
        for wanted in catalogue.required_opinions:
            owed = wanted.role not in row.roles and wanted.basis.confidence.may_block
            if owed and set(wanted.procedures) & set(row.procedures):
                said = catalogue.instruments.cite(wanted.basis)
                yield problem(ASKED, where, LawFault.REQUIRED, role=wanted.role, said=said)


def _held(catalogue: Catalogue) -> Iterator[LawProblem]:
    """Each role that a procedure asks is held by one body, on every day something changes; of the
    same fault the first day is told."""
    looked: set[tuple[str, str, date]] = set()
    told: set[tuple[str, str]] = set()
    for text in catalogue.all_procedures():
        for fault in _roles(catalogue, text, looked):
            key = (fault.where, fault.facts["role"])
            if key not in told:
                told.add(key)
                yield fault


def _roles(
    catalogue: Catalogue, text: Procedure, looked: set[tuple[str, str, date]]
) -> Iterator[LawProblem]:
    press = [
        body
        for body in catalogue.agencies.by_code.values()
        if isinstance(body.press, PressAgency) and concerns(text, body.press)
    ]
    roles = sorted({role for step in text.steps for role in step.asks})
    for day in change_days(catalogue, text):
        for body in (one for one in press if one.covers(day)):
            wanted = {(body.code, role, day) for role in roles} - looked
            looked |= wanted
            for press_agency, role, _ in sorted(wanted):
                yield from _role(catalogue, press_agency, role, day)


def _role(catalogue: Catalogue, press: str, role: str, day: date) -> Iterator[LawProblem]:
    try:
        agency_for(catalogue.agencies, role, press_agency=press, day=day)
    except NoAgencyForRole as nobody:
        found = nobody.facts["found"]
        assert isinstance(found, list)
        why = LawFault.TWO_HOLD if found else LawFault.NONE_HOLDS
        at = found[-1] if found else press
        yield problem(BODIES, at, why, role=role, day=f"{day:%d/%m/%Y}")
    except RegulationError as silent:
        yield problem(BODIES, press, LawFault.SAID, role=role, said=str(silent))


def _paths(catalogue: Catalogue) -> Iterator[LawProblem]:
    for text in unproven(catalogue, catalogue.all_procedures()):
        for failure in prove(catalogue, text).failures:
            told = (sentence(text, failure), *story(text, failure, catalogue.instruments))
            yield problem(text.id, failure.at, LawFault.PATH, said="\n".join(told))
