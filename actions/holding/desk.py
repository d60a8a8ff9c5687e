"""What this person may do with a question inside its body: each act tried, and not done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace

from actions.app import App
from actions.cases.offers import ANY_REASON
from actions.execute import Act, as_assignee, attempt_of
from actions.holding.extend import Extending, extending_of
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.errors import Refused
from domain.facts.fact import Fact
from domain.facts.holding import AnswerPrepared
from domain.holding.assign import WORKS, decide_assign, decide_give_back
from domain.holding.forward import decide_forward
from domain.holding.prepare import decide_prepare, prepared_before, prepared_for
from domain.law.options import Option
from domain.state.task import Task, TaskStatus, case_of
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Desk:
    """`colleagues`: person → position, to whom it may be given; `forwards`: codes of bodies to
    which it may be passed on; `prepares`: answers that may be put before whoever signs; `earlier`:
    what lay prepared when the question was broken off; `extending`: what may be done about time."""

    takes: bool = False
    gives_back: bool = False
    colleagues: tuple[tuple[str, str], ...] = ()
    forwards: tuple[str, ...] = ()
    prepares: tuple[Option, ...] = ()
    prepared: AnswerPrepared | None = None
    earlier: AnswerPrepared | None = None
    extending: Extending = field(default_factory=Extending)


def desk_of(app: App, uow: UnitOfWork, task: Task, *, person: str) -> Desk:
    """For showing, not deciding. Nothing is offered once the question is closed."""
    extending = extending_of(app, uow, task, person=person)
    return replace(_inside(app, uow, task, person), extending=extending)


def _inside(app: App, uow: UnitOfWork, task: Task, person: str) -> Desk:
    """What concerns the body asked alone."""
    case_id = case_of(task.id)
    act = Act(act_id="", case_id=case_id, person=person)
    attempt = attempt_of(app, uow, act, as_assignee(person, task.id))
    of_step = [one for one in attempt.case.tasks if one.step == task.step]
    history = uow.cases.facts(case_id) if any(one.prepared_by for one in of_step) else ()
    prepared = prepared_for(history, task.id)
    if task.status != TaskStatus.OPEN or attempt.actor.agency != attempt.current(task.agency):
        return Desk(prepared=prepared)
    signs = attempt.actor.can(Power.SIGN)
    return Desk(
        takes=_done(decide_assign, attempt, task, to=attempt.actor),
        gives_back=_done(decide_give_back, attempt, task),
        colleagues=tuple(_colleagues(app, uow, attempt, task)) if signs else (),
        forwards=tuple(_forwards(attempt, task)),
        prepares=() if signs else tuple(_prepares(attempt, task)),
        prepared=prepared,
        earlier=None if prepared else prepared_before(history, of_step, task),
    )


def _colleagues(
    app: App, uow: UnitOfWork, attempt: Attempt, task: Task
) -> Iterator[tuple[str, str]]:
    """Whoever has a seat that works for the body, but the person asking."""
    for seat in uow.directory.seats(attempt.actor.agency, app.today()):
        to = Actor(seat.person, seat.agency, seat.position, seat.powers)
        others = seat.person != attempt.actor.person and seat.powers & WORKS
        if others and _done(decide_assign, attempt, task, to=to):
            yield seat.person, seat.position


def _forwards(attempt: Attempt, task: Task) -> Iterator[str]:
    for code in attempt.law.agencies.by_code:
        if _done(decide_forward, attempt, task, agency=code, document=ANY_REASON):
            yield code


def _prepares(attempt: Attempt, task: Task) -> Iterator[Option]:
    for option in attempt.law.procedure.step(task.step).options.options:
        if _done(decide_prepare, attempt, task, outcome=option.outcome, read=""):
            yield option


def _done(decide: Callable[..., list[Fact]], attempt: Attempt, task: Task, **said: object) -> bool:
    try:
        decide(attempt, task_id=task.id, reason=ANY_REASON, **said)
    except Refused:
        return False
    return True
