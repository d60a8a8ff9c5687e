"""The one Prefect flow run of a case: created once, entered again whenever the case changed.

Prefect's own suspend and pause are not used: they need a deployment, time out after an hour and
start a new process for each resume. A run that rests is PAUSED without time-out, which no service
of the server touches; entering it again sets it back to PENDING and runs it here.
"""

from __future__ import annotations

from typing import cast
from uuid import UUID

from prefect import Flow
from prefect.client.orchestration import SyncPrefectClient
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.flow_engine import run_flow
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Pending

CaseFlow = Flow[[str], State[None]]


def enter(client: SyncPrefectClient, flow: CaseFlow, case_id: str) -> State[None]:
    """Run the case's flow run in this process until only people are left to act.

    Raises httpx errors when the server cannot be reached; nothing of the case is lost then.
    """
    run = _pending(client, _run_of(client, flow, case_id))
    # Heartbeats find zombie runs of remote workers. Ours has none, and each costs a second.
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        state = run_flow(flow, flow_run=run, parameters={"case_id": case_id}, return_type="state")
    return cast(State[None], state)  # a synchronous flow asked for its state gives just that


def _run_of(client: SyncPrefectClient, flow: CaseFlow, case_id: str) -> FlowRun:
    """Created on first use; the idempotency key returns the same run ever after."""
    wanted = {
        "flow_id": str(client.create_flow(flow)),
        "name": case_id,
        "parameters": {"case_id": case_id},
        "idempotency_key": f"case:{case_id}",
        "state": {"type": StateType.PENDING, "name": "Pending"},
    }
    answer = client.request("POST", "/flow_runs/", json=wanted)
    return client.read_flow_run(UUID(answer.json()["id"]))


def _pending(client: SyncPrefectClient, run: FlowRun) -> FlowRun:
    if run.state is None or run.state.type != StateType.PENDING:
        client.set_flow_run_state(run.id, Pending(), force=True)
    return client.read_flow_run(run.id)
