"""Going back: return for rework, recall an answer, withdraw a case, record that nobody answered."""

from __future__ import annotations

from collections.abc import Sequence

from domain.calendar.clock import local_day
from domain.calendar.workdays import working_days_after
from domain.cases.attempt import Attempt, check_handles
from domain.cases.sign_off import SUBJECT, check_can_sign_off, check_may_answer, open_task
from domain.cases.standing import may_go_back_to
from domain.cases.steps import answered_path, cancel, follow, open_step
from domain.directory.actors import Power
from domain.errors import (
    CannotRecall,
    CannotRecordSilence,
    CannotReturn,
    CaseClosed,
    NotFound,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
)
from domain.facts.answers import Recalled, SilenceRecorded
from domain.facts.fact import Fact, evolve
from domain.facts.opening import CaseWithdrawn
from domain.facts.steps import Returned
from domain.law.case_law import Law
from domain.law.procedure import Kind
from domain.state.case import Case
from domain.state.task import Task, TaskStatus

REWORKABLE = (Kind.SUBMISSION, Kind.REVIEW)


def return_targets(case: Case, law: Law, history: Sequence[Fact] = ()) -> tuple[str, ...]:
    """Earlier steps of this case to which it may be sent back for rework, latest first: steps of
    its text on the way it came, so that going back never leaps forward or to a question of another
    text; nothing stands between (standing.py)."""
    latest_first = reversed(answered_path(case, law.procedure))
    made = [s for s in latest_first if law.procedure.step(s).kind in REWORKABLE]
    return tuple(s for s in made if may_go_back_to(case, history, s))


def decide_return(attempt: Attempt, *, task_id: str, to_step: str, reason: str) -> list[Fact]:
    """An agency that is asked sends the case back; its sibling tasks end, old answers stay.

    Raises CannotReturn, SelfApproval: the person concerned answers, and sends nothing back.
    """
    task = check_can_sign_off(attempt, task_id)
    if task.role == SUBJECT:
        raise SelfApproval(person=attempt.actor.person, why=SelfApproval.Why.SUBJECT)
    _owe_reason(attempt.case.step, reason)
    allowed = return_targets(attempt.case, attempt.law)
    if to_step not in allowed:
        steps = [attempt.law.procedure.step(step) for step in allowed]
        raise CannotReturn(
            step=_called(attempt, to_step),
            allowed=list(allowed),
            titles=[f"{step.title} (--to {step.id})" for step in steps],
            titles_en=[f"{step.title_en} (--to {step.id})" for step in steps],
        )
    back: list[Fact] = [
        Returned(
            from_step=attempt.case.step,
            to_step=to_step,
            reason=reason.strip(),
            by=attempt.actor,
            at=attempt.at,
        )
    ]
    back += cancel(attempt.case.open_tasks, "returned", attempt.at)
    return [*back, *open_step(evolve(attempt.case, back), attempt.law, to_step, at=attempt.at)]


def decide_recall(attempt: Attempt, *, task_id: str, reason: str) -> list[Fact]:
    """Take one's own agency's answer back while nobody has acted on it; the question is asked anew.

    Position, not person, holds the right: a successor in the post may recall. Raises
    CannotRecall when the following step has already been answered (then only a return helps),
    NotFound.
    """
    case = attempt.case
    task = case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    _check_may_recall(attempt, task)
    _owe_reason(task.step, reason)
    again = tuple(asked_anew(case, t) for t in (task, *_ended_with(case, task)))
    later = [t for t in case.open_tasks if (t.step, t.round) != (task.step, task.round)]
    recalled = Recalled(
        task=task.id, reason=reason.strip(), again=again, by=attempt.actor, at=attempt.at
    )
    return [*cancel(later, "recalled", attempt.at), recalled]


def decide_withdraw(attempt: Attempt, *, reason: str) -> list[Fact]:
    """The handling agency's officer ends a case that has not been decided. Raises CaseClosed."""
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    check_handles(attempt)
    _owe_reason(attempt.case.step, reason)
    withdrawn = CaseWithdrawn(reason=reason.strip(), by=attempt.actor, at=attempt.at)
    return [*cancel(attempt.case.open_tasks, "withdrawn", attempt.at), withdrawn]


