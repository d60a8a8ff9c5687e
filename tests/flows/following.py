"""Conductors in the hands of a test: in its own process, or as a process of their own."""

from __future__ import annotations

import os
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess

from actions.app import App
from actions.effects import queue
from bootstrap.settings import Settings
from flows import serve
from flows.conductor import CaseWorker
from models.effects.visits import Visit
from tests.looking import read


def conductor(app: App) -> CaseWorker:
    return CaseWorker(app, "test", timedelta(seconds=60))


def start_conductor(settings: Settings) -> ForkServerProcess:
    """The program `flows.serve`, forked from a process that has loaded it: a killed one is back at
    work at once. It finds Prefect where this process's environment says."""
    servers = get_context("forkserver")
    servers.set_forkserver_preload(["flows.serve"])
    ours = {
        "THAMDINH_HOME": str(settings.home),
        "THAMDINH_DATABASE_URL": settings.database,
        "THAMDINH_LEASE": "PT2S",
    }
    child = servers.Process(target=conduct, args=(ours,))
    child.start()
    return child


def conduct(ours: dict[str, str]) -> None:
    os.environ.update(ours)
    serve.main()


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
