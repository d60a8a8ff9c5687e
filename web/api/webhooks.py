"""Endpoints that are told what happened; for administrators."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import Field

from actions.accounts.webhooks import (
    Registered,
    register_webhook,
    remove_webhook,
    webhooks_of,
)
from models.accounts.webhooks import happened
from models.unit_of_work import reading
from web.api.caller import Administrator, Reader
from web.api.shapes import Limit, Line, Name, Shape

router = APIRouter(tags=["webhooks"])


class Endpoint(Shape):
    url: Annotated[Line, Field(min_length=8)]


class Made(Shape):
    """`secret` signs every delivery and is shown this once."""

    id: str
    url: str
    secret: str


class EndpointShape(Shape):
    id: str
    url: str
    made_by: str
    made_at: datetime
    told: int
    waiting: int
    given_up: int


class Event(Shape):
    """A fact of a case the person sees; `id` goes into `after` for what follows."""

    id: int
    kind: str
    case: str
    at: datetime


@router.get("/events")
def events(
    caller: Reader, after: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0, limit: Limit = 50
) -> list[Event]:
    with reading(caller.app) as uow:
        found = happened(uow.connection, caller.viewer.visibility, after, limit)
    return [Event.model_validate(one) for one in found]


@router.get("/webhooks")
def list_(caller: Administrator) -> list[EndpointShape]:
    return [_shown(found) for found in webhooks_of(caller.app, by=caller.person)]


@router.post("/webhooks", status_code=201)
def register(caller: Administrator, body: Endpoint) -> Made:
    made = register_webhook(caller.app, body.url, by=caller.person)
    return Made(id=made.id, url=made.url, secret=made.secret)


@router.delete("/webhooks/{webhook_id}", status_code=204)
def remove(caller: Administrator, webhook_id: Name) -> None:
    remove_webhook(caller.app, webhook_id, by=caller.person)


def _shown(found: Registered) -> EndpointShape:
    hook = found.webhook
    return EndpointShape(
        id=hook.id,
        url=hook.url,
        made_by=hook.made_by,
        made_at=hook.made_at,
        told=found.told,
        waiting=found.waiting,
        given_up=found.given_up,
    )
