"""What somebody may want to do with a question of their body before it is answered."""

from __future__ import annotations

from domain.directory.actors import Actor, Power
from domain.holding.extend import asked_extension
from domain.law.procedure import Kind
from domain.state.task import Task
from tests.search.wishing.chooser import PREPARE, SIGN, Chooser
from tests.search.world import Act

ADMINISTRATOR = Actor("luonggiaminh", "TU", "Quản trị", frozenset({Power.ADMINISTER}))


def assign(c: Chooser) -> Act | None:
    """A signer takes it up or gives it to somebody; an officer takes it up."""
    task = c.open_task()
    if task is None:
        return None
    by = _of_body(c, task)
    to = by if c.often(0.5) else _of_body(c, task)
    return c.act("assign", by, task_id=task.id, to=to, reason=c.word())


def hand_over(c: Chooser) -> Act | None:
    """What a leaver held: an administrator gives it to somebody or back, now and then others."""
    held = [task for task in c.world.case.open_tasks if task.holder]
    task = c.chance.choice(held) if held and c.often(0.9) else c.open_task()
    if task is None:
        return None
    by = ADMINISTRATOR if c.often(0.9) else _of_body(c, task)
    to = _of_body(c, task) if c.often(0.7) else None
    return c.act("hand_over", by, task_id=task.id, to=to, reason=c.word())


def give_back(c: Chooser) -> Act | None:
    """Mostly by who holds it."""
    held = [task for task in c.world.case.open_tasks if task.holder]
    task = c.chance.choice(held) if held and c.often(0.9) else c.open_task()
    if task is None:
        return None
    by = _of_body(c, task)
    if task.holder and c.often(0.8):
        by = Actor(task.holder, by.agency, by.position, SIGN if task.holder_signs else PREPARE)
    return c.act("give_back", by, task_id=task.id, reason=c.word())


def prepare(c: Chooser) -> Act | None:
    task = c.open_task()
    if task is None:
        return None
    option = c.chance.choice(c.step(task).options.options)
    by = _of_body(c, task)
    texts = ["", *(content for _, content in c.world.case.drafts)]
    said = {"outcome": option.outcome, "reason": c.word(), "read": c.chance.choice(texts)}
    return c.act("prepare", by, task_id=task.id, **said)


def forward(c: Chooser) -> Act | None:
    """To a body that nobody asked, mostly where opinions are gathered."""
    task = c.open_task()
    if task is None or (c.step(task).kind != Kind.CONSULTATION and c.often(0.8)):
        return None
    bodies = list(c.world.law.agencies.by_code)
    said = {"agency": c.chance.choice(bodies), "reason": c.word(), "document": c.word()}
    return c.act("forward", _of_body(c, task), task_id=task.id, **said)


def ask_extension(c: Chooser) -> Act | None:
    task = c.open_task()
    if task is None:
        return None
    days = c.chance.choice((1, 3, 5, 20)) if c.often(0.95) else c.some(0, 61)
    return c.act("ask_extension", _of_body(c, task), task_id=task.id, days=days, reason=c.word())


def grant_extension(c: Chooser) -> Act | None:
    return _answer_of_time(c, "grant_extension")


def refuse_extension(c: Chooser) -> Act | None:
    return _answer_of_time(c, "refuse_extension")


def _answer_of_time(c: Chooser, kind: str) -> Act | None:
    """Mostly of what is asked for."""
    history = c.world.history
    asked = [task for task in c.world.case.open_tasks if asked_extension(history, task.id)]
    task = c.chance.choice(asked) if asked and c.often(0.9) else c.open_task()
    if task is None:
        return None
    by = c.actor(c.world.case.handler, PREPARE)
    return c.act(kind, by, task_id=task.id, reason=c.word())


def _of_body(c: Chooser, task: Task) -> Actor:
    return c.actor(task.agency, SIGN if c.often(0.6) else PREPARE)


EXTENDING = (ask_extension, grant_extension, refuse_extension)
MAKERS = (assign, hand_over, give_back, prepare, forward, *EXTENDING)
HOLDING = {maker.__name__: maker for maker in MAKERS}
