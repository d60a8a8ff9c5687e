"""Telling another program that something happened: what it is told, signed, and how often tried."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from domain.accounts.calling import may_call, place_of
from domain.errors import BadInput

FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
MOST_TRIES = 16  # with the waits above: about two days
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})


@dataclass(frozen=True, slots=True)
class Webhook:
    """An endpoint of another program.

    `since` is the event before which nothing is told, `last_event` up to where it is taken up.
    """

    id: str
    url: str
    secret: str
    made_by: str
    made_at: datetime
    since: int
    last_event: int
    active: bool = True


@dataclass(frozen=True, slots=True)
class Delivery:
    """That something happened, to be told one endpoint: its number and its time. Neither kind nor
    case: whoever registers endpoints looks after accounts and sees no case."""

    id: int
    webhook: str
    url: str
    secret: str
    event: int
    at: str
    attempts: int


def check_webhook(url: str, inside: Collection[str]) -> None:
    """Only https leaves the machine, and nothing inside a network is called that is not among
    `inside` ("host:port"). A name is looked up when it is called.

    Raises BadInput.
    """
    parts = urlsplit(url)
    here = parts.scheme == "http" and parts.hostname in LOOPBACK
    if not (here or parts.scheme == "https") or not parts.hostname or parts.username:
        raise BadInput(field="url", rule=BadInput.Rule.WEBHOOK_URL, value=url)
    if _names_inside(url, parts.hostname, inside):
        raise BadInput(field="url", rule=BadInput.Rule.WEBHOOK_INSIDE, value=url)


def _names_inside(url: str, host: str, inside: Collection[str]) -> bool:
    """Is it written as an address that may not be called?"""
    try:
        place = place_of(url)
        return not may_call("127.0.0.1" if host in LOOPBACK else host, place, inside)
    except ValueError:
        return False


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 over "timestamp.body"; the receiver computes the same and compares."""
    signed = timestamp.encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after the n-th failure, later each time; None: give up."""
    if attempts >= MOST_TRIES:
        return None
    doubled: int = 2 ** min(attempts - 1, 10)
    return now + min(FIRST_WAIT * doubled, LONGEST_WAIT)
