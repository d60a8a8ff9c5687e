"""Named conditions that must hold before a vote counts or a decision is issued.

Each names its article. A condition whose articles were read in the text blocks. Any other asks a
person, whose reason for going on becomes a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from domain.calendar.workdays import working_days_before
from domain.cases.gate_input import GateInput
from domain.errors import GateNotPassed, GateUnsure
from domain.hearing import due_process
from domain.law.basis import Basis
from domain.law.options import Outcome
from domain.law.procedure import GateRule, Kind, Step
from domain.state.task import Task, TaskStatus

Gate = Callable[[GateInput, tuple[Basis, ...]], None]


def consents_on_file(gate_input: GateInput, _basis: tuple[Basis, ...]) -> None:
    """Every written consent asked for was given, and not after the decision's date (R-23).

    Raises GateNotPassed with the article of the consent step.
    """
    for step in gate_input.law.procedure.steps:
        if step.kind == Kind.CONSENT:
            _check_consent(gate_input, step)


def _check_consent(gate_input: GateInput, step: Step) -> None:
    asked = [task for task in gate_input.case.tasks if task.step == step.id]
    last = max((task.round for task in asked), default=0)
    for task in asked:
        if task.round == last and task.status != TaskStatus.CANCELLED:
            _check_given(task, step, gate_input)


def _check_given(task: Task, step: Step, gate_input: GateInput) -> None:
    if task.outcome != Outcome.CONSENTED:
        raise GateNotPassed(step.basis, gate=GateNotPassed.Gate.CONSENT_MISSING, step=step.title)
    given = task.paper_date
    if given is not None and given > gate_input.dated:
        raise GateNotPassed(
            step.basis,
            gate=GateNotPassed.Gate.CONSENT_LATER,
            step=step.title,
            given=given,
            dated=gate_input.dated,
        )


def before_term_expiry(gate_input: GateInput, basis: tuple[Basis, ...]) -> None:
    """Re-appointment is decided at least one working day before the term ends (ND115 49.3).

    Raises GateNotPassed.
    """
    ends = gate_input.subject.term_ends
    if ends is None:
        raise GateNotPassed(
            basis, gate=GateNotPassed.Gate.TERM_UNKNOWN, person=gate_input.subject.id
        )
    last = working_days_before(ends, 1, gate_input.law.calendar).day
    if gate_input.dated > last:
        raise GateNotPassed(
            basis, gate=GateNotPassed.Gate.TOO_LATE, last=last, dated=gate_input.dated, ends=ends
        )


GATES: Mapping[str, Gate] = {
    "consents_on_file": consents_on_file,
    "before_term_expiry": before_term_expiry,
    "explanation_heard": due_process.explanation_heard,
    "accusation_served": due_process.accusation_served,
    "council_lawful": due_process.council_lawful,
    "summoned_in_time": due_process.summoned_in_time,
}


def check_gates(step: Step, gate_input: GateInput, *, confirmed: str) -> tuple[str, ...]:
    """Names of the conditions that fail, do not block, and were confirmed with a reason.

    Raises GateNotPassed where the law blocks, GateUnsure where a reason is still needed.
    """
    overridden: list[str] = []
    for gate in step.gates:
        try:
            GATES[gate.name](gate_input, gate.basis)
        except GateNotPassed as failed:
            if gate.may_block:
                raise
            if not confirmed.strip():
                raise GateUnsure(failed.basis, **failed.facts) from failed
            overridden.append(gate.name)
    return tuple(overridden)


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition as it stands: `fault` says what is missing, None where it holds."""

    rule: GateRule
    fault: GateNotPassed | None


def standing(gate_input: GateInput, names: Iterable[str]) -> tuple[Condition, ...]:
    """Those of the named conditions that the law of the case asks for, each once, as of now,
    in the order of the names.
    """
    rules = {gate.name: gate for step in gate_input.law.procedure.steps for gate in step.gates}
    asked = [rules[name] for name in names if name in rules]
    return tuple(Condition(rule, _fault(rule, gate_input)) for rule in asked)


def standing_of(step: Step, gate_input: GateInput) -> tuple[Condition, ...]:
    """The conditions of one step, as of now."""
    return tuple(Condition(rule, _fault(rule, gate_input)) for rule in step.gates)


def _fault(rule: GateRule, gate_input: GateInput) -> GateNotPassed | None:
    try:
        GATES[rule.name](gate_input, rule.basis)
    except GateNotPassed as failed:
        return failed
    return None
