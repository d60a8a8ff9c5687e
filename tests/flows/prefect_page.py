"""What Prefect's page shows, read through the interface the page itself uses."""

from __future__ import annotations

import os
import time
from typing import Any

import httpx

import bootstrap


def ask(url: str, what: str, body: dict[str, Any]) -> list[dict[str, Any]]:
    """Whoever looks at the server shows its password."""
    user, _, password = os.environ["PREFECT_API_AUTH_STRING"].partition(":")
    answer = httpx.post(auth=(user, password), url=f"{url}/{what}/filter", json=body, timeout=30)
    answer.raise_for_status()
    return answer.json()


def runs_of(url: str, case_id: str) -> list[dict[str, Any]]:
    """The visits of a case, first to last."""
    ours = [f"installation:{bootstrap.settings().name}", f"case:{case_id}"]
    return ask(url, "flow_runs", {"flow_runs": {"tags": {"all_": ours}}, "sort": "START_TIME_ASC"})


def rest_of(url: str, case_id: str) -> tuple[str, str]:
    """Kind and name of the state in which the last visit ended."""
    state = runs_of(url, case_id)[-1]["state"]
    return state["type"], state["name"]


def task_runs(url: str, run: dict[str, Any], count: int) -> list[dict[str, Any]]:
    """The server learns of tasks by events, a moment later: waited for until there are `count`."""
    wanted = {"flow_runs": {"id": {"any_": [run["id"]]}}}
    until = time.monotonic() + 300
    while len(found := ask(url, "task_runs", wanted)) < count and time.monotonic() < until:
        time.sleep(0.1)
    return found
