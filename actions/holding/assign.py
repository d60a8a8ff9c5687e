"""Somebody of the body asked takes a question up, is given it, or gives it back."""

from __future__ import annotations

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    as_assignee,
    best_capacity,
    check_same,
    execute,
    says,
)
from domain.cases.attempt import Attempt
from domain.cases.sign_off import open_task
from domain.directory.actors import Power
from domain.facts.fact import Fact
from domain.facts.holding import TaskAssigned, TaskGivenBack
from domain.holding.assign import decide_assign, decide_give_back
from models.unit_of_work import UnitOfWork


def assign(app: App, act: Act, *, task_id: str, to: str, reason: str) -> Receipt:
    """`to` works on the question from now on; to oneself: take it up. Raises NotFound, NotYourTask,
    NotAllowed, HeldByOther, ReasonMissing, BadInput, SelfApproval, ConflictOfInterest."""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        task = open_task(attempt.case, task_id)
        holder = best_capacity(uow, app, attempt.case, to, task.agency, Power.SIGN)
        return decide_assign(attempt, task_id=task_id, to=holder, reason=reason)

    receipt = execute(app, act, as_assignee(act.person, task_id), decide)
    return check_same(receipt, says(TaskAssigned, task=task_id, holder=to, reason=reason))


def give_back(app: App, act: Act, *, task_id: str, reason: str) -> Receipt:
    """Who holds the question leaves it to the body again. Raises BadInput, NotYourTask."""
    receipt = execute(
        app,
        act,
        as_assignee(act.person, task_id),
        lambda _uow, attempt: decide_give_back(attempt, task_id=task_id, reason=reason),
    )
    return check_same(receipt, says(TaskGivenBack, task=task_id, reason=reason))
