"""The path a case took against the order the law gives, step by step. It judges nobody.

What cannot happen through the one door (a step out of order, a vote without its quorum) needs no
line here; what the door lets pass with a reason, and what only time shows, stands on each line.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from domain.calendar.clock import local_day
from domain.cases.conditions import CONDITIONS
from domain.cases.dossier_changes import Change, is_change, name_for_all, weighs_dossier
from domain.facts.answers import Recalled, SignedOff, SilenceRecorded, TakenOut
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from domain.facts.holding import TaskForwarded
from domain.facts.papers import PaperRemoved
from domain.facts.steps import Returned, StepCompleted, StepOpened
from domain.law.case_law import Law
from domain.law.deadlines import is_late
from domain.law.options import Outcome
from domain.law.procedure import ENDS, Kind, Step
from domain.state.case import Case
from domain.state.task import Task, TaskStatus

NEVER = date.max


@dataclass(frozen=True, slots=True)
class Remark:
    """A code for the wording, with what it needs to be said."""

    code: str
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One round of one step as it went; `state`: done, open, passed_over, not_taken, ahead."""

    step: Step
    round: int
    state: str
    opened: date | None = None
    closed: date | None = None
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """One step on the way of a case; `state` as of a row: done, open, ahead, broken_off where the
    case ended in it. `again`: it was opened before and is to be gone through once more."""

    step: Step
    state: str
    again: bool = False


def conformance(case: Case, law: Law, history: Sequence[Fact], today: date) -> tuple[Row, ...]:
    """Rounds in the order in which they were opened, then the steps that were never opened."""
    opened = [fact for fact in history if isinstance(fact, StepOpened)]
    gone = [_gone(case, law, history, fact, today) for fact in opened]
    return (*gone, *_never(case, law, {fact.step for fact in opened}))


def stages(case: Case, law: Law, rows: Sequence[Row]) -> tuple[Stage, ...]:
    """Each step once: those behind in the order in which they were left, where the case is, what
    lies ahead on the main way. Another answer may lead elsewhere."""
    last = {row.step.id: row for row in rows if row.opened}
    skipped = {row.step.id for row in rows if row.state == "passed_over"}
    way = [step for step in _main_way(law, case.step) if step not in skipped] if case.open else []
    behind = sorted(
        (row for step, row in last.items() if step not in way), key=lambda row: row.closed or NEVER
    )
    left = [Stage(r.step, r.state) for r in behind if r.state == "done" or not case.open]
    return (*left, *(_ahead(case, law.procedure.step(step), last) for step in way))


def _ahead(case: Case, step: Step, opened: Mapping[str, Row]) -> Stage:
    if step.id == case.step:
        return Stage(step, "open", again=case.round > 1)
    return Stage(step, "ahead", again=step.id in opened)


def _gone(case: Case, law: Law, history: Sequence[Fact], opened: StepOpened, today: date) -> Row:
    step = law.procedure.step(opened.step)
    closed = next(
        (
            f
            for f in history
            if isinstance(f, StepCompleted) and (f.step, f.round) == (opened.step, opened.round)
        ),
        None,
    )
    tasks = [t for t in case.tasks if (t.step, t.round) == (opened.step, opened.round)]
    remarks = (
        *_of_tasks(tasks, today),
        *_of_history(history, step, opened, {t.id for t in tasks}),
        *_of_dossier(history, law, step, {t.id for t in tasks if t.status == TaskStatus.DONE}),
    )
    state = "done" if closed else "open" if case.open and case.step == step.id else "broken_off"
    end = local_day(closed.at) if closed else None
    return Row(step, opened.round, state, local_day(opened.at), end, remarks)


def _of_tasks(tasks: Sequence[Task], today: date) -> Iterator[Remark]:
    for task in tasks:
        answered = local_day(task.answered_at) if task.answered_at else today
        counts = task.status in (TaskStatus.OPEN, TaskStatus.DONE)
        if counts and task.due and is_late(task.due, answered):
            facts = {"agency": task.agency, "due": task.due.day, "on": answered}
            yield Remark("late" if task.due.legal else "late_own", facts)
        if task.paper_date and task.paper_date < local_day(task.opened_at):
            facts = {"agency": task.agency, "dated": task.paper_date}
            yield Remark("paper_before_asked", facts)


def _of_history(
    history: Sequence[Fact], step: Step, opened: StepOpened, tasks: set[str]
) -> Iterator[Remark]:
    for fact in history:
        match fact:
            case SignedOff() if fact.task in tasks:
                yield from _of_answer(fact)
            case SilenceRecorded() if fact.task in tasks:
                yield Remark("silent", {"why": fact.proof})
            case TakenOut() | TaskForwarded() if fact.task in tasks:
                how = "taken_out" if isinstance(fact, TakenOut) else "forwarded"
                why = f"{fact.reason}; {fact.document}"
                yield Remark(how, {"agency": fact.agency, "why": why})
            case Recalled() if fact.task in tasks:
                yield Remark("recalled", {"why": fact.reason})
            case Returned(from_step=opened.step) if fact.at >= opened.at:
                yield Remark("returned", {"to": fact.to_step, "why": fact.reason})
            case DecisionIssued() if step.kind == Kind.ISSUE and fact.confirmed:
                why = "; ".join(filter(None, (fact.confirmed, fact.document)))
                yield Remark("confirmed", {"gates": fact.overridden, "why": why})


def _of_dossier(history: Sequence[Fact], law: Law, step: Step, tasks: set[str]) -> Iterator[Remark]:
    """Papers that joined or left after an answer about them that counts."""
    answered = False
    for fact in history:
        if isinstance(fact, SignedOff) and fact.task in tasks:
            answered = weighs_dossier(step)
        elif answered and isinstance(fact, Change) and is_change(fact, law.archive):
            yield _changed(fact, law)


def _changed(fact: Change, law: Law) -> Remark:
    said: dict[str, object] = {"paper": name_for_all(fact, law), "on": local_day(fact.at)}
    if isinstance(fact, PaperRemoved):
        return Remark("paper_removed", said | {"why": fact.reason})
    return Remark("paper_added", said)


def _of_answer(fact: SignedOff) -> Iterator[Remark]:
    if fact.also_signed:
        yield Remark("same_person", {"person": fact.by.person, "steps": fact.also_signed})
    if fact.confirmed:
        yield Remark("confirmed", {"gates": (), "why": fact.confirmed})
    if fact.outcome in (Outcome.SKIP, Outcome.DISAGREE):
        yield Remark(str(fact.outcome), {"agency": fact.by.agency, "why": fact.reason})


def _never(case: Case, law: Law, opened: set[str]) -> Iterator[Row]:
    """Passed over by its condition, still ahead on the main way, or off the way that was taken."""
    ahead = set(_main_way(law, case.step)) if case.open else set()
    for step in law.procedure.steps:
        if step.id in opened:
            continue
        if step.when is not None and not CONDITIONS[step.when](case, law.procedure):
            yield Row(step, 0, "passed_over")
        else:
            yield Row(step, 0, "ahead" if step.id in ahead else "not_taken")


def _main_way(law: Law, step_id: str) -> Iterator[str]:
    while step_id not in ENDS:
        yield step_id
        step_id = law.procedure.step(step_id).then
