"""How a case moves from step to step, and what becomes of its questions and their days."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.calendar.workdays import Due
from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.state.case import Case
from domain.state.task import Task, TaskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class StepOpened(Fact):
    step: str
    round: int
    tasks: tuple[Task, ...]

    def apply(self, case: Case) -> Case:
        stand = _standing(case, self.step) if case.stand else ()
        return replace(case.with_tasks(self.tasks), step=self.step, round=self.round, stand=stand)

    def opened(self) -> tuple[Task, ...]:
        return self.tasks


def _standing(case: Case, step: str) -> tuple[str, ...]:
    """Where a step is asked once more, what was first answered after it stands no more."""
    asked = list(dict.fromkeys(task.step for task in case.tasks))
    if step not in asked:
        return case.stand
    return tuple(other for other in case.stand if asked.index(other) < asked.index(step))


@dataclass(frozen=True, slots=True, kw_only=True)
class StepCompleted(Fact):
    step: str
    round: int
    leads_to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned(Fact):
    from_step: str
    to_step: str
    reason: str
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCancelled(Fact):
    task: str
    why: str  # code: not_needed, returned, withdrawn, recalled, migrated

    def apply(self, case: Case) -> Case:
        return case.with_task(self.task, status=TaskStatus.CANCELLED)

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadlineMoved(Fact):
    """The working calendar changed by `document`: the same time, counted anew from its start."""

    task: str
    before: date
    due: Due
    document: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_task(self.task, due=self.due)
