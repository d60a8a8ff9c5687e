"""What stands in the database, read as the product reads it, for an assertion on one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from models.unit_of_work import HasDatabase, UnitOfWork, reading

R = TypeVar("R")


def read(place: HasDatabase, look: Callable[[UnitOfWork], R]) -> R:
    """`place`: an application, or an engine, which is its own."""
    with reading(place) as uow:
        return look(uow)
