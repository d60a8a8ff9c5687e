"""More time for an answer: asked for by the body asked, given or refused by who runs the case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from actions.app import App
from actions.cases.offers import ANY_REASON
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    as_assignee,
    as_handler,
    check_same,
    execute,
    refusal_of,
    says,
)
from domain.cases.attempt import Attempt
from domain.facts.extending import ExtensionAsked, ExtensionGranted, ExtensionRefused
from domain.facts.fact import Fact
from domain.holding.extend import (
    MOST_DAYS,
    asked_extension,
    decide_ask_extension,
    decide_grant_extension,
    decide_refuse_extension,
)
from domain.state.task import Task, TaskStatus, case_of
from models.unit_of_work import UnitOfWork

DecideOn = Callable[..., list[Fact]]


def ask_extension(app: App, act: Act, *, task_id: str, days: int, reason: str) -> Receipt:
    """Raises CannotExtend, ReasonMissing, BadInput, NotYourTask, NotAllowed."""
    said = {"days": days, "reason": reason}
    whose = as_assignee(act.person, task_id)
    receipt = execute(app, act, whose, _on(decide_ask_extension, task_id=task_id, **said))
    return check_same(receipt, says(ExtensionAsked, task=task_id, **said))


def grant_extension(app: App, act: Act, *, task_id: str, reason: str) -> Receipt:
    """Raises CannotExtend, ReasonMissing, NotYourTask, NotAllowed."""
    return _answered(app, act, decide_grant_extension, ExtensionGranted, task_id, reason)


def refuse_extension(app: App, act: Act, *, task_id: str, reason: str) -> Receipt:
    """Raises CannotExtend, ReasonMissing, NotYourTask, NotAllowed."""
    return _answered(app, act, decide_refuse_extension, ExtensionRefused, task_id, reason)


def _answered(
    app: App, act: Act, decide: DecideOn, kind: type[Fact], task_id: str, reason: str
) -> Receipt:
    deciding = _on(decide, task_id=task_id, reason=reason)
    receipt = execute(app, act, as_handler(act.person), deciding)
    return check_same(receipt, says(kind, task=task_id, reason=reason))


def _on(decide: DecideOn, **said: object) -> Callable[[UnitOfWork, Attempt], list[Fact]]:
    def deciding(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        return decide(attempt, uow.cases.facts(attempt.case.id), **said)

    return deciding


@dataclass(frozen=True, slots=True)
class Extending:
    """What this person may do about the time of a question, each act tried and not done; and what
    was asked for, by whom, by name."""

    asked: ExtensionAsked | None = None
    by: str = ""
    may_ask: bool = False
    may_answer: bool = False


def extending_of(app: App, uow: UnitOfWork, task: Task, *, person: str) -> Extending:
    """For showing, not deciding."""
    if task.status != TaskStatus.OPEN or task.due is None:
        return Extending()
    case_id = case_of(task.id)
    act = Act(act_id="", case_id=case_id, person=person)

    def done(whose: ActorResolver, decide: DecideOn, **said: object) -> bool:
        trying = _on(decide, task_id=task.id, reason=ANY_REASON, **said)
        return refusal_of(app, uow, act, whose, trying) is None

    asked = asked_extension(uow.cases.facts(case_id), task.id)
    if asked is not None:
        by = asked.by.person
        name = uow.directory.names([by]).get(by, by)
        return Extending(asked, name, may_answer=done(as_handler(person), decide_refuse_extension))
    whose = as_assignee(person, task.id)
    late = max(1, (app.today() - task.due.day).days)
    return Extending(may_ask=done(whose, decide_ask_extension, days=min(late, MOST_DAYS)))
