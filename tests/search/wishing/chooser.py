"""Who acts, when, for which body: mostly who should, now and then anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from domain.calendar.clock import local_day, not_before
from domain.cases.sign_off import SUBJECT
from domain.directory.actors import Actor, Power
from domain.law.procedure import Step
from domain.state.task import Task
from tests.search.world import Act, World

SIGN, PREPARE = frozenset({Power.SIGN}), frozenset({Power.PREPARE})
POWERS = (SIGN, PREPARE, SIGN | PREPARE, frozenset({Power.AUDIT}), frozenset[Power]())
WORDS = ("vì sao", "", "  ", "theo 12-CV/BTCTU", "hỏng\x00")
# How much of the time between two acts: seconds, hours, days, a long silence; a clock set back.
TICKS = (
    (60, timedelta(0), timedelta(minutes=20)),
    (22, timedelta(hours=1), timedelta(hours=30)),
    (10, timedelta(days=1), timedelta(days=8)),
    (3, timedelta(days=9), timedelta(days=60)),
    (2, timedelta(minutes=-30), timedelta(0)),
)


@dataclass(slots=True)
class Chooser:
    """The chance of one episode; `forward` is how often an answer is the one that carries on."""

    chance: Random
    world: World
    forward: float
    read: datetime

    @property
    def today(self) -> date:
        return local_day(not_before(self.read, self.world.case.last_at))

    def often(self, share: float) -> bool:
        return self.chance.random() < share

    def some(self, *of: Any) -> Any:
        return self.chance.choice(of)

    def word(self) -> str:
        return "vì sao" if self.often(0.93) else self.chance.choice(WORDS)

    def named(self, name: str) -> str:
        """Somebody of whom only it matters that they are always the same."""
        return name

    def day(self, first: date, last: date) -> date:
        """Between the two, now and then beside them."""
        around = self.chance.randrange(-2, 3) if self.often(0.05) else 0
        span = max((last - first).days, 0)
        return first + timedelta(days=self.chance.randrange(span + 1) + around)

    def act(self, kind: str, by: Actor, /, **said: Any) -> Act:
        return Act(kind, by, self.read, said)

    def actor(self, agency: str, powers: frozenset[Power]) -> Actor:
        """Who may act for this body now; now and then somebody who may not."""
        body = self.world.law.agencies.current(agency, self.today).code
        place = "head" if Power.SIGN in powers else "clerk"
        person = self.seated(body, place)
        if self.often(0.92):
            return Actor(person, body, place, powers)
        return self._anybody(person, body, powers)

    def seated(self, body: str, place: str) -> str:
        """A signer (head) or an officer (clerk) of the body."""
        return f"{body}.{place}{self.chance.randrange(2)}"

    def _anybody(self, person: str, body: str, powers: frozenset[Power]) -> Actor:
        case, bodies = self.world.case, list(self.world.law.agencies.by_code)
        people = (person, case.subject, case.started_by, self.named("both"), *case.recused)
        behind = self.some("", "", case.subject, self.named("both"), *case.recused)
        return Actor(
            self.chance.choice(people),
            body if self.often(0.6) else self.chance.choice(bodies),
            "",
            powers if self.often(0.7) else self.chance.choice(POWERS),
            behind,
            "1/UQ" if behind else "",
        )

    def handler(self) -> Actor:
        case = self.world.case
        if self.often(0.3) and self.often(0.9):
            body = self.world.law.agencies.current(case.handler, self.today).code
            return Actor(case.started_by, body, "clerk", PREPARE)
        return self.actor(case.handler, PREPARE)

    def asked(self, task: Task) -> Actor:
        """Who answers a task: the person concerned, or a signer of the body."""
        case = self.world.case
        if task.role == SUBJECT and self.often(0.95):
            return Actor(case.subject, task.agency, SUBJECT, frozenset())
        return self.actor(task.agency, SIGN)

    def open_task(self) -> Task | None:
        tasks = self.world.case.open_tasks
        return self.chance.choice(tasks) if tasks else None

    def any_task(self) -> Task:
        return self.chance.choice(self.world.case.tasks)

    def step(self, task: Task) -> Step:
        return self.world.law.procedure.step(task.step)


def tick(chance: Random, world: World) -> datetime:
    """What the clock says at the next act."""
    at = world.case.last_at or world.case.opened_at
    (chosen,) = chance.choices(TICKS, weights=[weight for weight, _, _ in TICKS])
    _, least, most = chosen
    return at + least + (most - least) * chance.random()
