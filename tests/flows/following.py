"""A conductor in the hands of a test."""

from __future__ import annotations

from datetime import timedelta

from actions.app import App
from actions.effects import queue
from flows.conductor import CaseWorker
from models.effects.visits import Visit
from tests.looking import read


def conductor(app: App) -> CaseWorker:
    return CaseWorker(app, "test", timedelta(seconds=60))


def drain(app: App) -> None:
    worker = conductor(app)
    while worker.follow_one():
        pass
    assert queue.backlog(app) == 0


def visits_of(app: App, case_id: str) -> list[Visit]:
    """First to last."""
    return list(reversed(read(app.engine, lambda uow: uow.visits.of_case(case_id))))


def ends(app: App, case_id: str) -> list[str]:
    return [visit.ended for visit in visits_of(app, case_id)]
