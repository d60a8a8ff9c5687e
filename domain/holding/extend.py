"""More time for an answer: the body asked wants it, who runs the case gives or refuses it,
by another person than who asked; each with a reason.

A target of the province's own may be moved by who set it going. A time of the law only as far as a
text lets it (regulations/data/prolonging.yaml); where the text was not read, the reason stands for
it, as everywhere (ADR 7).
"""

from __future__ import annotations

from collections.abc import Iterable

from domain.calendar.workdays import AddedKind, AddedTime, Due, lengthened
from domain.cases.attempt import Attempt, check_handles
from domain.cases.sign_off import open_task
from domain.cases.steps import second_clock
from domain.errors import BadInput, ReasonMissing
from domain.facts.extending import ExtensionAsked, ExtensionGranted, ExtensionRefused
from domain.facts.fact import Fact
from domain.holding.assign import own_task
from domain.holding.errors import CannotExtend
from domain.law.deadlines import prolonging
from domain.state.task import Task

MOST_DAYS = 60


def decide_ask_extension(
    attempt: Attempt, history: Iterable[Fact], *, task_id: str, days: int, reason: str
) -> list[Fact]:
    """Raises CannotExtend, ReasonMissing, BadInput, NotYourTask, NotAllowed, SelfApproval,
    ConflictOfInterest, TaskClosed."""
    task = own_task(attempt, task_id)
    if asked_extension(history, task_id) is not None:
        raise CannotExtend(rule=CannotExtend.Rule.ASKED_ALREADY)
    if not 1 <= days <= MOST_DAYS:
        raise BadInput(field="days", rule=BadInput.Rule.NOT_A_COUNT, value=days)
    _owe_reason(reason)
    _longer(attempt, task, days, reason)
    asked = ExtensionAsked(
        task=task.id, days=days, reason=reason.strip(), by=attempt.actor, at=attempt.at
    )
    return [asked]


def decide_grant_extension(
    attempt: Attempt, history: Iterable[Fact], *, task_id: str, reason: str
) -> list[Fact]:
    """The time asked for last. Raises CannotExtend, ReasonMissing, NotYourTask, NotAllowed,
    SelfApproval, ConflictOfInterest, TaskClosed."""
    task, asked = _answerable(attempt, history, task_id)
    _owe_reason(reason)
    before, due = _longer(attempt, task, asked.days, asked.reason)
    granted = ExtensionGranted(
        task=task.id,
        days=asked.days,
        reason=reason.strip(),
        before=before.day,
        due=due,
        by=attempt.actor,
        at=attempt.at,
    )
    return [granted]


def decide_refuse_extension(
    attempt: Attempt, history: Iterable[Fact], *, task_id: str, reason: str
) -> list[Fact]:
    """The last day stays. Raises CannotExtend, ReasonMissing, NotYourTask, NotAllowed,
    SelfApproval, ConflictOfInterest, TaskClosed."""
    task, _ = _answerable(attempt, history, task_id)
    _owe_reason(reason)
    return [
        ExtensionRefused(task=task.id, reason=reason.strip(), by=attempt.actor, at=attempt.at),
    ]


def asked_extension(history: Iterable[Fact], task_id: str) -> ExtensionAsked | None:
    """What was asked for and is not answered yet."""
    told = (ExtensionAsked, ExtensionGranted, ExtensionRefused)
    found = [fact for fact in history if isinstance(fact, told) and fact.task == task_id]
    return found[-1] if found and isinstance(found[-1], ExtensionAsked) else None


def _answerable(
    attempt: Attempt, history: Iterable[Fact], task_id: str
) -> tuple[Task, ExtensionAsked]:
    task = open_task(attempt.case, task_id)
    check_handles(attempt)
    asked = asked_extension(history, task_id)
    if asked is None:
        raise CannotExtend(rule=CannotExtend.Rule.NOT_ASKED)
    if asked.by.behind & attempt.actor.behind:
        raise CannotExtend(rule=CannotExtend.Rule.OWN_ASKING, person=attempt.actor.person)
    return task, asked


def _longer(attempt: Attempt, task: Task, days: int, why: str) -> tuple[Due, Due]:
    """The deadline as it is, and with so many days more. Raises CannotExtend."""
    if task.due is None:
        raise CannotExtend(rule=CannotExtend.Rule.NO_DEADLINE)
    _check_law(attempt, task, task.due, days)
    added = AddedTime(kind=AddedKind.EXTENSION, days=days, why=why.strip(), on=attempt.today)
    longer = lengthened(task.due, added, attempt.law.calendar)
    _check_second_clock(attempt, task, longer)
    if longer.day < attempt.today:
        raise CannotExtend(rule=CannotExtend.Rule.PASSED, day=longer.day)
    return task.due, longer


def _check_law(attempt: Attempt, task: Task, due: Due, days: int) -> None:
    """A time of the law that was read stands, but for what a text gives."""
    step = attempt.law.procedure.step(task.step)
    found = prolonging(step.due, due, attempt.law.prolonging, attempt.case.law_day)
    if found is None:
        return
    basis, longest = found
    total = due.amount + sum(added.days for added in due.added) + days
    if longest is None:
        raise CannotExtend((basis,), rule=CannotExtend.Rule.LAW, step=step.title)
    if total > longest.total:
        raise CannotExtend(
            (longest.basis,), rule=CannotExtend.Rule.LONGEST, total=longest.total, wanted=total
        )


def _check_second_clock(attempt: Attempt, task: Task, longer: Due) -> None:
    """Where two clocks run, the earlier end binds: more time of one goes past no other."""
    step = attempt.law.procedure.step(task.step)
    other, within = second_clock(attempt.case, attempt.law, step), step.due.within
    if within and other and longer.day > other.day:
        raise CannotExtend((within.basis,), rule=CannotExtend.Rule.LAW, step=step.title)


def _owe_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.EXTENSION)
