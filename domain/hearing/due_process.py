"""Conditions that protect the person concerned in a discipline case. Used by `gates`."""

from __future__ import annotations

from datetime import date

from domain.calendar.clock import local_day
from domain.cases.gate_input import GateInput
from domain.errors import GateNotPassed
from domain.facts.answers import SignedOff
from domain.facts.hearing import Heard, Served
from domain.hearing.council import (
    council_of,
    council_rule,
    fault_of,
    may_meet,
)
from domain.hearing.hearing import (
    in_time,
    last_day_to_summon,
    may_go_on,
    served,
)
from domain.law.basis import Basis
from domain.law.options import Outcome
from domain.law.procedure import Purpose
from domain.state.task import Task, TaskStatus

Bases = tuple[Basis, ...]
PROTECTS = ("accusation_served", "explanation_heard", "summoned_in_time", "council_lawful")


def explanation_heard(gate_input: GateInput, basis: Bases) -> None:
    """The person explained or declined, or an officer recorded after the day asked for that they
    stayed silent (Decree 112/2020 Arts 33, 36; Decree 234/2026 Arts 14, 17).

    Raises GateNotPassed.
    """
    task = _explanation(gate_input)
    if task is None:
        step = gate_input.law.procedure.step_for(Purpose.HEARING)
        raise GateNotPassed(
            basis, gate=GateNotPassed.Gate.NOT_HEARD, step=step.title if step else ""
        )
    silent = task.outcome == Outcome.NOT_PURSUED and task.person != gate_input.case.subject
    last = task.due.day if task.due else None
    if silent and last and task.answered_at and local_day(task.answered_at) <= last:
        raise GateNotPassed(basis, gate=GateNotPassed.Gate.SILENT_TOO_EARLY, last=last)


def accusation_served(gate_input: GateInput, basis: Bases) -> None:
    """What they are accused of, with its evidence, reached the person before they explained: by the
    order of facts, and by the days.

    Raises GateNotPassed.
    """
    notices = served(gate_input.history, "accusation")
    task = _explanation(gate_input)
    if not notices:
        raise GateNotPassed(basis, gate=GateNotPassed.Gate.NOT_SERVED)
    if task and (_came_first(gate_input, task, notices[0]) or _day(task) < notices[0].on):
        raise GateNotPassed(basis, gate=GateNotPassed.Gate.SERVED_AFTER, on=notices[0].on)


def _came_first(gate_input: GateInput, task: Task, notice: Served) -> bool:
    """Was the explanation taken before anything was served, on whatever day?"""
    history = gate_input.history
    answers = [n for n, f in enumerate(history) if isinstance(f, SignedOff) and f.task == task.id]
    return bool(answers) and answers[-1] < history.index(notice)


def _day(task: Task) -> date:
    """The day on a paper reply, else the day of the answer."""
    assert task.answered_at is not None  # it was answered
    return task.paper_date or local_day(task.answered_at)


def _explanation(gate_input: GateInput) -> Task | None:
    tasks = gate_input.case.tasks_for(Purpose.HEARING, gate_input.law.procedure)
    done = [t for t in tasks if t.status == TaskStatus.DONE]
    return max(done, key=lambda t: t.round) if done else None


def council_lawful(gate_input: GateInput, basis: Bases) -> None:
    """A council was formed as the law of the case wants it, nobody on it is barred, and enough of
    its members are there (K-7, K-8, K-11).

    Raises GateNotPassed.
    """
    council = council_of(gate_input.history)
    if council is None:
        raise GateNotPassed(basis, gate=GateNotPassed.Gate.NO_COUNCIL)
    rule = council_rule(gate_input.law.councils, gate_input.case.law_day)
    if rule is None:
        return
    fault = fault_of(rule, council, {gate_input.case.subject, *gate_input.case.recused})
    if fault:
        raise GateNotPassed(
            basis, gate=GateNotPassed.Gate.COUNCIL_FAULTY, what=fault[0], who=fault[1]
        )
    if gate_input.tally and not may_meet(rule, gate_input.tally):
        raise GateNotPassed(
            basis,
            gate=GateNotPassed.Gate.COUNCIL_QUORUM,
            need=rule.quorum,
            size=rule.size,
            present=gate_input.tally.present,
        )


def summoned_in_time(gate_input: GateInput, basis: Bases) -> None:
    """The summons arrived at least five working days before the meeting; the person came, asked to
    go on without them, or stayed away twice (K-9, K-10).

    Raises GateNotPassed.
    """
    calls = served(gate_input.history, "summons")
    if not calls:
        raise GateNotPassed(basis, gate=GateNotPassed.Gate.NOT_SUMMONED)
    calendar = gate_input.law.calendar
    if not any(in_time(call, calendar) for call in calls):
        meeting = calls[-1].meeting or calls[-1].on
        raise GateNotPassed(
            basis,
            gate=GateNotPassed.Gate.SUMMONED_LATE,
            last=last_day_to_summon(meeting, calendar),
            on=calls[-1].on,
            meeting=meeting,
        )
    if may_go_on(gate_input.history, calendar):
        return
    last = calls[-1].meeting
    if not any(isinstance(fact, Heard) and fact.meeting == last for fact in gate_input.history):
        raise GateNotPassed(basis, gate=GateNotPassed.Gate.ATTENDANCE_UNKNOWN, meeting=last)
    raise GateNotPassed(basis, gate=GateNotPassed.Gate.ABSENT_ONCE)
