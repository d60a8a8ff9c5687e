"""Lint of the law files: what a schema cannot see. Each finding names file, place and fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby, pairwise

from domain.cases.conditions import CONDITIONS
from domain.decisions.gates import GATES
from domain.errors import NoAgencyForRole, NotFound, RegulationError
from domain.law.agencies import PressAgency
from domain.law.basis import Basis
from domain.law.in_force import BEGINNING, HasSpan, gaps
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
from regulations.check_data import check_data, check_readable, texts_of
from regulations.check_marks import check_kinds, check_marks
from regulations.check_rules import check_clocks, check_readers, check_rules, inside
from regulations.days import change_days, concerns
from regulations.law_problems import LawFault, LawProblem, located, problem
from regulations.manifest import file_digest, law_files, silent_edits
from regulations.proof.kept import unproven
from regulations.proof.prove import prove
from regulations.proof.stories import sentence, story
from regulations.reading import is_readable
from templates import TEMPLATES, read_yaml

CHECKS = frozenset({"eligibility", "dossier"})
PAPERS = frozenset(read_yaml(TEMPLATES / "papers" / "papers.yaml"))


def check(catalogue: Catalogue, *, corrected: bool = False) -> tuple[LawProblem, ...]:
    """Every fault found, with file and line; none means that the law data may be published.

    `corrected`: somebody answers for changing what was published, so that is no fault.
    """
    found = list(check_readable(catalogue)) or list(_faults(catalogue))
    if not corrected:
        found += _silent(catalogue)
    return tuple(located(catalogue.data, found))


def _faults(catalogue: Catalogue) -> Iterator[LawProblem]:
    """What a schema cannot see; the paths only where the rest holds together."""
    by_file, found = texts_of(catalogue)
    texts = tuple(by_file.values())
    found += check_data(catalogue, by_file)
    for text in texts:
        found += _of_procedure(catalogue, text)
        found += check_marks(text, catalogue.old_marks)
    found += check_kinds(catalogue, texts)
    found += _over_time(texts)
    found += check_rules(catalogue, texts)
    found += check_clocks(catalogue)
    found += check_readers(catalogue)
    found += check_consequences(catalogue, texts)
    yield from found or _proofs(catalogue, texts)


def _proofs(catalogue: Catalogue, texts: Iterable[Procedure]) -> Iterator[LawProblem]:
    """Every path of the texts added or changed since the law was last published."""
    for text in unproven(catalogue, texts):
        for failure in prove(catalogue, text).failures:
            told = (sentence(text, failure), *story(text, failure, catalogue.instruments))
            yield problem(text.id, failure.at, LawFault.PATH, said="\n".join(told))


def _silent(catalogue: Catalogue) -> Iterator[LawProblem]:
    """What reads differently, on a day that has been published, from what was published."""
    files, published = law_files(catalogue.data), catalogue.published
    for name, kept in published.texts.items():
        if name not in files:
            yield problem(name, "", LawFault.TAKEN_AWAY)
        elif file_digest(files[name]) != published.files.get(name) and is_readable(files[name]):
            for key, day in silent_edits(files[name], kept, published.day):
                yield _edited(name, key, day)


def _edited(file: str, key: str, day: date) -> LawProblem:
    if day == BEGINNING:
        return problem(file, key, LawFault.EDITED, key=key)
    return problem(file, key, LawFault.EDITED_ON, key=key, day=f"{day:%d/%m/%Y}")


def _of_procedure(catalogue: Catalogue, text: Procedure) -> Iterator[LawProblem]:
    for step in text.steps:
        yield from _names(text, step)
        yield from _bases(catalogue, text, step)
    yield from _paths(text)
    yield from _days(catalogue, text)
    for paper in text.dossier:
        if paper not in catalogue.dossier:
            yield problem(text.id, "dossier", LawFault.UNKNOWN_PAPER, name=paper)


def _names(text: Procedure, step: Step) -> Iterator[LawProblem]:
    """Names that the closed vocabulary does not know."""
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
                yield problem(text.id, f"{step.id}.{field}", LawFault.UNKNOWN_NAME, name=name)
    yield from _answered(text, step)


def _answered(text: Procedure, step: Step) -> Iterator[LawProblem]:
    """Answers that a vote may give and the step lacks, and joins that cannot be met."""
    if step.vote and step.vote in RULES:
        offered = {option.outcome for option in step.options.options}
        for answer in sorted(answers(RULES[step.vote]) - offered):
            yield problem(text.id, f"{step.id}.options", LawFault.VOTE_ANSWER, name=answer)
    for role in sorted({role for role in step.asks if step.asks.count(role) > 1}):
        yield problem(text.id, f"{step.id}.asks", LawFault.ROLE_TWICE, name=role)
    if step.join.count is not None and step.join.count > len(step.asks):
        yield problem(text.id, f"{step.id}.join", LawFault.TOO_MANY_ANSWERS)
    if step.approves and step.approves not in step.prepares:
        yield problem(text.id, f"{step.id}.approves", LawFault.UNPREPARED)


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
            yield problem(text.id, where, LawFault.NO_INSTRUMENT, name=basis.instrument)
            continue
        if not inside((text, where_cited, basis), instrument) and not basis.note:
            yield problem(text.id, where, LawFault.NOT_IN_FORCE, name=basis.instrument)


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
            yield problem(text.id, step_id, LawFault.UNREACHED)
        if step_id not in ending:
            yield problem(text.id, step_id, LawFault.DEAD_END)
    if END not in reached:
        yield problem(text.id, text.start, LawFault.NEVER_ENDS)


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
            yield problem(text.id, f"{day}", LawFault.SAID, said=str(silent))
            continue
        for agency in (a for a in press if a.covers(day)):
            yield from _roles(catalogue, resolved, agency.code, day)


def _roles(catalogue: Catalogue, text: Procedure, press: str, day: date) -> Iterator[LawProblem]:
    for role in sorted({role for step in text.steps for role in step.asks}):
        try:
            agency_for(catalogue.agencies, role, press_agency=press, day=day)
        except (NoAgencyForRole, RegulationError) as nobody:
            yield problem(text.id, f"{role} {day} {press}", LawFault.SAID, said=str(nobody))


def _over_time(texts: Iterable[Procedure]) -> Iterator[LawProblem]:
    """For each name and variant, the regimes follow each other without gap or overlap."""

    def key(text: Procedure) -> tuple[str, str]:
        return (text.name, text.variant)

    for (name, variant), group in groupby(sorted(texts, key=key), key=key):
        versions = sorted(group, key=lambda text: text.first_day)
        for gap in gaps(versions):
            yield problem(
                f"{name}.{variant}", f"{gap[0]}", LawFault.NO_TEXT_UNTIL, until=str(gap[1])
            )
        for earlier, later in pairwise(versions):
            if earlier.end > later.first_day:
                yield problem(f"{name}.{variant}", f"{later.first_day}", LawFault.TWO_TEXTS)
