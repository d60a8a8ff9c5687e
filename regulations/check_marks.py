"""Do the steps carry the marks that conditions, gates and papers ask for, each once?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from domain.law.marks import OldMarks
from domain.law.options import Outcome
from domain.law.procedure import Procedure, Purpose
from regulations.catalogue import Catalogue
from regulations.law_problems import LawFault, LawProblem, problem

CONDITIONS = {
    "from_inside": Purpose.SOURCE,
    "from_outside": Purpose.SOURCE,
    "decision_changed": Purpose.RULING,
}
GATES = {"explanation_heard": Purpose.HEARING, "accusation_served": Purpose.HEARING}
OUTCOMES = {Outcome.NEEDS_WAIVER: Purpose.WAIVER}  # readiness asks whether it was granted
# What a paper quotes. One the procedure prepares or offers while it lacks the step is a blank.
PAPERS: Mapping[str, Collection[Purpose]] = {
    "opinion_request": {Purpose.OPINION_ROUND},
    "opinions_report": {Purpose.OPINION_ROUND, Purpose.SUMMING_UP},
    "opinions_summary": {Purpose.OPINION_ROUND},
    "consent_request": {Purpose.ASKING_CONSENT},
    "decision_discipline": {Purpose.CHARGE, Purpose.FORM},
    "decision_suspend": {Purpose.GROUNDS},
    "decision_complaint": {Purpose.RULING},
    "recommendation": {Purpose.TEAM_FOUND, Purpose.FOUND},
    "outside_proposal": {Purpose.GROUNDS, Purpose.FOUND},
}


def check_marks(text: Procedure, old: OldMarks) -> Iterator[LawProblem]:
    """A mark that is missing, stands on two steps, or contradicts what its step was for before."""
    carried = [step.purpose for step in text.steps if step.purpose]
    for purpose in sorted({p for p in carried if carried.count(p) > 1}):
        yield problem(text.id, "purpose", LawFault.TWO_STEPS_FOR, name=purpose)
    for purpose, why in sorted(_needed(text).items()):
        if purpose not in carried:
            yield problem(text.id, "purpose", LawFault.NO_STEP_FOR, name=purpose, by=why)
    for step in text.steps:
        if step.purpose != old.get(step.id, step.purpose):
            yield problem(text.id, f"{step.id}.purpose", LawFault.OTHER_MARK, name=old[step.id])


def _needed(text: Procedure) -> dict[Purpose, str]:
    """Each purpose with the name in the text that asks for it."""
    found: dict[Purpose, str] = {}
    for step in text.steps:
        gates = [gate.name for gate in step.gates]
        found |= {GATES[name]: name for name in gates if name in GATES}
        found |= {OUTCOMES[said]: str(said) for said in step.routes if said in OUTCOMES}
        if step.when in CONDITIONS:
            found[CONDITIONS[step.when]] = step.when
        for paper in (*step.prepares, *step.offers):
            found |= dict.fromkeys(PAPERS.get(paper, ()), paper)
    return found


def check_kinds(catalogue: Catalogue, texts: Iterable[Procedure]) -> Iterator[LawProblem]:
    """Every name of a procedure has its row, every row a procedure; prefixes differ; one row is
    that of complaints."""
    kinds, used = catalogue.kinds, {text.name for text in texts}
    for name in sorted(used ^ set(kinds)):
        yield problem("procedures.yaml", name, LawFault.NAME_WITHOUT_ROW)
    prefixes = [kind.prefix for kind in kinds.values()]
    if len(set(prefixes)) != len(prefixes):
        yield problem("procedures.yaml", "prefix", LawFault.ONE_PREFIX)
    if sum(kind.complaint for kind in kinds.values()) != 1:
        yield problem("procedures.yaml", "complaint", LawFault.ONE_COMPLAINT)
