"""Runs in Prefect that nobody works on any more: of workers that died, of an older release."""

from __future__ import annotations

from datetime import datetime, timedelta

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import (
    FlowRunFilter,
    FlowRunFilterStartTime,
    FlowRunFilterState,
    FlowRunFilterStateType,
    FlowRunFilterTags,
)
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import Completed, Crashed

import bootstrap
from actions.app import App
from actions.effects import queue

OPEN = [StateType.RUNNING, StateType.PENDING, StateType.CANCELLING]
SETTLED = timedelta(minutes=10)  # a visit that began before is over, or goes on
PAGE = 200  # the most the server gives at once


def labels(case_id: str, *more: str) -> tuple[str, ...]:
    """Tags by which the runs of a case are found, and by which they can be filtered."""
    return (*ours(), f"case:{case_id}", *more)


def ours() -> tuple[str, ...]:
    return (f"installation:{bootstrap.settings().name}",)


def bury(case_id: str) -> int:
    """Close what a visit of this case left open; only for whoever holds the case. How many."""
    with get_client(sync_client=True) as api:
        left = _runs(api, labels(case_id), OPEN)
        for run in left:
            gone: State[None] = Crashed(message="bộ điều phối trước đã dừng; làm lại ở lượt sau")
            api.set_flow_run_state(run.id, gone, force=True)
    return len(left)


def bury_deserted(app: App) -> int:
    """Close visits that say they go on while nobody holds their case. How many.

    Whoever takes a case over closes what it finds; this finds what nobody took over, such as the
    last visit of a case whose end never reached Prefect.
    """
    with get_client(sync_client=True) as api:
        going_on = _runs(api, ours(), OPEN, before=app.clock() - SETTLED)
        held = {f"case:{case_id}" for case_id in queue.held(app)}
        left = [run for run in going_on if _of_case(run) and held.isdisjoint(run.tags)]
        for run in left:
            gone: State[None] = Crashed(message="không ai còn giữ hồ sơ của lượt này")
            api.set_flow_run_state(run.id, gone, force=True)
    return len(left)


def close_resting() -> int:
    """Runs that rested as paused, one per case, in releases before 2026-12. How many were left."""
    closed = 0
    with get_client(sync_client=True) as api:
        while left := [run for run in _runs(api, (), [StateType.PAUSED]) if _was_ours(run)]:
            for run in left:
                moved: State[None] = Completed(message="hồ sơ nay được theo từng lượt")
                api.set_flow_run_state(run.id, moved, force=True)
            closed += len(left)
    return closed


def _was_ours(run: FlowRun) -> bool:
    return run.idempotency_key == f"case:{run.name}"


def _of_case(run: FlowRun) -> bool:
    return any(tag.startswith("case:") for tag in run.tags)


def _runs(
    api: SyncPrefectClient,
    tags: tuple[str, ...],
    states: list[StateType],
    before: datetime | None = None,
) -> list[FlowRun]:
    found = FlowRunFilter(
        start_time=FlowRunFilterStartTime(before_=before) if before else None,
        tags=FlowRunFilterTags(all_=list(tags)) if tags else None,
        state=FlowRunFilterState(type=FlowRunFilterStateType(any_=states)),
    )
    return api.read_flow_runs(flow_run_filter=found, limit=PAGE)
