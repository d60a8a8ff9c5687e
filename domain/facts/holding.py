"""Who of the body asked works on a question, what they prepared for signing, whom it went to."""

from __future__ import annotations

from dataclasses import dataclass

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.law.options import Outcome
from domain.state.case import Case
from domain.state.task import Task, TaskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskAssigned(Fact):
    """`holder` works on it from now on: they took it up, or were given it. `signs`: they may give
    the answer themselves; `before` held it until now."""

    task: str
    holder: str
    signs: bool
    before: str
    reason: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_task(
            self.task, holder=self.holder, held_since=self.at, holder_signs=self.signs
        )

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskGivenBack(Fact):
    """Nobody in particular works on it any more; it is the body's."""

    task: str
    reason: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_task(self.task, holder="", held_since=None, holder_signs=False)

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerPrepared(Fact):
    """An answer as an officer puts it before whoever signs; it binds nobody. `read` is the hash of
    the text it is about."""

    task: str
    outcome: Outcome
    reason: str
    read: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_task(self.task, prepared_by=self.by.person)

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskForwarded(Fact):
    """The body asked is not the right one: `again` is the same question put to `agency`, with its
    time counted from now. `document` is what the reason rests on."""

    task: str
    agency: str
    reason: str
    document: str
    again: Task
    by: Actor

    def apply(self, case: Case) -> Case:
        gone = case.with_task(
            self.task, status=TaskStatus.CANCELLED, reason=self.reason, forwarded_to=self.agency
        )
        return gone.with_tasks((self.again,))

    def opened(self) -> tuple[Task, ...]:
        return (self.again,)

    def moved(self) -> str:
        return self.task
