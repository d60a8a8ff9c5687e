"""Lint of the law files: what a schema cannot see. Each finding names file, place and fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise

import yaml

from domain.cases.conditions import CONDITIONS
from domain.decisions.gates import GATES
from domain.errors import BadLawFile, NoAgencyForRole, NotFound, RegulationError
from domain.law.agencies import PressAgency
from domain.law.basis import Basis
from domain.law.in_force import HasSpan, gaps
from domain.law.procedure import (
    END,
    ENDS,
    Procedure,
    Step,
)
from domain.law.routing import agency_for
from domain.votes.rules import RULES, answers
from regulations.catalogue import Catalogue
from regulations.check_consequences import check_consequences
from regulations.check_marks import check_kinds, check_marks
from regulations.check_rules import LawProblem, check_clocks, check_readers, check_rules, inside
from regulations.days import change_days, concerns
from regulations.proof.kept import unproven
from regulations.proof.prove import prove
from regulations.proof.stories import sentence, story
from templates import TEMPLATES

CHECKS = frozenset({"eligibility", "dossier"})
PAPERS = frozenset(yaml.safe_load((TEMPLATES / "papers" / "papers.yaml").read_text("utf-8")))


def check(catalogue: Catalogue) -> tuple[LawProblem, ...]:
    """Every fault found; none means that the law data may be used."""
    texts: list[Procedure] = []
    found: list[LawProblem] = []
    for procedure_id in catalogue.files:
        try:
            texts.append(catalogue.text(procedure_id))
        except BadLawFile as bad:
            found.append(LawProblem(procedure_id, str(bad.facts["where"]), str(bad.facts["what"])))
    for text in texts:
        found += _of_procedure(catalogue, text)
        found += check_marks(text, catalogue.old_marks)
    found += check_kinds(catalogue, texts)
    found += _over_time(texts)
    found += check_rules(catalogue, texts)
    found += check_clocks(catalogue)
    found += check_readers(catalogue)
    found += check_consequences(catalogue, texts)
    return tuple(found or _proofs(catalogue, texts))


def _proofs(catalogue: Catalogue, texts: Iterable[Procedure]) -> Iterator[LawProblem]:
    """Every path of the texts added or changed since the law was last published."""
    for text in unproven(catalogue, texts):
        for failure in prove(catalogue, text).failures:
            told = (sentence(text, failure), *story(text, failure, catalogue.instruments))
            yield LawProblem(text.id, failure.at, "\n".join(told))


def _of_procedure(catalogue: Catalogue, text: Procedure) -> Iterator[LawProblem]:
    for step in text.steps:
        yield from _names(text, step)
        yield from _bases(catalogue, text, step)
    yield from _paths(text)
    yield from _days(catalogue, text)
    for paper in text.dossier:
        if paper not in catalogue.dossier:
            yield LawProblem(text.id, "dossier", f"unknown paper {paper}")


def _names(text: Procedure, step: Step) -> Iterator[LawProblem]:
    """Names that the closed vocabulary does not know, and joins that cannot be met."""
    used = [
        ("when", [step.when] if step.when else [], CONDITIONS),
        ("vote", [step.vote] if step.vote else [], RULES),
        ("gates", [gate.name for gate in step.gates], GATES),
        ("checks", step.checks, CHECKS),
        ("prepares", [*step.prepares, *([step.approves] if step.approves else [])], PAPERS),
        ("offers", step.offers, PAPERS),
    ]
    for field, names, known in used:
        for name in names:
            if name not in known:
                yield LawProblem(text.id, f"{step.id}.{field}", f"unknown name {name}")
    if step.vote and step.vote in RULES:
        offered = {option.outcome for option in step.options.options}
        for answer in sorted(answers(RULES[step.vote]) - offered):
            yield LawProblem(text.id, f"{step.id}.options", f"the vote may give {answer}")
    if step.join.count is not None and step.join.count > len(step.asks):
        yield LawProblem(text.id, f"{step.id}.join", "asks for more answers than agencies")
    if step.approves and step.approves not in step.prepares:
        yield LawProblem(text.id, f"{step.id}.approves", "approves a paper it does not prepare")


def _bases(catalogue: Catalogue, text: Procedure, step: Step) -> Iterator[LawProblem]:
    """Every basis exists and was in force on the days for which it is cited, or a note says why."""
    cited: list[tuple[Basis, HasSpan]] = [(basis, text) for basis in step.basis]
    cited += [(basis, text) for gate in step.gates for basis in gate.basis]
    cited += [(deadline.basis, deadline) for deadline in step.deadline if deadline.basis]
    cited += [(deadline.within.basis, deadline) for deadline in step.deadline if deadline.within]
    for basis, where_cited in cited:
        where = f"{step.id}.basis {basis.instrument}"
        try:
            instrument = catalogue.instruments.get(basis.instrument)
        except NotFound:
            yield LawProblem(text.id, where, "no such instrument")
            continue
        if not inside((text, where_cited, basis), instrument) and not basis.note:
            yield LawProblem(text.id, where, "cited on days when it was not in force")


def _paths(text: Procedure) -> Iterator[LawProblem]:
    """No step that cannot be reached, none from which no end can be reached."""
    arrows = {step.id: step.targets for step in text.steps}
    reached = _closure({text.start}, arrows)
    back: dict[str, set[str]] = {}
    for source, targets in arrows.items():
        for target in targets:
            back.setdefault(target, set()).add(source)
    ending = _closure(set(ENDS), back)
    for step_id in arrows:
        if step_id not in reached:
            yield LawProblem(text.id, step_id, "cannot be reached")
        if step_id not in ending:
            yield LawProblem(text.id, step_id, "dead end")
    if END not in reached:
        yield LawProblem(text.id, text.start, "never ends well")


def _closure(start: set[str], arrows: dict[str, set[str]]) -> set[str]:
    seen, todo = set(start), list(start)
    while todo:
        for target in arrows.get(todo.pop(), ()):
            if target not in seen:
                seen.add(target)
                todo.append(target)
    return seen


def _days(catalogue: Catalogue, text: Procedure) -> Iterator[LawProblem]:
    """On every day on which anything changes: one text, and every role held by one agency."""
    press = [
        agency
        for agency in catalogue.agencies.by_code.values()
        if isinstance(agency.press, PressAgency) and concerns(text, agency.press)
    ]
    for day in change_days(catalogue, text):
        try:
            resolved = text.on(day)
        except RegulationError as silent:
            yield LawProblem(text.id, f"{day}", str(silent))
            continue
        for agency in (a for a in press if a.covers(day)):
            yield from _roles(catalogue, resolved, agency.code, day)


def _roles(catalogue: Catalogue, text: Procedure, press: str, day: date) -> Iterator[LawProblem]:
    for role in sorted({role for step in text.steps for role in step.asks}):
        try:
            agency_for(catalogue.agencies, role, press_agency=press, day=day)
        except (NoAgencyForRole, RegulationError) as nobody:
            yield LawProblem(text.id, f"{role} {day} {press}", str(nobody))


def _over_time(texts: Iterable[Procedure]) -> Iterator[LawProblem]:
    """For each name and variant, the regimes follow each other without gap or overlap."""

    def key(text: Procedure) -> tuple[str, str]:
        return (text.name, text.variant)

    for (name, variant), group in groupby(sorted(texts, key=key), key=key):
        versions = sorted(group, key=lambda text: text.first_day)
        for gap in gaps(versions):
            yield LawProblem(f"{name}.{variant}", f"{gap[0]}", f"no text until {gap[1]}")
        for earlier, later in pairwise(versions):
            if earlier.end > later.first_day:
                yield LawProblem(f"{name}.{variant}", f"{later.first_day}", "two texts in force")
