"""Who sits at the table of a vote, and on which rule it is held."""

from __future__ import annotations

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.sign_off import open_task
from domain.directory.actors import Power
from domain.errors import BadInput, NotAllowed, NotYourTask
from domain.law.procedure import Step
from domain.state.task import Task
from domain.votes.rules import RULES, VoteRule


def ballot_task(attempt: Attempt, task_id: str) -> tuple[Task, Step, VoteRule]:
    """The open task, its step and rule. Raises BadInput where the step is no ballot."""
    task = open_task(attempt.case, task_id)
    step = attempt.law.procedure.step(task.step)
    if step.vote is None:
        raise BadInput(field="task", rule=BadInput.Rule.NO_BALLOT, value=task.id)
    return task, step, RULES[step.vote]


def check_counts_here(attempt: Attempt, task: Task) -> None:
    """Who may open, enter or close: an officer of the handling agency or of the body that votes,
    or who signs for it; never the person concerned or somebody who stepped aside.

    Raises NotAllowed, NotYourTask.
    """
    check_not_barred(attempt)
    ours = {attempt.current(attempt.case.handler), attempt.current(task.agency)}
    if attempt.actor.agency not in ours:
        raise NotYourTask(
            task=task.id, needs=attempt.current(task.agency), has=attempt.actor.agency
        )
    if not (attempt.actor.can(Power.PREPARE) or attempt.actor.can(Power.SIGN)):
        raise NotAllowed(
            agency=attempt.actor.agency, power=Power.SIGN, has=[attempt.actor.position]
        )
