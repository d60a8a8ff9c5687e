"""One case from its opening until it rests, by chance; the same seed gives the same acts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TypeVar

from domain.calendar.clock import not_before
from domain.directory.people import Person
from domain.directory.record import Record, Service
from domain.errors import CaseworkError, Refused
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from domain.invariants.errors import Contradiction
from domain.law.procedure import Purpose
from domain.state.case import PostKind
from tests.search.doing import try_
from tests.search.history import Broken, check_history
from tests.search.openings import Opening, catalogue, some_opening
from tests.search.rare import met
from tests.search.told import filled, untold
from tests.search.wishing.answers import ANSWERS, Maker
from tests.search.wishing.chooser import Chooser, tick
from tests.search.wishing.decisions import AFTER
from tests.search.wishing.holding import HOLDING
from tests.search.wishing.votes import vote
from tests.search.world import Act, World, new_world

T = TypeVar("T")
MOST = 300  # acts of one case
AFTERMATH = 12  # acts tried on a case that has ended
OPEN: dict[str, float] = {
    "sign_off": 44,
    "follow": 22,
    "vote": 14,
    "attach": 3,
    "recall": 2,
    "send_back": 1,
    "withdraw": 0.04,
    "migrate": 0.5,
    "silence": 2,
    "take_out": 2,
    "assign": 2,
    "hand_over": 1,
    "give_back": 1,
    "prepare": 1,
    "forward": 1,
    "ask_extension": 1,
    "grant_extension": 1,
    "refuse_extension": 0.5,
    "remove": 1,
    "declare": 1,
    "upload": 2,
    "enter": 2,
    "serve": 1,
    "heard": 1,
    "council": 1,
    "sign": 1,
    "prepare_signing": 1,
    "keep_copy": 1,
    "renumber": 1,
    "change": 1,
    "move_deadlines": 1,
}
HEARING = {"serve": 5, "heard": 4, "council": 2}
DECIDED = {"serve": 6, "sign": 8, "prepare_signing": 2, "keep_copy": 3, "renumber": 6, "change": 6}
MAKERS: dict[str, Maker] = {**ANSWERS, **HOLDING, **AFTER, "vote": vote}


class Failed(Exception):
    """An invariant that did not hold, with the acts that led there."""

    def __init__(self, world: World, acts: Sequence[Act], why: Exception) -> None:
        self.opening, self.subject = world.opening, world.subject
        self.acts, self.why = tuple(acts), why
        super().__init__(str(why))


@dataclass(slots=True)
class Tried:
    """What a run has met: acts by kind, refusals by code, ends by procedure, rare things."""

    acts: Counter[str] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    facts: Counter[str] = field(default_factory=Counter)
    fields: Counter[str] = field(default_factory=Counter)
    opened: Counter[str] = field(default_factory=Counter)
    issued: Counter[str] = field(default_factory=Counter)
    ended: Counter[str] = field(default_factory=Counter)
    rare: Counter[str] = field(default_factory=Counter)

    def note(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            self.facts[type(fact).__name__] += 1
            self.fields.update(filled(fact))

    def add(self, other: Tried) -> None:
        for name in self.__dataclass_fields__:
            getattr(self, name).update(getattr(other, name))


def subject_of(chance: Random, opening: Opening) -> Person:
    """Whose working life is not on file, or empty, or holds a post of the press agency."""
    day = opening.day
    held = Service(
        opening.press_agency, chance.choice(list(PostKind)), day - timedelta(days=900), press=True
    )
    ends = chance.choice([None, day + timedelta(days=400), day + timedelta(days=60)])
    return Person(
        id="subject",
        full_name="S",
        sort_name="S",
        sex="male",
        birth=date(1975, 1, 1),
        term_ends=ends,
        record=Record(services=chance.choice([None, (), (held,)])),
    )


def play(seed: str, procedure: str = "") -> Tried:
    """One episode. Raises Failed."""
    chance, tried = Random(seed), Tried()
    opening = some_opening(chance, procedure or chance.choice(list(catalogue().files)))
    world = new_world(opening, subject_of(chance, opening))
    tried.opened[opening.procedure] += 1
    tried.note(world.history)
    forward = chance.choice((0.995, 0.99, 0.95, 0.7))
    acts: list[Act] = []
    later = 0
    while len(acts) < MOST and later < AFTERMATH:
        act = choose(Chooser(chance, world, forward, tick(chance, world)))
        if act is None:
            continue
        acts.append(act)
        later += not world.case.open
        _try(world, act, acts, tried)
    _end(world, acts, tried)
    return tried


def choose(c: Chooser) -> Act | None:
    """The next act, by what the case is about; None where that kind cannot be said now."""
    world, weights = c.world, dict(OPEN)
    if any(step.purpose == Purpose.HEARING for step in world.law.procedure.steps):
        weights |= HEARING
    if any(isinstance(fact, DecisionIssued) for fact in world.history):
        weights |= DECIDED
    if not any(c.step(task).vote for task in world.case.open_tasks):
        weights["vote"] = 0
    elif c.often(0.8):
        weights["sign_off"] = 1
    if not any(c.step(task).silence for task in world.case.open_tasks):
        weights["silence"] = 0.1
    (kind,) = c.chance.choices(list(weights), weights=list(weights.values()))
    return MAKERS[kind](c)


def _try(world: World, act: Act, acts: Sequence[Act], tried: Tried) -> None:
    tried.acts[act.kind] += 1
    before, told = world.case, len(world.history)
    try:
        try_(world, act)
    except (Contradiction, Broken) as found:
        raise Failed(world, acts, found) from found
    except (Refused, CaseworkError) as refused:
        tried.refused[type(refused).__name__] += 1
        return
    except Exception as found:
        raise Failed(world, acts, found) from found
    tried.accepted[act.kind] += 1
    new = world.history[told:]
    _look(world, act, acts, not_before(act.read, before.last_at), new)
    tried.note(new)
    for rare in met(world, before, act, new):
        tried.rare[rare] += 1


def _look(world: World, act: Act, acts: Sequence[Act], at: datetime, new: Sequence[Fact]) -> None:
    """Does what happened say what was wanted?"""
    for place in untold(act, at, new):
        raise Failed(world, acts, Broken(f"{place} does not say what {act.kind} said"))


def _end(world: World, acts: Sequence[Act], tried: Tried) -> None:
    try:
        check_history(world.case, world.history)
    except Broken as found:
        raise Failed(world, acts, found) from found
    if any(isinstance(fact, DecisionIssued) for fact in world.history):
        tried.issued[world.opening.procedure] += 1
    tried.ended[f"{world.opening.procedure} {world.case.status}"] += 1


def replay(opening: Opening, acts: Sequence[Act], subject: Person) -> Exception | None:
    """What fails when exactly these acts are tried in this order."""
    world = new_world(opening, subject)
    try:
        for n, act in enumerate(acts):
            _try(world, act, acts[: n + 1], Tried())
        _end(world, acts, Tried())
    except Failed as failed:
        return failed.why
    return None


def shortest(failed: Failed, same: Callable[[Sequence[Act]], bool]) -> tuple[Act, ...]:
    """As few of the acts as still fail so."""
    return tuple(shorter(failed.acts, same, 2_000))


def shorter(acts: Sequence[T], same: Callable[[Sequence[T]], bool], tries: int) -> Sequence[T]:
    """Parts left out as long as it still fails so, large ones first; so many are tried."""
    acts, size = list(acts), max(len(acts) // 2, 1)
    while size:
        place = 0
        while place < len(acts) and tries:
            fewer, tries = acts[:place] + acts[place + size :], tries - 1
            if same(fewer):
                acts = fewer
            else:
                place += size
        size //= 2
    return acts


def is_same(one: Exception | None, other: Exception) -> bool:
    """The same fault, wherever it stands."""
    if isinstance(one, Contradiction) and isinstance(other, Contradiction):
        return one.facts["rule"] == other.facts["rule"]
    return type(one) is type(other) and not isinstance(one, Contradiction)
