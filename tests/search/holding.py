"""How questions are taken up, given, prepared, passed on and no longer put in the pure world."""

from __future__ import annotations

from domain.cases.attempt import Attempt
from domain.cases.take_out import decide_take_out
from domain.facts.fact import Fact
from domain.holding.assign import decide_assign, decide_give_back
from domain.holding.extend import (
    decide_ask_extension,
    decide_grant_extension,
    decide_refuse_extension,
)
from domain.holding.forward import decide_forward
from domain.holding.prepare import decide_prepare
from domain.leaving.hand_over import decide_hand_over
from tests.search.world import Act, Do, World


def take_out(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_take_out(attempt, **act.said)


def assign(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_assign(attempt, **act.said)


def hand_over(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_hand_over(attempt, **act.said)


def give_back(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_give_back(attempt, **act.said)


def prepare(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_prepare(attempt, **act.said)


def forward(_: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_forward(attempt, **act.said)


def ask_extension(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_ask_extension(attempt, world.history, **act.said)


def grant_extension(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_grant_extension(attempt, world.history, **act.said)


def refuse_extension(world: World, attempt: Attempt, act: Act) -> list[Fact]:
    return decide_refuse_extension(attempt, world.history, **act.said)


EXTENDING = (ask_extension, grant_extension, refuse_extension)
DEEDS = (take_out, assign, hand_over, give_back, prepare, forward, *EXTENDING)
HOLDING: dict[str, Do] = {act.__name__: act for act in DEEDS}
