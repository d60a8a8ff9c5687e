"""What a case shows to the person it is about: what reached them, is asked of them, came from them.

Everything else in it (opinions, drafts, votes, history) is not theirs to see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.cases.sign_off import SUBJECT
from domain.facts.decisions import DecisionChanged, DecisionIssued
from domain.facts.fact import Fact
from domain.facts.hearing import Served
from domain.facts.papers import PaperAttached
from domain.state.case import Case
from domain.state.task import Task, TaskStatus


@dataclass(frozen=True, slots=True)
class SubjectView:
    """`decision` is the one issued, once it has been served, `changes` the later papers about it
    that were served too; `given` are papers of their own."""

    served: tuple[Served, ...]
    asked: tuple[Task, ...]
    answered: tuple[Task, ...]
    given: tuple[PaperAttached, ...]
    decision: DecisionIssued | None
    changes: tuple[DecisionChanged, ...] = ()

    def task(self, task_id: str) -> Task | None:
        """A question put to the person, open or answered."""
        return next((t for t in (*self.asked, *self.answered) if t.id == task_id), None)


def subject_part(case: Case, history: Sequence[Fact]) -> SubjectView:
    put = [task for task in case.tasks if task.role == SUBJECT]
    return SubjectView(
        served=tuple(fact for fact in history if isinstance(fact, Served)),
        asked=tuple(task for task in put if task.status == TaskStatus.OPEN),
        answered=tuple(task for task in put if task.status == TaskStatus.DONE),
        given=tuple(
            fact
            for fact in history
            if isinstance(fact, PaperAttached) and fact.by.person == case.subject
        ),
        decision=_decision_served(history),
        changes=_changes_served(history),
    )


def _decision_served(history: Sequence[Fact]) -> DecisionIssued | None:
    """A decision exists for the person from the day it reached them."""
    issued: DecisionIssued | None = None
    reached: DecisionIssued | None = None
    for fact in history:
        if isinstance(fact, DecisionIssued):
            issued = fact
        elif isinstance(fact, Served) and fact.what == "decision":
            reached = issued
    return reached


def _changes_served(history: Sequence[Fact]) -> tuple[DecisionChanged, ...]:
    """Later papers about the decision that stood when a decision was last served."""
    return tuple(fact for fact in until_served(history) if isinstance(fact, DecisionChanged))


def until_served(history: Sequence[Fact]) -> Sequence[Fact]:
    """What had happened when a decision was last served; nothing before the first time."""
    places = [n for n, f in enumerate(history) if isinstance(f, Served) and f.what == "decision"]
    return history[: places[-1]] if places else ()
