"""One Prefect flow per procedure. A run is one visit of a case: it does what is due and ends under
the name of whom the case then waits for. Nothing waits in Prefect."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from prefect import Flow, flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.client.schemas.objects import State
from prefect.context import TagsContext
from prefect.states import Cancelled, Completed

import bootstrap
from actions.effects import effects
from actions.effects.effects import CaseSummary
from flows.artifact import publish_route
from notifications.words import initial, word
from regulations.catalogue import load

log = logging.getLogger(__name__)
CaseFlow = Flow[[str, int, str], State[int]]


class Undone(RuntimeError):
    """A thing that failed, by its key and the kind of failure: its words may name people, and
    Prefect's page is no place for them. Our own log has them whole."""


@task(
    task_run_name="{title}",
    retries=2,
    retry_delay_seconds=[1, 5],
    cache_policy=NO_CACHE,
    persist_result=False,
)
def carry_out(case_id: str, key: str, title: str) -> None:  # noqa: ARG001  title names the run
    """One draft, check or notice. Its key makes a second time harmless."""
    try:
        effects.carry_out(bootstrap.app(), case_id, key)
    except Exception as failure:
        log.exception("%s của %s", key, case_id)
        raise Undone(f"{key}: {type(failure).__name__}") from None


def follow(case_id: str, version: int, visit: str) -> State[int]:
    """Do everything pending, then say in whose hands the case is, and at which version.

    `version` is the state of the case that made software come, `visit` names the run.
    """
    app, shown = bootstrap.app(), get_run_logger()
    with TagsContext(current_tags=set()):  # of the run alone: each costs every task a request
        while todos := effects.pending(app, case_id).todos:
            for todo in todos:
                carry_out(case_id, todo.key, todo.title)
                shown.info("%s: %s", case_id, todo.title)
    publish_route(case_id)
    rest = resting(effects.standing(app, case_id))
    shown.info("%s, %s (từ phiên bản %s): %s", case_id, visit, version, rest.name)
    return rest


def resting(standing: CaseSummary) -> State[int]:
    """A name a person reads: whom the case waits for, or how it ended. Its data is the version."""
    if standing.status == "open":
        name = f"Awaiting {named(standing.awaiting)}"
        return Completed(name=name, data=standing.version)
    end = Completed if standing.status == "done" else Cancelled
    return end(name=initial(word("statuses", standing.status)), data=standing.version)


def named(agencies: tuple[str, ...], *, most: int = 2) -> str:
    """ "A", "A, B" or "A, B +2"."""
    shown = ", ".join(agencies[:most])
    return shown if len(agencies) <= most else f"{shown} +{len(agencies) - most}"


FLOWS: Mapping[str, CaseFlow] = {
    kind.name: flow(name=kind.flow, flow_run_name="{case_id} · {visit}", persist_result=False)(
        follow
    )
    for kind in load().kinds.values()
}
