"""What stands still and why: a page for who runs the machine, figures for a program that watches.

Neither says anything of a case but its number, and to nobody who may not look after the machine.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from datetime import datetime

from fastapi import APIRouter, HTTPException, Request
from fastapi.responses import Response
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from actions.app import App
from actions.status import Status, status
from web.kit.request import AdministratorDesk

router = APIRouter(include_in_schema=False)


@router.get("/operations")
def show(ctx: AdministratorDesk) -> Response:
    found = status(ctx.app)
    sealed = datetime.fromisoformat(found.sealed) if found.sealed else None
    return ctx.page("operations/operations.html", found=found, sealed=sealed)


@router.get("/metrics")
def metrics(request: Request) -> Response:
    """For Prometheus; there is no such address for who does not show the token of the settings."""
    token = request.app.state.options.metrics
    shown = request.headers.get("authorization", "").encode("latin-1")  # as it came
    if not token or not hmac.compare_digest(shown, f"Bearer {token}".encode()):
        raise HTTPException(404)
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(request.app.state.app))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)


class _Figures(Collector):
    """Reads the status when it is asked for; nothing is counted beside it."""

    def __init__(self, app: App) -> None:
        self.app = app

    def collect(self) -> Iterator[Metric]:
        found = status(self.app)
        yield _one("ready", "1 when it can serve", not found.obstacles)
        yield _one("disk_free_bytes", "of the disk papers are on", found.free)
        yield from _of_work(found)
        yield from _of_mail(found)
        yield from _of_processes(found)
        yield from _of_duties(found)


def _of_work(found: Status) -> Iterator[Metric]:
    owed = found.owed
    if owed is None:
        return
    waited = (found.at - owed.oldest).total_seconds() if owed.oldest else 0
    yield _one("cases_waiting", "cases software has not followed yet", owed.cases)
    yield _one("oldest_waiting_seconds", "age of the oldest fact not followed", waited)
    yield _one("cases_failing", "cases whose last visit failed", len(found.troubled))
    yield _one("alarms", "acts undone because their end contradicted the case", found.alarms_in_all)
    yield _one("deliveries_waiting", "messages to webhooks not delivered yet", owed.deliveries)
    yield _one("deliveries_given_up", "messages nobody tries to deliver any more", owed.given_up)


def _of_mail(found: Status) -> Iterator[Metric]:
    if found.mail:
        counts = found.mail.counts
        yield _one("mails_waiting", "mails not sent yet", counts.waiting)
        yield _one("mails_failing", "of them tried in vain so far", counts.failing)
        yield _one("mails_undelivered", "mails refused or given up", counts.undelivered)
        yield _one("dead_addresses", "addresses nothing arrives at", len(found.mail.dead))


def _of_processes(found: Status) -> Iterator[Metric]:
    up = _family("process_up", "1 while it shows signs of life", "worker", "kind", "version")
    old = _family(
        "process_law_outdated", "1 while it serves older law data than the files", "worker"
    )
    for process in found.processes:
        labels = (process.worker, process.kind, process.version)
        up.add_metric(labels, not found.silent(process))
        old.add_metric((process.worker,), found.outdated(process))
    yield from (up, old)


def _of_duties(found: Status) -> Iterator[Metric]:
    done = _family("duty_done_timestamp_seconds", "when it was done last", "duty")
    failing = _family("duty_failing", "1 while its last try failed", "duty")
    for duty in found.duties:
        failing.add_metric((duty.name,), bool(duty.error))
        if duty.done_at:
            done.add_metric((duty.name,), duty.done_at.timestamp())
    yield done
    yield failing


def _family(name: str, help_: str, *labels: str) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"thamdinh_{name}", help_, labels=labels)


def _one(name: str, help_: str, value: float) -> Metric:
    return GaugeMetricFamily(f"thamdinh_{name}", help_, value=value)
