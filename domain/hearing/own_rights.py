"""What the person concerned is told of their own position: accused of what, heard until when,
decided by whom, who stepped aside. Never who sits on a council, never a ballot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.errors import CaseworkError
from domain.facts.fact import Fact
from domain.facts.hearing import InterestDeclared, Served
from domain.hearing.due_process import PROTECTS
from domain.hearing.hearing import ACCUSATION, IN_TIME
from domain.law.case_law import Law
from domain.law.procedure import GateRule, Kind, Purpose, Step
from domain.law.routing import agency_for
from domain.state.case import Case
from domain.state.task import Task

UNTOLD = frozenset({"accuser"})  # naming who stepped aside so would name who accused


@dataclass(frozen=True, slots=True)
class OwnRights:
    """`heard` is the step that asks them to explain, `explanation` the last time it was asked;
    `decides` the step in which the matter is decided, by the body `decider` (empty: not yet known);
    `protects` the conditions of this procedure that are there for them, by name."""

    accusations: tuple[Served, ...]
    summonses: tuple[Served, ...]
    heard: Step | None
    explanation: Task | None
    decides: Step | None
    decider: str
    aside: tuple[InterestDeclared, ...]
    protects: dict[str, GateRule]

    @property
    def accuses(self) -> GateRule | None:
        """Where the procedure accuses somebody: the condition that it reaches them first."""
        return self.protects.get(ACCUSATION)

    @property
    def calls(self) -> GateRule | None:
        return self.protects.get(IN_TIME)


def own_rights(case: Case, law: Law, history: Sequence[Fact]) -> OwnRights:
    decides = _deciding(law)
    asked = case.tasks_for(Purpose.HEARING, law.procedure)
    served = [fact for fact in history if isinstance(fact, Served)]
    gates = {gate.name: gate for step in law.procedure.steps for gate in step.gates}
    return OwnRights(
        accusations=tuple(fact for fact in served if fact.what == "accusation"),
        summonses=tuple(fact for fact in served if fact.what == "summons"),
        heard=law.procedure.step_for(Purpose.HEARING),
        explanation=asked[-1] if asked else None,
        decides=decides,
        decider=_decider(case, law, decides) if decides else "",
        aside=tuple(
            fact
            for fact in history
            if isinstance(fact, InterestDeclared) and fact.relation not in UNTOLD
        ),
        protects={name: gates[name] for name in PROTECTS if name in gates},
    )


def _deciding(law: Law) -> Step | None:
    """Where a complaint is ruled on, else where the decision is signed."""
    ruling = law.procedure.step_for(Purpose.RULING)
    issues = (step for step in law.procedure.steps if step.kind == Kind.ISSUE)
    return ruling or next(issues, None)


def _decider(case: Case, law: Law, step: Step) -> str:
    """The body that was asked; before that the one the law names today."""
    asked = [task.agency for task in case.tasks if task.step == step.id]
    if asked:
        return asked[-1]
    try:
        role = step.asks[0]
        return agency_for(law.agencies, role, press_agency=case.press_agency, day=case.law_day).code
    except CaseworkError:
        return ""
