"""Why a question is put again: who sent the case back, from where, and with which words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from domain.directory.actors import Actor
from domain.facts.answers import AnswerVoided, Recalled
from domain.facts.fact import Fact
from domain.facts.steps import Returned, StepCompleted, StepOpened, TaskCancelled
from domain.state.case import Case
from domain.state.task import Task, TaskStatus


class How(StrEnum):
    RETURNED = "returned"  # by the act of sending back
    ANSWERED = "answered"  # by an answer that leads back to an earlier step
    RECALLED = "recalled"  # an answer was taken back
    VOIDED = "voided"  # the text or the dossier changed after the answer


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """`step` is where it came from; `paper` what was replaced, where that is why."""

    how: How
    step: str
    reason: str
    person: str
    position: str
    agency: str
    on_behalf_of: str = ""
    paper: str = ""


def sent_back(case: Case, history: Sequence[Fact], task_id: str) -> tuple[SentBack, ...]:
    """Why the task was asked again, one for each who gave a reason; nothing for a question put in
    the ordinary course, the second time a later body is asked included."""
    for place, fact in enumerate(history):
        task = next((t for t in fact.opened() if t.id == task_id), None)
        if task is not None:
            return _because(case, history[:place], fact, task)
    return ()


def _because(case: Case, before: Sequence[Fact], opening: Fact, task: Task) -> tuple[SentBack, ...]:
    if isinstance(opening, Recalled):
        return (_by(How.RECALLED, task.step, opening.reason, opening.by),)
    if isinstance(opening, AnswerVoided):
        return (_by(How.VOIDED, task.step, "", opening.by, opening.paper),)
    cause = next((f for f in reversed(before) if not isinstance(f, TaskCancelled)), None)
    if isinstance(opening, StepOpened) and isinstance(cause, Returned):
        return (_by(How.RETURNED, cause.from_step, cause.reason, cause.by),)
    if isinstance(opening, StepOpened) and isinstance(cause, StepCompleted):
        return _answers_that_led_back(case, cause, task.step)
    return ()


def _answers_that_led_back(case: Case, done: StepCompleted, to: str) -> tuple[SentBack, ...]:
    if not _earlier(case, to, done.step):
        return ()
    answers = (t for t in case.tasks if (t.step, t.round) == (done.step, done.round))
    said = [t for t in answers if t.status == TaskStatus.DONE]
    return tuple(
        SentBack(
            how=How.ANSWERED,
            step=t.step,
            reason=t.reason,
            person=t.person,
            position=t.position,
            agency=t.agency,
            on_behalf_of=t.on_behalf_of,
        )
        for t in [t for t in said if t.reason] or said
    )


def _earlier(case: Case, step: str, than: str) -> bool:
    """Was `step` asked before `than` was for the first time?"""
    order = list(dict.fromkeys(task.step for task in case.tasks))
    return step in order and order.index(step) < order.index(than)


def _by(how: How, step: str, reason: str, actor: Actor, paper: str = "") -> SentBack:
    return SentBack(
        how=how,
        step=step,
        reason=reason,
        person=actor.person,
        position=actor.position,
        agency=actor.agency,
        on_behalf_of=actor.on_behalf_of,
        paper=paper,
    )
