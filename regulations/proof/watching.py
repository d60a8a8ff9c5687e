"""What is remembered along a path: a product of a walk with one small memory."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Iterator
from functools import partial
from typing import TypeVar

from domain.law.procedure import Step
from regulations.proof.paths import Move, Reached, Walk

M = TypeVar("M", bound=Hashable)
Remember = Callable[[M, Move, Reached], M]
Story = tuple[Move, ...]


def watched(
    found: Walk, start: M, remember: Remember[M]
) -> Iterator[tuple[M, Move, Reached, Callable[[], Story]]]:
    """Every move with what is remembered before it, nearest first, and how to tell the way to it.

    `remember` gives the memory after a move that led to a place.
    """
    first = (0, start)
    before: dict[tuple[int, M], tuple[tuple[int, M], Move] | None] = {first: None}
    todo = deque([first])
    while todo:
        here = todo.popleft()
        number, memory = here
        for move, there in found.places[number].moves:
            yield memory, move, found.places[number], partial(_told, before, here, move)
            after = (there, remember(memory, move, found.places[there]))
            if after not in before:
                before[after] = (here, move)
                todo.append(after)


def _told(
    before: dict[tuple[int, M], tuple[tuple[int, M], Move] | None], here: tuple[int, M], last: Move
) -> Story:
    told = [last]
    while (link := before[here]) is not None:
        here, move = link
        told.append(move)
    return tuple(reversed(told))


def issues(step: Step, move: Move) -> bool:
    """Is this the answer by which the step issues a decision?"""
    option = step.options.option(move.outcome)
    return move.step == step.id and option is not None and option.issues
