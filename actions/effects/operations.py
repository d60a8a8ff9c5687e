"""What an operator sees of us: signs of life, and how each duty of the clock ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version
from typing import TypeVar

from actions.app import App
from actions.province.change import look_again
from models.effects.operations import Process
from models.unit_of_work import transaction

R = TypeVar("R")
LONGEST_ERROR = 2000  # characters


def beat(app: App, kind: str, worker: str, started: datetime) -> None:
    """This process lives. `started` is UTC; the sign of life is of now."""
    law = app.catalogue.edition
    process = Process(worker, kind, version("thamdinh"), started, app.clock(), law)
    transaction(app.engine, lambda uow: uow.operations.beat(process))


def gone(app: App, worker: str) -> None:
    """This process ends as it should: nobody need look for it."""
    transaction(app.engine, lambda uow: uow.operations.gone(worker))


def noted(app: App, name: str, duty: Callable[[], R]) -> R:
    """Carry out a duty and keep how it ended; what it raises goes on."""
    look_again(app)
    try:
        result = duty()
    except Exception as wrong:
        error = repr(wrong)[:LONGEST_ERROR]
        transaction(app.engine, lambda uow: uow.operations.failed(name, app.clock(), error))
        raise
    transaction(app.engine, lambda uow: uow.operations.done(name, app.clock()))
    return result
