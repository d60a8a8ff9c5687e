"""A case and the facts that change it. Immutable: `evolve` returns a new case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from functools import reduce
from typing import assert_never

from domain.audit.chain import GENESIS
from domain.facts.progress import (
    AnswerVoided,
    BallotClosed,
    BallotOpened,
    CaseEnded,
    CaseOpened,
    CaseWithdrawn,
    Checked,
    CouncilFormed,
    DeadlineMoved,
    DecisionIssued,
    DraftMade,
    DraftUploaded,
    Fact,
    FinalMade,
    Heard,
    InterestDeclared,
    PaperAttached,
    PaperSigned,
    Recalled,
    Renumbered,
    Returned,
    Served,
    SignedCopyKept,
    SignedOff,
    SilenceRecorded,
    StepCompleted,
    StepOpened,
    TallyEntered,
    TaskCancelled,
)
from domain.facts.tasks import Task, TaskStatus
from domain.law.options import Outcome
from domain.law.procedure import Procedure, Purpose


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


@dataclass(frozen=True, slots=True)
class Case:
    """One matter about one person and one post, under one law fixed at opening.

    `law_digest` names the exact text of the procedure; `law_day` the date that chose it.
    `drafts` maps paper type → content hash of its current version. `recused` are people who take
    no further part; `about` is the case a complaint or a supervision looks at.
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
    recused: tuple[str, ...] = ()
    about: str = ""
    version: int = 0
    chain_head: str = GENESIS

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


def evolve(case: Case, facts: Iterable[Fact]) -> Case:
    """Apply facts to a case. Never refuses: refusing is the `check_…` functions' work."""
    return reduce(_apply, facts, case)


def _apply(case: Case, fact: Fact) -> Case:  # noqa: C901  one arm per fact, nothing else
    match fact:
        case StepOpened():
            tasks = (*case.tasks, *fact.tasks)
            return replace(case, step=fact.step, round=fact.round, tasks=tasks)
        case SignedOff():
            return _with_task(case, fact.task, _answered(fact))
        case SilenceRecorded():
            return _with_task(case, fact.task, _silent(fact))
        case TaskCancelled():
            return _with_task(case, fact.task, {"status": TaskStatus.CANCELLED})
        case Recalled() | AnswerVoided():
            undone = _with_task(case, fact.task, {"status": TaskStatus.RECALLED})
            first = fact.again[0]
            tasks = (*undone.tasks, *fact.again)
            return replace(undone, step=first.step, round=first.round, tasks=tasks)
        case DeadlineMoved():
            return _with_task(case, fact.task, {"due": fact.due})
        case DraftMade() | DraftUploaded():
            kept = tuple(pair for pair in case.drafts if pair[0] != fact.paper)
            return replace(case, drafts=(*kept, (fact.paper, fact.content)))
        case InterestDeclared():
            return replace(case, recused=tuple(sorted({*case.recused, fact.person})))
        case CaseEnded():
            return replace(case, status=CaseStatus(fact.status), outcome=fact.outcome)
        case CaseWithdrawn():
            return replace(case, status=CaseStatus.WITHDRAWN)
        case CaseOpened() | StepCompleted() | Returned() | PaperAttached():
            return case
        case Checked() | DecisionIssued() | FinalMade():
            return case
        case Renumbered() | PaperSigned() | SignedCopyKept():
            return case
        case TallyEntered() | BallotOpened() | BallotClosed():
            return case
        case CouncilFormed() | Served() | Heard():
            return case
        case _:
            assert_never(fact)


def _with_task(case: Case, task_id: str, changes: dict[str, object]) -> Case:
    tasks = tuple(
        replace(task, **changes) if task.id == task_id else task  # type: ignore[arg-type]
        for task in case.tasks
    )
    return replace(case, tasks=tasks)


def _answered(fact: SignedOff) -> dict[str, object]:
    return {
        "status": TaskStatus.DONE,
        "outcome": fact.outcome,
        "reason": fact.reason,
        "person": fact.by.person,
        "position": fact.by.position,
        "on_behalf_of": fact.by.on_behalf_of,
        "answered_at": fact.at,
        "paper_date": fact.paper.dated if fact.paper else None,
        "paper_number": fact.paper.number if fact.paper else "",
    }


def _silent(fact: SilenceRecorded) -> dict[str, object]:
    return {
        "status": TaskStatus.DONE,
        "outcome": Outcome.NO_REPLY,
        "reason": fact.proof,
        "person": fact.by.person,
        "position": fact.by.position,
        "answered_at": fact.at,
    }
