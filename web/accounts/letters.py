"""What waits for a second administrator, and the letters that come of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from actions.accounts.confirming import confirm_requests, decline_request
from actions.accounts.two_people import is_alone
from actions.directory.directory import given_of
from actions.directory.import_people import seats_of
from documents.export.letters import as_part
from domain.accounts.two_people import AdminRequest, Letter, RequestKind
from models.unit_of_work import reading
from web.accounts.account import confirm_owner, has_factor
from web.kit.forms import Posted, Secret
from web.kit.request import AdministratorDesk, RequestContext, go, site_of

router = APIRouter()


@router.get("/accounts/requests")
def show(ctx: AdministratorDesk) -> Response:
    kept, factor = ctx.kept(), has_factor(ctx)
    return requests_page(ctx, "accounts/requests.html", kept=kept, factor=factor)


@router.post("/accounts/requests/confirm")
def confirm(form: Secret, ctx: AdministratorDesk) -> Response:
    """Answered with the letters to be printed, where there are any: they are shown this once."""
    confirm_owner(ctx, form)
    letters = confirm_requests(ctx.app, form.many("request"), by=ctx.person)
    return letters_page(ctx, letters) if letters else go("/accounts/requests")


@router.post("/accounts/requests/decline")
def decline(form: Posted, ctx: AdministratorDesk) -> Response:
    decline_request(ctx.app, form.one("request"), by=ctx.person)
    return go("/accounts/requests")


def requests_page(ctx: RequestContext, template: str, **more: Any) -> Response:
    """What waits, what was decided, by whom."""
    with reading(ctx.app) as uow:
        waiting = uow.admin_requests.waiting(ctx.app.clock())
        decided = [asked for asked in uow.admin_requests.newest() if asked not in waiting]
        ids = {person for asked in (*waiting, *decided) for person in _people(asked)}
        people = uow.directory.names(ids)
    return ctx.page(
        template,
        asking=waiting,
        decided=decided,
        people=people,
        alone=is_alone(ctx.app),
        given=_given,
        **more,
    )


def _people(asked: AdminRequest) -> Iterator[str]:
    """Everybody whom the line of a request names."""
    found = _given(asked)
    yield from (*asked.people, asked.asked_by, asked.decided_by)
    yield from (seat.person for seat in found["seats"])
    if found["delegation"]:
        yield from (found["delegation"].giver, found["delegation"].taker)


def _given(asked: AdminRequest) -> dict[str, Any]:
    """What would be entered: positions, a delegation, people."""
    found: dict[str, Any] = {"seats": (), "people": (), "delegation": None}
    if asked.kind == RequestKind.IMPORT:
        return found | {"seats": seats_of(asked), "people": asked.said["people"]}
    if asked.kind == RequestKind.SEAT:
        return found | {"seats": (given_of(asked),)}
    if asked.kind == RequestKind.DELEGATION:
        return found | {"delegation": given_of(asked)}
    return found


def letters_page(ctx: RequestContext, letters: Sequence[Letter]) -> Response:
    """To be printed at once: the links are kept nowhere."""
    site = site_of(ctx.request)
    parts = [as_part(letter, site) for letter in letters]
    return ctx.page("accounts/letters.html", letters=parts, alone=is_alone(ctx.app))
