"""The pure world of one case: what a database would hold, and the one door to it, without one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from domain.calendar.clock import not_before
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor
from domain.directory.people import Person
from domain.effects.effects import Effect, pending_effects
from domain.facts.checks import ClockWentBack
from domain.facts.fact import Fact
from domain.facts.opening import CaseMigrated
from domain.invariants.settle import settle
from domain.law.case_law import Law
from domain.state.case import Case
from domain.votes.box import Box
from tests.search.openings import KEPT, Opening, begun

CLOCKS_DIFFER = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Act:
    """One wish, with everything said: the same act can be tried again in another history. `read`
    is what the clock of the machine said."""

    kind: str
    by: Actor
    read: datetime
    said: dict[str, Any] = field(default_factory=dict)

    def __str__(self) -> str:
        said = ", ".join(f"{name}={value!r}" for name, value in self.said.items())
        who = f"{self.by.person}@{self.by.agency}"
        who += f" for {self.by.on_behalf_of}" if self.by.on_behalf_of else ""
        return f"{self.read:%Y-%m-%d %H:%M} {who}: {self.kind}({said})"


@dataclass(slots=True)
class World:
    """`boxes` hold ballots on screen, `slips` what tellers keep on paper, `done` what software did;
    `number` is the last of the register."""

    opening: Opening
    case: Case
    law: Law
    subject: Person
    history: list[Fact]
    boxes: dict[str, Box] = field(default_factory=dict)
    slips: dict[tuple[str, str], str] = field(default_factory=dict)
    done: set[str] = field(default_factory=set)
    number: int = 0

    def attempt(self, act: Act) -> Attempt:
        return Attempt(self.case, self.law, act.by, not_before(act.read, self.case.last_at))

    def settle(self, attempt: Attempt, facts: list[Fact]) -> None:
        """What `execute` does with what an act decided. Raises Refused."""
        if not facts:
            return
        moved = [fact.law_digest for fact in facts if isinstance(fact, CaseMigrated)]
        law = replace(self.law, procedure=KEPT[moved[0]]) if moved else self.law
        after = settle(replace(attempt, law=law), facts, lambda: tuple(self.history))
        self.keep(after, facts)
        self.law = law

    def keep(self, after: Case, facts: list[Fact]) -> None:
        self.history += facts
        self.case = replace(after, version=self.case.version + 1, last_at=facts[-1].at)

    def owed(self) -> list[Effect]:
        effects = pending_effects(self.case, self.law.procedure)
        return [effect for effect in effects if effect.key not in self.done]


def new_world(opening: Opening, subject: Person) -> World:
    case, law, facts = begun(opening)
    return World(opening, case, law, subject, list(facts))


def clock_fault(attempt: Attempt, act: Act) -> list[Fact]:
    """As the door keeps the raw reading of a clock that went back."""
    behind = attempt.at - act.read > CLOCKS_DIFFER
    return [ClockWentBack(read=act.read, at=attempt.at)] if behind else []


Do = Callable[[World, Attempt, Act], list[Fact]]
