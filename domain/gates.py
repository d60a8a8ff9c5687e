"""Named conditions that must hold before a decision may be issued. Each names its article.

A condition whose articles were read in the text blocks. Any other asks a person, whose reason for
going on becomes a fact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from domain.basis import Basis
from domain.case import Case
from domain.errors import GateNotPassed, GateUnsure
from domain.law import Law
from domain.options import Outcome
from domain.people import Person
from domain.procedure import Kind, Step
from domain.tasks import Task, TaskStatus
from domain.workdays import working_days_before


@dataclass(frozen=True, slots=True)
class Issuing:
    """What is about to be issued: the case, its law, the person, and the date on the decision."""

    case: Case
    law: Law
    subject: Person
    dated: date


Gate = Callable[[Issuing, tuple[Basis, ...]], None]


def consents_on_file(issuing: Issuing, _basis: tuple[Basis, ...]) -> None:
    """Every written consent asked for was given, and not after the decision's date (R-23).

    Raises GateNotPassed with the article of the consent step.
    """
    for step in issuing.law.procedure.steps:
        if step.kind == Kind.CONSENT:
            _check_consent(issuing, step)


def _check_consent(issuing: Issuing, step: Step) -> None:
    asked = [task for task in issuing.case.tasks if task.step == step.id]
    last = max((task.round for task in asked), default=0)
    for task in asked:
        if task.round == last and task.status != TaskStatus.CANCELLED:
            _check_given(task, step, issuing)


def _check_given(task: Task, step: Step, issuing: Issuing) -> None:
    if task.outcome != Outcome.CONSENTED:
        raise GateNotPassed(step.basis, gate="consent_missing", step=step.title)
    given = task.paper_date
    if given is not None and given > issuing.dated:
        raise GateNotPassed(
            step.basis, gate="consent_later", step=step.title, given=given, dated=issuing.dated
        )


def before_term_expiry(issuing: Issuing, basis: tuple[Basis, ...]) -> None:
    """Re-appointment is decided at least one working day before the term ends (ND115 49.3)."""
    ends = issuing.subject.term_ends
    if ends is None:
        raise GateNotPassed(basis, gate="term_unknown", person=issuing.subject.id)
    last = working_days_before(ends, 1, issuing.law.calendar).day
    if issuing.dated > last:
        raise GateNotPassed(basis, gate="too_late", last=last, dated=issuing.dated, ends=ends)


def explanation_heard(issuing: Issuing, basis: tuple[Basis, ...]) -> None:
    """The person concerned explained, or their declining was recorded, before any discipline.

    Decree 112/2020 Art 33 and 36, Decree 234/2026 Art 14 and 17: self-review and statement.
    """
    step = issuing.law.procedure.step("explanation")
    if issuing.case.answer(step.id) is None:
        raise GateNotPassed(basis, gate="not_heard", step=step.title)


GATES: Mapping[str, Gate] = {
    "consents_on_file": consents_on_file,
    "before_term_expiry": before_term_expiry,
    "explanation_heard": explanation_heard,
}


def check_gates(step: Step, issuing: Issuing, *, confirmed: str) -> tuple[str, ...]:
    """Names of the conditions that fail, do not block, and were confirmed with a reason.

    Raises GateNotPassed where the law blocks, GateUnsure where a reason is still owed.
    """
    overridden: list[str] = []
    for gate in step.gates:
        try:
            GATES[gate.name](issuing, gate.basis)
        except GateNotPassed as failed:
            if gate.may_block:
                raise
            if not confirmed.strip():
                raise GateUnsure(failed.basis, **failed.facts) from failed
            overridden.append(gate.name)
    return tuple(overridden)
