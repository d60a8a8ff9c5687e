"""One Prefect flow per procedure. Each does what is due for a case, then rests until people act."""

from __future__ import annotations

from collections.abc import Mapping

from prefect import Flow, flow, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State, StateType

import bootstrap
from actions.effects import effects
from actions.effects.effects import CaseSummary
from notifications.words import initial, word
from regulations.catalogue import load


@task(
    task_run_name="{title}",
    retries=2,
    retry_delay_seconds=[1, 5],
    cache_policy=NO_CACHE,
    persist_result=False,
)
def carry_out(case_id: str, key: str, title: str) -> None:  # noqa: ARG001  title names the run
    """One draft, check or notice. Its key makes a second time harmless."""
    effects.carry_out(bootstrap.app(), case_id, key)


def follow(case_id: str) -> State[None]:
    """Do everything pending, then say in whose hands the case is."""
    while todos := effects.pending(bootstrap.app(), case_id).todos:
        for todo in todos:
            carry_out(case_id, todo.key, todo.title)
    return resting(effects.standing(bootstrap.app(), case_id))


def resting(standing: CaseSummary) -> State[None]:
    """A name a person reads: whom the case waits for, or how it ended."""
    if standing.status == "open":
        return State(type=StateType.PAUSED, name=f"Awaiting {named(standing.awaiting)}")
    kind = StateType.COMPLETED if standing.status == "done" else StateType.CANCELLED
    return State(type=kind, name=initial(word("statuses", standing.status)))


def named(agencies: tuple[str, ...], *, most: int = 2) -> str:
    """ "A", "A, B" or "A, B +2"."""
    shown = ", ".join(agencies[:most])
    return shown if len(agencies) <= most else f"{shown} +{len(agencies) - most}"


FLOWS: Mapping[str, Flow[[str], State[None]]] = {
    kind.name: flow(name=kind.flow, flow_run_name="{case_id}", persist_result=False)(follow)
    for kind in load().kinds.values()
}
