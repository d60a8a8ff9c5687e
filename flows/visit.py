"""One visit of a case: the flow of its procedure, called plainly, under tags that name it."""

from __future__ import annotations

from prefect import tags
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings

from actions.app import App
from actions.effects import effects
from actions.effects.effects import CaseSummary
from flows.leftovers import bury, labels
from flows.procedures import FLOWS
from models.effects.follow_up import Claimed


def visit(app: App, claimed: Claimed) -> int:
    """Do what is due for the case in a new flow run. Gives the version that run tells of.

    Raises what the run failed with, httpx errors where the server cannot be reached; nothing of the
    case is lost then.
    """
    if claimed.left_over:
        bury(claimed.case_id)
    standing = effects.standing(app, claimed.case_id)
    # Heartbeats are for runs without a lease. Ours have one, and each heartbeat costs a second.
    with (
        temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}),
        tags(*_tags(claimed, standing)),
    ):
        state = FLOWS[standing.procedure](
            claimed.case_id, claimed.version, title(claimed, standing), return_state=True
        )
    if state.is_failed() or state.is_crashed():
        state.result()
    told = state.result(raise_on_failure=False)  # a case that was stopped is Cancelled, no failure
    assert isinstance(told, int)
    return told


def title(claimed: Claimed, standing: CaseSummary) -> str:
    """ "lượt 3 · Xin chủ trương"."""
    return " · ".join(filter(None, (f"lượt {claimed.visit}", standing.step_title)))


def _tags(claimed: Claimed, standing: CaseSummary) -> tuple[str, ...]:
    return labels(
        claimed.case_id,
        f"procedure:{standing.procedure}",
        f"step:{standing.step or '-'}",
        f"handler:{standing.handler}",
    )
