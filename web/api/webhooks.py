"""Endpoints that are told what happened; for administrators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter
from pydantic import Field

from actions.accounts.webhooks import (
    KINDS,
    Registered,
    register_webhook,
    remove_webhook,
    webhooks_of,
)
from web.api.caller import Administrator
from web.api.shapes import Line, Name, Shape

router = APIRouter(prefix="/webhooks", tags=["webhooks"])


class Endpoint(Shape):
    """`kinds` of facts to be told of; all where empty."""

    url: Annotated[Line, Field(min_length=8)]
    kinds: Annotated[tuple[Line, ...], Field(max_length=len(KINDS))] = ()


class Made(Shape):
    """`secret` signs every delivery and is shown this once."""

    id: str
    url: str
    kinds: tuple[str, ...]
    secret: str


class EndpointShape(Shape):
    id: str
    url: str
    kinds: tuple[str, ...]
    made_by: str
    made_at: datetime
    told: int
    waiting: int
    given_up: int


@router.get("")
def list_(caller: Administrator) -> list[EndpointShape]:
    return [_shown(found) for found in webhooks_of(caller.app, by=caller.person)]


@router.post("", status_code=201)
def register(caller: Administrator, body: Endpoint) -> Made:
    made = register_webhook(caller.app, body.url, body.kinds, by=caller.person)
    return Made(id=made.id, url=made.url, kinds=made.kinds, secret=made.secret)


@router.delete("/{webhook_id}", status_code=204)
def remove(caller: Administrator, webhook_id: Name) -> None:
    remove_webhook(caller.app, webhook_id, by=caller.person)


def _shown(found: Registered) -> EndpointShape:
    hook = found.webhook
    return EndpointShape(
        id=hook.id,
        url=hook.url,
        kinds=hook.kinds,
        made_by=hook.made_by,
        made_at=hook.made_at,
        told=found.told,
        waiting=found.waiting,
        given_up=found.given_up,
    )
