"""A question that a leaver works on goes to a colleague, or back to the body."""

from __future__ import annotations

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.sign_off import open_task
from domain.directory.actors import Actor, Power
from domain.errors import BadInput, NotAllowed
from domain.facts.fact import Fact
from domain.facts.holding import TaskGivenBack
from domain.holding.assign import assigned, check_fits


def decide_hand_over(
    attempt: Attempt, *, task_id: str, to: Actor | None, reason: str
) -> list[Fact]:
    """By who looks after the directory; `to` None: it is the body's again. Raises TaskClosed,
    NotAllowed, BadInput, SelfApproval, ConflictOfInterest."""
    task, actor = open_task(attempt.case, task_id), attempt.actor
    check_not_barred(attempt)
    if not actor.can(Power.ADMINISTER):
        has = [actor.position]
        raise NotAllowed(agency=actor.agency, power=Power.ADMINISTER, has=has)
    if not task.holder:
        raise BadInput(field="holder", rule=BadInput.Rule.NOT_HELD, value="")
    if to is None:
        return [TaskGivenBack(task=task.id, reason=reason.strip(), by=actor, at=attempt.at)]
    check_fits(attempt, task, to)
    return [assigned(attempt, task, to, reason)]
