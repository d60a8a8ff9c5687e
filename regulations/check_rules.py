"""Lint of the rules about persons and of the conflicts: rules ↔ functions, texts in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from domain.decisions.gates import GATES
from domain.eligibility.eligibility import Rule
from domain.eligibility.rules.registry import CHECKS
from domain.errors import NotFound
from domain.law.agencies import GOVERNING_BODY_ROLES, PRESS_AGENCY_ROLES
from domain.law.basis import Basis
from domain.law.conflicts import Conflict
from domain.law.in_force import HasSpan, gaps
from domain.law.procedure import Procedure
from regulations.catalogue import Catalogue
from regulations.law_problems import LawFault, LawProblem, problem


def check_rules(catalogue: Catalogue, texts: Iterable[Procedure]) -> Iterator[LawProblem]:
    """Every rule has a function, every function a rule; each cites a text in force in its days."""
    steps = {(str(text.name), step.id) for text in texts for step in text.steps}
    for rule_id, times in Counter(rule.id for rule in catalogue.rules).items():
        if times > 1:
            yield problem("rules", rule_id, LawFault.USED_TWICE)
    for rule in catalogue.rules:
        yield from _applied(catalogue, rule, steps)
        yield from _days(rule)
        yield from cited(catalogue, f"rules {rule.id}", rule, rule.basis)
    for name in sorted(set(CHECKS) - {rule.check for rule in catalogue.rules}):
        yield problem("rules", name, LawFault.UNUSED_CHECK)
    for conflict in catalogue.conflicts:
        yield from _conflict(catalogue, conflict)


def check_readers(catalogue: Catalogue) -> Iterator[LawProblem]:
    """A paper kept to some bodies names roles that some body holds."""
    bodies = catalogue.agencies.by_code.values()
    held = {role.role for body in bodies for role in body.roles}
    held |= PRESS_AGENCY_ROLES | GOVERNING_BODY_ROLES
    for kind, paper in catalogue.dossier.items():
        for role in sorted(set(paper.readers) - held):
            yield problem("dossier", kind, LawFault.NOBODY_HOLDS, name=role)


def check_clocks(catalogue: Catalogue) -> Iterator[LawProblem]:
    """Every clock outside the procedures cites a text in force in its days."""
    clocks = catalogue.clocks
    dated: list[tuple[str, HasSpan, Basis]] = [
        *(("complaints", row, row.basis) for row in catalogue.complaint_times),
        *(("interests", row, row.basis) for row in catalogue.interest_times),
        *(("limitation", row, basis) for row in clocks.periods for basis in row.basis),
        *(("limitation", row, basis) for row in clocks.limits for basis in row.basis),
        *(("limitation", basis, basis) for row in clocks.never for basis in row.basis),
        *(("limitation", basis, basis) for row in clocks.not_counted for basis in row.basis),
        *(("radar", row, row.basis) for row in catalogue.watches),
    ]
    for file, row, basis in dated:
        yield from cited(catalogue, file, row, [basis])


def _applied(catalogue: Catalogue, rule: Rule, steps: set[tuple[str, str]]) -> Iterator[LawProblem]:
    """The check, gate or step exists; the press agencies it is narrowed to exist."""
    if rule.check and rule.check not in CHECKS:
        yield problem("rules", rule.id, LawFault.UNKNOWN_CHECK, name=rule.check)
    if rule.gate and rule.gate not in GATES:
        yield problem("rules", rule.id, LawFault.UNKNOWN_GATE, name=rule.gate)
    for procedure in rule.procedures:
        if rule.step and (procedure, rule.step) not in steps:
            yield problem("rules", rule.id, LawFault.NO_STEP, name=rule.step, procedure=procedure)
    for agency in rule.agencies:
        if agency not in catalogue.agencies.by_code:
            yield problem("rules", rule.id, LawFault.UNKNOWN_AGENCY, name=agency)


def _days(rule: Rule) -> Iterator[LawProblem]:
    """A basis on every day of the rule: its first, its last, and none missing between."""
    first = min(basis.first_day for basis in rule.basis)
    last = max(basis.end for basis in rule.basis)
    if first > rule.first_day or last < rule.end or gaps(rule.basis):
        yield problem("rules", rule.id, LawFault.NO_BASIS)


def _conflict(catalogue: Catalogue, conflict: Conflict) -> Iterator[LawProblem]:
    yield from cited(
        catalogue, f"conflicts {conflict.id}", conflict, [side.basis for side in conflict.sides]
    )


def cited(
    catalogue: Catalogue, where: str, cited: HasSpan, bases: Iterable[Basis]
) -> Iterator[LawProblem]:
    for basis in bases:
        try:
            instrument = catalogue.instruments.get(basis.instrument)
        except NotFound:
            yield problem(where, basis.instrument, LawFault.NO_INSTRUMENT, name=basis.instrument)
            continue
        if not inside((cited, basis), instrument):
            yield problem(where, basis.instrument, LawFault.NOT_IN_FORCE, name=basis.instrument)


def inside(spans: Iterable[HasSpan], instrument: HasSpan) -> bool:
    """Do the days common to all spans lie inside the instrument's?"""
    common = tuple(spans)
    first = max(span.first_day for span in common)
    end = min(span.end for span in common)
    return first >= end or (instrument.first_day <= first and end <= instrument.end)
