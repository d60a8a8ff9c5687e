"""The clock: a work pool of ours, its deployments with their schedules, and a worker that runs them
in this process, so that pool, heartbeat, next run and history in Prefect's page are true.

A clock that only Prefect wound would stand still with it: after `PATIENCE` without an answer what
is overdue runs here, without it.
"""

from __future__ import annotations

import asyncio
import logging
import math
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import anyio.to_thread
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.actions import WorkPoolCreate
from prefect.client.schemas.objects import FlowRun
from prefect.exceptions import Abort, ObjectAlreadyExists
from prefect.flow_engine import run_flow
from prefect.settings import (
    PREFECT_FLOWS_HEARTBEAT_FREQUENCY,
    PREFECT_WORKER_QUERY_SECONDS,
    temporary_settings,
)
from prefect.workers.base import BaseJobConfiguration, BaseWorker, BaseWorkerResult

import bootstrap
from flows.duties import Duty, duties
from flows.leftovers import ours

log = logging.getLogger(__name__)
PATIENCE = timedelta(minutes=10)
LOOK = 30.0  # seconds between two questions whether something is due
HEARTBEAT = 60
AGAIN = 5.0  # seconds until a worker that lost Prefect tries again


class Done(BaseWorkerResult):
    """A duty ran; how it ended is the state of its run."""


class InProcessWorker(BaseWorker[BaseJobConfiguration, Any, Done]):
    """Runs each flow run in a thread of this process: no new interpreter, no signal taken."""

    type = "thamdinh"
    job_configuration = BaseJobConfiguration
    _display_name = "Thẩm Định"
    _description = "Việc theo lịch, chạy ngay trong tiến trình điều phối."
    _documentation_url = ""
    clock: Clock

    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration,
        task_status: anyio.abc.TaskStatus[Any] | None = None,
    ) -> Done:
        if task_status:
            task_status.started(self.name)
        await anyio.to_thread.run_sync(self.clock.enter, flow_run)
        return Done(identifier=configuration.name or self.name, status_code=0)

    async def get_and_submit_flow_runs(self) -> list[FlowRun]:
        found = await super().get_and_submit_flow_runs()
        self.clock.heard = time.monotonic()
        return found


@dataclass
class Clock:
    """Runs `duties` when they are due. `stop` ends it after the duty at hand."""

    worker: str
    stop: threading.Event
    duties: tuple[Duty, ...] = field(default_factory=duties)
    look: float = LOOK
    heard: float = field(default_factory=time.monotonic)
    done: dict[str, float] = field(default_factory=dict)
    deployed: dict[UUID, Duty] = field(default_factory=dict)

    def run(self) -> None:
        """Until told to stop; without Prefect by our own watch. People's cases begin first."""
        own = threading.Thread(target=self._watch, name="watch", daemon=True)
        own.start()
        while not self.stop.wait(AGAIN):
            try:
                asyncio.run(self._serve())
            except Exception as failure:  # noqa: BLE001  the edge of the thread: Prefect is away
                log.warning("lịch trong Prefect không chạy: %r", failure)
        own.join()

    def enter(self, flow_run: FlowRun) -> None:
        """Carry out one scheduled run. What it failed with is in its state."""
        duty = self.deployed.get(flow_run.deployment_id) if flow_run.deployment_id else None
        if duty is None:
            return
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}), suppress(Abort):
            run_flow(duty.flow, flow_run=flow_run, parameters={}, return_type="state")
        self.done[duty.name] = time.monotonic()

    def overdue(self, now: float) -> list[Duty]:
        """Nothing while Prefect answers; else what has not been done for as long as it may."""
        if now - self.heard < PATIENCE.total_seconds():
            return []
        return [
            duty
            for duty in self.duties
            if now - self.done.get(duty.name, -math.inf) >= duty.every.total_seconds()
        ]

    def catch_up(self) -> None:
        """Carry out what is overdue without Prefect, which is away."""
        for duty in self.overdue(time.monotonic()):
            try:
                duty.act()
            except Exception:  # the edge of the thread: log it, try again when it is due again
                log.exception("không làm được việc theo lịch %s", duty.name)
            self.done[duty.name] = time.monotonic()

    def _watch(self) -> None:
        while not self.stop.wait(self.look):
            self.catch_up()

    async def _serve(self) -> None:
        """Deploy, then work until told to stop."""
        with temporary_settings({PREFECT_WORKER_QUERY_SECONDS: self.look}):
            async with get_client() as api:
                await self._deploy(api)
            worker = InProcessWorker(
                pool(),
                name=self.worker,
                limit=len(self.duties),
                heartbeat_interval_seconds=HEARTBEAT,
            )
            worker.clock = self
            working = asyncio.create_task(worker.start(printer=log.info))
            while not (working.done() or self.stop.is_set()):
                await asyncio.sleep(1)
            working.cancel()
            with suppress(asyncio.CancelledError):
                await working

    async def _deploy(self, api: PrefectClient) -> None:
        """Pool and deployments as they should be, and one run now of each: what was missed while
        nobody was there is made up for, once an hour however often we start."""
        new = WorkPoolCreate(name=pool(), type=InProcessWorker.type)
        new.base_job_template = InProcessWorker.get_default_base_job_template()
        with suppress(ObjectAlreadyExists):
            await api.create_work_pool(new)
        hour = f"{bootstrap.app().clock():%Y-%m-%dT%H}"
        for duty in self.duties:
            made = await duty.flow.ato_deployment(
                bootstrap.settings().name,
                schedule=duty.schedule,
                work_pool_name=pool(),
                tags=list(ours()),
                description=duty.flow.__doc__,
            )
            deployment = await made.aapply()
            self.deployed[deployment] = duty
            await api.create_flow_run_from_deployment(
                deployment, idempotency_key=f"{deployment}:{hour}"
            )


def pool() -> str:
    """A pool of its own for each installation."""
    return f"lich-{bootstrap.settings().name}"
