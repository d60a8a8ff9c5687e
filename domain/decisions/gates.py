"""Named conditions that must hold before a vote counts or a decision is issued.

Each names its article. A condition whose articles were read in the text blocks. Any other asks a
person, whose reason for going on becomes a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from domain.calendar.workdays import working_days_before
from domain.cases.gate_input import Moment
from domain.errors import GateNotPassed, GateUnsure
from domain.facts.tasks import Task, TaskStatus
from domain.hearing import due_process
from domain.law.basis import Basis
from domain.law.options import Outcome
from domain.law.procedure import GateRule, Kind, Step

Gate = Callable[[Moment, tuple[Basis, ...]], None]


def consents_on_file(moment: Moment, _basis: tuple[Basis, ...]) -> None:
    """Every written consent asked for was given, and not after the decision's date (R-23).

    Raises GateNotPassed with the article of the consent step.
    """
    for step in moment.law.procedure.steps:
        if step.kind == Kind.CONSENT:
            _check_consent(moment, step)


def _check_consent(moment: Moment, step: Step) -> None:
    asked = [task for task in moment.case.tasks if task.step == step.id]
    last = max((task.round for task in asked), default=0)
    for task in asked:
        if task.round == last and task.status != TaskStatus.CANCELLED:
            _check_given(task, step, moment)


def _check_given(task: Task, step: Step, moment: Moment) -> None:
    if task.outcome != Outcome.CONSENTED:
        raise GateNotPassed(step.basis, gate="consent_missing", step=step.title)
    given = task.paper_date
    if given is not None and given > moment.dated:
        raise GateNotPassed(
            step.basis, gate="consent_later", step=step.title, given=given, dated=moment.dated
        )


def before_term_expiry(moment: Moment, basis: tuple[Basis, ...]) -> None:
    """Re-appointment is decided at least one working day before the term ends (ND115 49.3)."""
    ends = moment.subject.term_ends
    if ends is None:
        raise GateNotPassed(basis, gate="term_unknown", person=moment.subject.id)
    last = working_days_before(ends, 1, moment.law.calendar).day
    if moment.dated > last:
        raise GateNotPassed(basis, gate="too_late", last=last, dated=moment.dated, ends=ends)


GATES: Mapping[str, Gate] = {
    "consents_on_file": consents_on_file,
    "before_term_expiry": before_term_expiry,
    "explanation_heard": due_process.explanation_heard,
    "accusation_served": due_process.accusation_served,
    "council_lawful": due_process.council_lawful,
    "summoned_in_time": due_process.summoned_in_time,
}


def check_gates(step: Step, moment: Moment, *, confirmed: str) -> tuple[str, ...]:
    """Names of the conditions that fail, do not block, and were confirmed with a reason.

    Raises GateNotPassed where the law blocks, GateUnsure where a reason is still owed.
    """
    overridden: list[str] = []
    for gate in step.gates:
        try:
            GATES[gate.name](moment, gate.basis)
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


def standing(moment: Moment, names: Iterable[str]) -> tuple[Condition, ...]:
    """Those of the named conditions that the law of the case asks for, each once, as of now,
    in the order of the names.
    """
    rules = {gate.name: gate for step in moment.law.procedure.steps for gate in step.gates}
    asked = [rules[name] for name in names if name in rules]
    return tuple(Condition(rule, _fault(rule, moment)) for rule in asked)


def _fault(rule: GateRule, moment: Moment) -> GateNotPassed | None:
    try:
        GATES[rule.name](moment, rule.basis)
    except GateNotPassed as failed:
        return failed
    return None
