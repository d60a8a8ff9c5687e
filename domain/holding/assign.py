"""A question belongs to a body; one of its people takes it up, is given it, or gives it back.

Who signs for the body gives it to whom they choose, and takes it from who holds it with a reason;
who only prepares takes up what nobody holds. The power to answer is where it was: an officer who
holds a question keeps nobody from signing, a signer who holds it is not overtaken unawares.
"""

from __future__ import annotations

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.sign_off import SUBJECT, open_task
from domain.directory.actors import Actor, Power
from domain.errors import (
    BadInput,
    ConflictOfInterest,
    NotAllowed,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
)
from domain.facts.fact import Fact
from domain.facts.holding import TaskAssigned, TaskGivenBack
from domain.holding.errors import HeldByOther
from domain.state.task import Task

WORKS = frozenset({Power.PREPARE, Power.SIGN})


def decide_assign(attempt: Attempt, *, task_id: str, to: Actor, reason: str) -> list[Fact]:
    """Give the question to `to`, a capacity in the body asked; to oneself: take it up. Raises
    NotYourTask, NotAllowed, HeldByOther (by `to` already), ReasonMissing, BadInput, SelfApproval,
    ConflictOfInterest."""
    task = own_task(attempt, task_id)
    own = to.person in attempt.actor.behind
    taken = task.holder not in attempt.actor.behind | {""}
    if not own or taken:
        _check_signs(attempt)
    check_fits(attempt, task, to)
    if task.holder == to.person:
        raise HeldByOther(task=task.id, by=to.person, since=task.held_since)
    if taken and not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.ASSIGN)
    return [assigned(attempt, task, to, reason)]


def assigned(attempt: Attempt, task: Task, to: Actor, reason: str) -> TaskAssigned:
    """The question lies with `to`, by who acts."""
    return TaskAssigned(
        task=task.id,
        holder=to.person,
        signs=to.can(Power.SIGN),
        before=task.holder,
        reason=reason.strip(),
        by=attempt.actor,
        at=attempt.at,
    )


def decide_give_back(attempt: Attempt, *, task_id: str, reason: str) -> list[Fact]:
    """Who holds the question leaves it to the body again. Raises NotYourTask, BadInput."""
    task = own_task(attempt, task_id)
    if not task.holder or task.holder not in attempt.actor.behind:
        raise BadInput(field="holder", rule=BadInput.Rule.NOT_HELD, value=task.holder)
    return [
        TaskGivenBack(task=task.id, reason=reason.strip(), by=attempt.actor, at=attempt.at),
    ]


def own_task(attempt: Attempt, task_id: str) -> Task:
    """The open question, put to the body for which the actor works. Raises NotYourTask,
    NotAllowed, SelfApproval, ConflictOfInterest, TaskClosed."""
    task = open_task(attempt.case, task_id)
    if task.role == SUBJECT:
        raise NotYourTask(task=task.id, rule=NotYourTask.Rule.SUBJECT, has=attempt.actor.person)
    check_not_barred(attempt)
    asked = attempt.current(task.agency)
    if attempt.actor.agency != asked:
        raise NotYourTask(task=task.id, needs=asked, has=attempt.actor.agency)
    if not attempt.actor.powers & WORKS:
        raise NotAllowed(agency=asked, power=Power.PREPARE, has=[attempt.actor.position])
    return task


def _check_signs(attempt: Attempt) -> None:
    actor = attempt.actor
    if not actor.can(Power.SIGN):
        raise NotAllowed(agency=actor.agency, power=Power.SIGN, has=[actor.position])


def check_fits(attempt: Attempt, task: Task, to: Actor) -> None:
    """Somebody of the body asked who may work on this case. Raises BadInput, SelfApproval,
    ConflictOfInterest."""
    asked = attempt.current(task.agency)
    if to.agency != asked or not to.powers & WORKS:
        raise BadInput(field="holder", rule=BadInput.Rule.NOT_OF_BODY, value=to.person)
    if attempt.case.subject in to.behind:
        raise SelfApproval(person=to.person, why=SelfApproval.Why.SUBJECT)
    if aside := sorted(to.behind & set(attempt.case.recused)):
        raise ConflictOfInterest(person=aside[0])
