"""Conditions that protect the person concerned in a discipline case. Used by `gates`."""

from __future__ import annotations

from domain.calendar.clock import local_day
from domain.cases.gate_input import Moment
from domain.errors import GateNotPassed
from domain.facts.progress import Heard
from domain.facts.tasks import Task, TaskStatus
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

Bases = tuple[Basis, ...]
PROTECTS = ("accusation_served", "explanation_heard", "summoned_in_time", "council_lawful")


def explanation_heard(moment: Moment, basis: Bases) -> None:
    """The person explained or declined, or an officer recorded after the day asked for that he
    stayed silent (Decree 112/2020 Arts 33, 36; Decree 234/2026 Arts 14, 17)."""
    step = moment.law.procedure.step("explanation")
    task = _explanation(moment)
    if task is None:
        raise GateNotPassed(basis, gate="not_heard", step=step.title)
    silent = task.outcome == Outcome.NOT_PURSUED and task.person != moment.case.subject
    last = task.due.day if task.due else None
    if silent and last and task.answered_at and local_day(task.answered_at) <= last:
        raise GateNotPassed(basis, gate="silent_too_early", last=last)


def accusation_served(moment: Moment, basis: Bases) -> None:
    """What he is accused of, with its evidence, reached the person before he explained."""
    notices = served(moment.history, "accusation")
    task = _explanation(moment)
    if not notices:
        raise GateNotPassed(basis, gate="not_served")
    explained = task.answered_at if task else None
    if explained and local_day(explained) < notices[0].on:
        raise GateNotPassed(basis, gate="served_after", on=notices[0].on)


def _explanation(moment: Moment) -> Task | None:
    tasks = [t for t in moment.case.tasks if t.step == "explanation"]
    done = [t for t in tasks if t.status == TaskStatus.DONE]
    return max(done, key=lambda t: t.round) if done else None


def council_lawful(moment: Moment, basis: Bases) -> None:
    """A council was formed as the law of the case wants it, nobody on it is barred, and enough of
    its members are there (K-7, K-8, K-11)."""
    council = council_of(moment.history)
    if council is None:
        raise GateNotPassed(basis, gate="no_council")
    rule = council_rule(moment.law.councils, moment.case.law_day)
    if rule is None:
        return
    fault = fault_of(rule, council, {moment.case.subject, *moment.case.recused})
    if fault:
        raise GateNotPassed(basis, gate="council_faulty", what=fault[0], who=fault[1])
    if moment.tally and not may_meet(rule, moment.tally):
        raise GateNotPassed(
            basis,
            gate="council_quorum",
            need=rule.quorum,
            size=rule.size,
            present=moment.tally.present,
        )


def summoned_in_time(moment: Moment, basis: Bases) -> None:
    """The summons arrived at least five working days before the meeting; the person came, asked to
    go on without him, or stayed away twice (K-9, K-10)."""
    calls = served(moment.history, "summons")
    if not calls:
        raise GateNotPassed(basis, gate="not_summoned")
    calendar = moment.law.calendar
    if not any(in_time(call, calendar) for call in calls):
        meeting = calls[-1].meeting or calls[-1].on
        raise GateNotPassed(
            basis,
            gate="summoned_late",
            last=last_day_to_summon(meeting, calendar),
            on=calls[-1].on,
            meeting=meeting,
        )
    if may_go_on(moment.history, calendar):
        return
    last = calls[-1].meeting
    if not any(isinstance(fact, Heard) and fact.meeting == last for fact in moment.history):
        raise GateNotPassed(basis, gate="attendance_unknown", meeting=last)
    raise GateNotPassed(basis, gate="absent_once")
