"""A case as it stands. Immutable: a fact applied to it gives a new one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from domain.audit.chain import GENESIS
from domain.law.options import Outcome
from domain.law.procedure import Procedure, Purpose
from domain.state.task import Task, TaskStatus


class CaseStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class PostKind(StrEnum):
    """Leaders under 101-QĐ/TW Art 1.3."""

    HEAD = "head"
    DEPUTY = "deputy"
    ACTING_HEAD = "acting_head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One matter about one person and one post, under one law: fixed at opening, changed by an act.

    `law_digest` names the exact text of the procedure; `law_day` the date that chose it; `law_book`
    rules, lists, bodies and texts as they stood at opening (empty: opened before they were kept).
    `drafts` maps paper type → content hash of its current version, `pages` such a hash → hash of
    the pages it prints on, empty where it could not be printed. `recused` are people who take no
    further part; `about` is the case a complaint or a supervision looks at.
    `stand` names steps that are not asked again: answered before the case went on by another text.
    `last_at` is the time of the last thing in its history, as it was read.
    """

    id: str
    procedure: str
    law_digest: str
    law_day: date
    subject: str
    press_agency: str
    post: PostKind
    handler: str
    started_by: str
    opened_at: datetime
    status: CaseStatus = CaseStatus.OPEN
    outcome: str = ""
    step: str = ""
    round: int = 0
    tasks: tuple[Task, ...] = ()
    drafts: tuple[tuple[str, str], ...] = ()
    pages: tuple[tuple[str, str], ...] = ()
    recused: tuple[str, ...] = ()
    stand: tuple[str, ...] = ()
    about: str = ""
    law_book: str = ""
    version: int = 0
    chain_head: str = GENESIS
    last_at: datetime | None = field(default=None, compare=False)

    @property
    def open(self) -> bool:
        return self.status == CaseStatus.OPEN

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        return tuple(task for task in self.tasks if task.status == TaskStatus.OPEN)

    @property
    def round_tasks(self) -> tuple[Task, ...]:
        """Tasks that count now: this step, this round, not withdrawn or recalled."""
        return tuple(
            task
            for task in self.tasks
            if (task.step, task.round) == (self.step, self.round)
            and task.status in (TaskStatus.OPEN, TaskStatus.DONE)
        )

    def find_task(self, task_id: str) -> Task | None:
        return next((task for task in self.tasks if task.id == task_id), None)

    def rounds(self, step: str) -> int:
        """How many times `step` has been opened so far."""
        return max((task.round for task in self.tasks if task.step == step), default=0)

    def draft(self, paper: str) -> str | None:
        """Content hash of the current version of a drafted paper."""
        return dict(self.drafts).get(paper)

    def printed(self, content: str) -> str:
        """Hash of the pages on which a draft of this hash prints; empty where none are known."""
        return dict(self.pages).get(content, "")

    def answer(self, step: str) -> Outcome | None:
        """The answer given in the last round of a step asked of one body."""
        done = [t for t in self.tasks if t.step == step and t.status == TaskStatus.DONE]
        return max(done, key=lambda t: t.round).outcome if done else None

    def answer_for(self, purpose: Purpose, procedure: Procedure) -> Outcome | None:
        """The answer in the step of the case's procedure that serves `purpose`."""
        step = procedure.step_for(purpose)
        return self.answer(step.id) if step else None

    def tasks_for(self, purpose: Purpose, procedure: Procedure) -> tuple[Task, ...]:
        """Every task of the step that serves `purpose`, in the order in which they were put."""
        step = procedure.step_for(purpose)
        return tuple(task for task in self.tasks if step and task.step == step.id)

    def with_tasks(self, tasks: tuple[Task, ...]) -> Case:
        """The same case with `tasks` asked after those there are."""
        return replace(self, tasks=(*self.tasks, *tasks))

    def with_task(self, task_id: str, **changes: Any) -> Case:
        """The same case with one task changed; `changes` are fields of `Task`."""
        tasks = (replace(t, **changes) if t.id == task_id else t for t in self.tasks)
        return replace(self, tasks=tuple(tasks))

    def with_draft(self, paper: str, content: str) -> Case:
        """The same case with `content` (a hash) as the current version of a drafted paper."""
        kept = tuple(pair for pair in self.drafts if pair[0] != paper)
        return replace(self, drafts=(*kept, (paper, content)))

    def with_pages(self, content: str, seen: str) -> Case:
        """The same case with the pages (a hash) on which the draft of this hash prints."""
        kept = tuple(pair for pair in self.pages if pair[0] != content)
        return replace(self, pages=(*kept, (content, seen)))