def decide_silence(attempt: Attempt, *, task_id: str, proof: str) -> list[Fact]:
    """Record, with proof of the request, that an agency has not replied in the time set."""
    task = open_task(attempt.case, task_id)
    check_handles(attempt)
    _check_silent_long_enough(attempt, task)
    _owe_reason(task.step, proof)
    recorded: list[Fact] = [
        SilenceRecorded(task=task.id, proof=proof.strip(), by=attempt.actor, at=attempt.at)
    ]
    return [*recorded, *follow(evolve(attempt.case, recorded), attempt.law, at=attempt.at)]


def _check_silent_long_enough(attempt: Attempt, task: Task) -> None:
    silence = attempt.law.procedure.step(task.step).silence
    if silence is None:
        raise CannotRecordSilence(task=task.id, rule=CannotRecordSilence.Rule.NOT_FORESEEN)
    asked_on = local_day(task.opened_at)
    last = working_days_after(asked_on, silence.working_days, attempt.law.calendar).day
    if attempt.today <= last:
        raise CannotRecordSilence(
            (silence.basis,), task=task.id, rule=CannotRecordSilence.Rule.TOO_EARLY, last=last
        )


def _check_may_recall(attempt: Attempt, task: Task) -> None:
    if not attempt.case.open:
        raise CannotRecall(rule=CannotRecall.Rule.CASE_CLOSED, status=attempt.case.status)
    if task.status != TaskStatus.DONE:
        raise CannotRecall(rule=CannotRecall.Rule.NOT_ANSWERED, status=task.status)
    if not _own_answer(attempt, task):
        raise NotYourTask(task=task.id, needs=task.agency, has=attempt.actor.agency)
    if task.role != SUBJECT:
        check_may_answer(attempt, task)
    if not _is_last_word(attempt.case, task):
        step = _called(attempt, attempt.case.step)
        raise CannotRecall(rule=CannotRecall.Rule.ACTED_ON, step=step)
    if not _counts(attempt, task):
        raise CannotRecall(rule=CannotRecall.Rule.COUNTS_NO_MORE)


def _called(attempt: Attempt, step: str) -> str:
    """What a step is called; what was asked for, where the procedure has no such step."""
    titles = {one.id: one.title for one in attempt.law.procedure.steps}
    return titles.get(step, step)


def _own_answer(attempt: Attempt, task: Task) -> bool:
    is_subject = attempt.actor.behind == {attempt.case.subject}
    if task.role == SUBJECT or is_subject:
        return task.role == SUBJECT and is_subject
    return attempt.actor.agency == attempt.current(task.agency) and attempt.actor.can(Power.SIGN)


def _counts(attempt: Attempt, task: Task) -> bool:
    """Not once the case was sent back past it, or went on by another text that does not put this
    question or puts it anew: taking it back would undo that act of somebody else."""
    case = attempt.case
    here = (task.step, task.round) == (case.step, case.round)
    return here or task.step in answered_path(case, attempt.law.procedure)


def _is_last_word(case: Case, task: Task) -> bool:
    """Nobody has answered anything since: the same round still runs, or the next is untouched."""
    if (task.step, task.round) == (case.step, case.round):
        return True
    if any(t.status == TaskStatus.DONE for t in case.round_tasks):
        return False
    done = [(t.answered_at, n, t) for n, t in enumerate(case.tasks) if t.status == TaskStatus.DONE]
    latest = max(done)[2]  # answers of one instant: the task opened later is the later one
    return (latest.step, latest.round) == (task.step, task.round)


def _ended_with(case: Case, task: Task) -> list[Task]:
    """What became needless through that answer, each as it was last asked; a body taken out stays
    out."""
    of_round = [t for t in case.tasks if (t.step, t.round) == (task.step, task.round)]
    last_asked = {_question(t): t for t in of_round if _question(t) != _question(task)}
    needless = (t for t in last_asked.values() if t.status == TaskStatus.CANCELLED)
    return [t for t in needless if not t.taken_out]


def _question(task: Task) -> str:
    """What all tries of one question in one round have in common."""
    return task.id.split("~")[0]


def asked_anew(case: Case, task: Task) -> Task:
    """The same question with the same deadline, under the next free id of its round."""
    question = _question(task)
    tries = sum(_question(t) == question for t in case.tasks)
    return Task(
        id=f"{question}~{tries + 1}",
        step=task.step,
        round=task.round,
        role=task.role,
        agency=task.agency,
        opened_at=task.opened_at,
        due=task.due,
    )


def _owe_reason(step: str, reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(step=step, option="")
