"""What hangs on a leaver goes to receivers, or stays with the body; each receiver gets a pack."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from actions.app import App
from actions.execute import Act, ActorResolver, best_capacity, execute_in
from actions.leaving.receivers import check_receives, check_stays, left_for
from actions.told.leaving import tell_handed_over, tell_left_behind
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.errors import BadInput
from domain.facts.fact import Fact
from domain.leaving.hand_over import decide_hand_over
from domain.leaving.hanging import Hang, Hanging, Settling
from domain.state.case import Case
from models.directory.handovers import Handover
from models.unit_of_work import UnitOfWork


def hand_over(app: App, uow: UnitOfWork, pack: Handover, settling: Settling | None) -> None:
    """Move what moves, tell who handles the rest, and leave each receiver their pack. Raises
    BadInput and what the rules say of who takes a question over."""
    given: dict[str, list[Hanging]] = {one: [] for one in settling.receivers} if settling else {}
    for receiver in given:
        check_receives(uow, pack, receiver)
    for one in pack.items:
        receiver = settling.receiver_of(one) if settling else ""
        if one.what == Hang.TASK_HELD:
            _move(app, uow, pack, one, receiver)
        if one.what == Hang.CASE_LED and receiver:
            _check_works(app, uow, one, receiver)
            check_stays(app, uow, pack, one, receiver, Power.PREPARE)
            uow.marks.pin(receiver, one.case, pack.at)
        if receiver:
            given[receiver].append(one)
    tell_left_behind(app, uow, pack)
    for receiver, items in given.items():
        whole = settling and receiver == settling.receiver
        left = left_for(uow, pack.items, receiver) if whole else ()
        _give(app, uow, pack, receiver, items, left)


def _give(
    app: App,
    uow: UnitOfWork,
    pack: Handover,
    receiver: str,
    items: Sequence[Hanging],
    left: tuple[Hanging, ...],
) -> None:
    named = part_of(pack.act_id, receiver)
    own = replace(pack, act_id=named, receiver=receiver, items=tuple(items), left=left)
    uow.handovers.add(own)
    tell_handed_over(app, uow, own)


def _move(app: App, uow: UnitOfWork, pack: Handover, one: Hanging, receiver: str) -> None:
    """A question that was held: to the receiver, or back to the body."""
    if not pack.by:  # only the command line: a case says who did what to it
        raise BadInput(field="by", rule=BadInput.Rule.MISSING, value="")
    wish = Act(act_id=part_of(pack.act_id, one.id), case_id=one.case, person=pack.by)

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        to = _capacity(app, uow, attempt.case, one, receiver) if receiver else None
        return decide_hand_over(attempt, task_id=one.task, to=to, reason=pack.document)

    execute_in(app, uow, wish, as_administrator(pack.by), decide)
    if receiver:
        check_stays(app, uow, pack, one, receiver, None)


def _capacity(app: App, uow: UnitOfWork, case: Case, one: Hanging, person: str) -> Actor:
    task = case.find_task(one.task)
    assert task is not None, one.task
    return best_capacity(uow, app, case, person, task.agency, Power.SIGN)


def _check_works(app: App, uow: UnitOfWork, one: Hanging, person: str) -> None:
    """Who takes a case over prepares for the body that runs it. Raises BadInput."""
    case = uow.cases.get(one.case)
    actor = best_capacity(uow, app, case, person, case.handler, Power.PREPARE)
    barred = {case.subject, *case.recused} & actor.behind
    if actor.agency != one.agency or not actor.can(Power.PREPARE) or barred:
        raise BadInput(field="receiver", rule=BadInput.Rule.NOT_OF_BODY, value=person)


def as_administrator(person: str) -> ActorResolver:
    """The capacity in which somebody looks after the directory."""

    def choose(uow: UnitOfWork, app: App, _case: Case) -> Actor:
        held = uow.directory.actors(person, app.today())
        able = (actor for actor in held if actor.can(Power.ADMINISTER))
        return next(able, Actor(person, "", "", frozenset()))

    return choose


def part_of(act_id: str, *names: str) -> str:
    """The id of a part of an act, however long its own is."""
    said = "\x1f".join((act_id, *names))
    return f"part:{hashlib.sha256(said.encode()).hexdigest()[:40]}"
