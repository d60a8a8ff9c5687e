"""Of the case as a whole: who it is about, when it ends, who is asked, what its rows say."""

from __future__ import annotations

from collections.abc import Iterator

from domain.facts.extending import MovesDeadline
from domain.facts.opening import CaseMigrated
from domain.invariants.transition import Transition
from domain.law.procedure import name_in

LAW = ("procedure", "law_digest", "law_day", "law_book")
FIXED = (
    "id",
    "subject",
    "press_agency",
    "post",
    "handler",
    "started_by",
    "opened_at",
    "about",
)
LEFT_AS_IT_IS = (
    "status",
    "outcome",
    "step",
    "round",
    "tasks",
    "recused",
    "drafts",
    "pages",
    "stand",
)


def identity(change: Transition) -> Iterator[str]:
    """Who and what a case is about, and who began it never changes; its law changes by the act that
    says so, and then to a text of the same procedure."""
    yield from _differing(change, FIXED)
    migrated = any(isinstance(fact, CaseMigrated) for fact in change.facts)
    if not migrated:
        yield from _differing(change, LAW)
    elif name_in(change.before.procedure) != name_in(change.after.procedure):
        yield "procedure"


def ended(change: Transition) -> Iterator[str]:
    """A case that has ended moves no more: what comes later only tells."""
    if not change.before.open:
        yield from _differing(change, LEFT_AS_IT_IS)


def _differing(change: Transition, names: tuple[str, ...]) -> Iterator[str]:
    for name in names:
        if getattr(change.before, name) != getattr(change.after, name):
            yield name


def asked(change: Transition) -> Iterator[str]:
    """An open case asks somebody; one that has ended asks nobody."""
    if change.after.open != bool(change.after.open_tasks):
        yield f"{change.after.status}, {len(change.after.open_tasks)} open"


def one_step(change: Transition) -> Iterator[str]:
    """Everybody asked is asked in the one step and round in which the case stands."""
    after = change.after
    if change.step(after.step) is None:
        yield f"step {after.step}"
    for task in after.open_tasks:
        if (task.step, task.round) != (after.step, after.round):
            yield task.id


def time(change: Transition) -> Iterator[str]:
    """Nothing happens before what happened before it."""
    last = change.before.last_at
    for fact in change.facts:
        if last is not None and fact.at < last:
            yield f"{type(fact).__name__} at {fact.at.isoformat()}"
        last = fact.at


def rows(change: Transition) -> Iterator[str]:
    """The rows written are those the facts name: history and rows cannot tell two stories."""
    was = {task.id: task for task in change.before.tasks}
    new = [task.id for fact in change.facts for task in fact.opened()]
    ids = [task.id for task in change.after.tasks]
    if ids != [*was, *new] or len(set(ids)) != len(ids):
        yield "tasks asked"
    named = {fact.moved() for fact in change.facts}
    counted_anew = {fact.task for fact in change.facts if isinstance(fact, MovesDeadline)}
    for task in change.after.tasks:
        before = was.get(task.id, task)
        if task != before and task.id not in named | counted_anew:
            yield task.id
        if task.due != before.due and task.id not in counted_anew:
            yield f"{task.id} due"
