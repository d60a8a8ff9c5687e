"""What stands in the database, read as the product reads it, for an assertion on one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from actions.app import App
from actions.audit.traces import take_in
from models.papers.readings import Reading
from models.unit_of_work import HasDatabase, UnitOfWork, reading

R = TypeVar("R")


def read(place: HasDatabase, look: Callable[[UnitOfWork], R]) -> R:
    """`place`: an application, or an engine, which is its own."""
    with reading(place) as uow:
        return look(uow)


def readings_of(app: App, case_id: str) -> tuple[Reading, ...]:
    """Who was shown what, as the serving process has taken it in a second later."""
    take_in(app)
    return read(app, lambda uow: uow.readings.of_case(case_id))
