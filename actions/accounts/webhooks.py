"""Endpoints registered by administrators, and telling them: signed, and again where it failed."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from datetime import timedelta

import httpx2

from actions.accounts.accounts import check_administers_accounts
from actions.app import App
from actions.outgoing import caller
from domain.accounts.webhooks import (
    Delivery,
    Webhook,
    check_webhook,
    next_try,
    signature,
)
from domain.errors import NotFound
from models.accounts.accounts import AccountEntry
from models.unit_of_work import UnitOfWork, reading, transaction

LEASE, AT_ONCE = timedelta(minutes=10), 20


@dataclass(frozen=True, slots=True)
class Registered:
    """`told`, `waiting`, `given_up` count what there was to tell. The secret is not shown again."""

    webhook: Webhook
    told: int
    waiting: int
    given_up: int


def register_webhook(app: App, url: str, *, by: str) -> Webhook:
    """The endpoint with its secret, told this once; only what happens from now on is told.

    Raises BadInput, NotAllowed.
    """
    check_webhook(url, app.inside)

    def work(uow: UnitOfWork) -> Webhook:
        check_administers_accounts(app, uow, by)
        newest, now = uow.webhooks.newest_event(), app.clock()
        made = Webhook(
            secrets.token_hex(8),
            url,
            f"whsec_{secrets.token_urlsafe(32)}",
            by,
            now,
            newest,
            newest,
        )
        uow.webhooks.add(made)
        uow.accounts.log(AccountEntry(by, "webhook_made", by, url[:200], now))
        return made

    return transaction(app.engine, work)


def remove_webhook(app: App, webhook_id: str, *, by: str) -> None:
    """Raises NotFound, NotAllowed."""

    def work(uow: UnitOfWork) -> None:
        check_administers_accounts(app, uow, by)
        if not uow.webhooks.remove(webhook_id):
            raise NotFound(kind="webhook", id=webhook_id)
        uow.accounts.log(AccountEntry(by, "webhook_removed", by, webhook_id, app.clock()))

    transaction(app.engine, work)


def webhooks_of(app: App, *, by: str) -> tuple[Registered, ...]:
    """Raises NotAllowed."""
    with reading(app) as uow:
        check_administers_accounts(app, uow, by)
        return tuple(Registered(w, *uow.webhooks.counts(w.id)) for w in uow.webhooks.all())


def deliver_webhooks(app: App) -> int:
    """Tell what is due now; returns how much was tried. Nothing is sent inside a transaction."""
    now = app.clock()
    with reading(app) as uow:
        if not uow.webhooks.has_work(now):
            return 0

    def claim(uow: UnitOfWork) -> tuple[Delivery, ...]:
        uow.webhooks.take_up(now)
        return uow.webhooks.claim(now, now + LEASE, AT_ONCE)

    due = transaction(app.engine, claim)
    with caller(app.inside) as client:
        for delivery in due:
            _record(app, delivery, _send(app, client, delivery))
    return len(due)


def _send(app: App, client: httpx2.Client, delivery: Delivery) -> str:
    """What went wrong; empty when the endpoint took it."""
    said = {"id": delivery.event, "at": delivery.at}
    body, timestamp = json.dumps(said).encode(), str(int(app.clock().timestamp()))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "thamdinh",
        "X-Thamdinh-Timestamp": timestamp,
        "X-Thamdinh-Signature": signature(delivery.secret, timestamp, body),
    }
    try:
        answer = client.post(delivery.url, content=body, headers=headers)
    except (OSError, ValueError, httpx2.HTTPError, httpx2.InvalidURL) as unreachable:
        return type(unreachable).__name__
    return "" if answer.is_success else f"HTTP {answer.status_code}"


def _record(app: App, delivery: Delivery, error: str) -> None:
    now = app.clock()

    def work(uow: UnitOfWork) -> None:
        if not error:
            uow.webhooks.told(delivery.id, now)
            return
        again = next_try(delivery.attempts + 1, now)
        uow.webhooks.failed(delivery.id, error, now, again)

    transaction(app.engine, work)
