"""What a rule of telling says, and what it reads."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.effects.notices import NoticeKind
from domain.facts.fact import Fact
from domain.facts.votes import BallotOpened
from domain.state.case import Case
from domain.state.task import Task
from notifications.recipients import Recipient


@dataclass(frozen=True, slots=True)
class Said:
    """One kind of notice to several recipients."""

    kind: NoticeKind
    to: tuple[Recipient, ...]
    facts: Mapping[str, Any] = field(default_factory=dict)
    task: str = ""


@dataclass(frozen=True, slots=True)
class Telling:
    """`case` after the whole act, `act` its facts; `ballot`: task → the ballot opened for it last,
    filled in where a fact of the act is about one."""

    case: Case
    act: Sequence[Fact]
    ballot: Mapping[str, BallotOpened] = field(default_factory=dict)

    def task(self, task_id: str) -> Task:
        found = self.case.find_task(task_id)
        assert found is not None, task_id
        return found

    def called(self, task_id: str) -> tuple[str, ...]:
        """Voters and tellers of the ballot of a task."""
        opened = self.ballot.get(task_id)
        return (*opened.members, *opened.tellers) if opened else ()


Rule = Callable[[Telling, Any], Iterator[Said]]


def question(task: Task) -> dict[str, Any]:
    """What a notice says of a task."""
    due = task.due.day.isoformat() if task.due else ""
    return {"step": task.step, "round": task.round, "agency": task.agency, "due": due}
