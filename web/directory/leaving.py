"""Before a position, an account or a body ends: what hangs on it, and one form that moves it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from fastapi import APIRouter
from fastapi.responses import Response

from actions.leaving.hanging import hanging, hanging_on_body, of_account, of_seat
from actions.leaving.leave import close_account, end_seat
from actions.leaving.receive import read_pack, receive
from actions.leaving.receivers import is_shut
from domain.calendar.dates import parse_day
from domain.calendar.workdays import ONE_DAY
from domain.directory.actors import Power, Seat
from domain.errors import NotFound
from domain.holding.assign import WORKS
from domain.leaving.hanging import Hanging, Settling, digest_of
from models.unit_of_work import UnitOfWork, reading
from models.visibility import check_sees
from web.accounts.account import has_factor
from web.kit.forms import Form, Posted
from web.kit.request import AdministratorDesk, RequestContext, SignedInContext, go

router = APIRouter()
TO = "to-"  # before the id of one thing, in a form


@router.get("/people/{person}/leaving")
def leaving(
    ctx: AdministratorDesk, person: str, agency: str, position: str, since: str, last_day: str
) -> Response:
    """What hangs on a position, if it ends with that day."""
    first, last = parse_day(since, field="since"), parse_day(last_day, field="last_day")
    key = {"person": person, "agency": agency, "position": position, "first_day": first}
    with reading(ctx.app) as uow:
        seat = uow.spans.find(Seat, **key)
        assert isinstance(seat, Seat)
        found = hanging(ctx.app, uow, of_seat(ctx.app, uow, seat, last))
        named = _named(ctx, uow, found, person, last + ONE_DAY)
    return ctx.page("directory/leaving.html", seat=seat, last_day=last, **named)


@router.post("/people/{person}/seats/end")
def seat_ends(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    key = {
        "person": person,
        "agency": form.one("agency"),
        "position": form.one("position"),
        "first_day": form.day("since"),
    }
    entry = form.entry(ctx.person)
    end_seat(ctx.app, entry, form.day("last_day"), settling_of(form), **key)
    return go(f"/people/{person}")


@router.get("/accounts/{person}/closing")
def closing(ctx: AdministratorDesk, person: str) -> Response:
    """What hangs on who will not be able to sign in any more. Raises NotFound."""
    with reading(ctx.app) as uow:
        found = hanging(ctx.app, uow, of_account(ctx.app, uow, person))
        named = _named(ctx, uow, found, person)
    return ctx.page("directory/leaving.html", seat=None, **named)


@router.post("/accounts/{person}/close")
def close(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    settling, act = settling_of(form), form.one("act")
    close_account(ctx.app, person, by=ctx.person, act_id=act, settling=settling)
    return go(f"/accounts/{person}")


@router.get("/province/bodies/{code}/ending")
def ending(ctx: AdministratorDesk, code: str, last_day: str, successor: str = "") -> Response:
    """What hangs on a body, if it ends with that day. Raises NotFound."""
    last, body = parse_day(last_day, field="from"), ctx.app.catalogue.agencies.get(code)
    with reading(ctx.app) as uow:
        found = hanging_on_body(ctx.app, uow, code, last)
        named = _named(ctx, uow, found, "")
    return ctx.page(
        "directory/ending.html",
        body=body,
        last_day=last,
        successor=successor,
        factor=has_factor(ctx),
        **named,
    )


def settling_of(form: Form) -> Settling:
    """What the form says becomes of each thing."""
    to = {name.removeprefix(TO): form.one(name) for name in form.values if name.startswith(TO)}
    return Settling(seen=form.one("seen"), receiver=form.one("receiver"), to=to)


def _named(
    ctx: RequestContext,
    uow: UnitOfWork,
    found: tuple[Hanging, ...],
    person: str,
    day: date | None = None,
) -> dict[str, Any]:
    """The list with the people it names, and who may take things over: whoever works there now and
    on `day`, the first without the leaver."""
    today = ctx.app.today()
    days = (today, max(day or today, today))
    takers = {body: _takers(uow, body, days, person) for body in _bodies(found)}
    ids = {one.person for one in found} | {person}
    ids |= {seat.person for seats in takers.values() for seat in seats}
    return {
        "found": found,
        "seen": digest_of(found),
        "takers": takers,
        "leaver": person,
        "names": uow.directory.names(ids),
        "kept": ctx.kept(),
    }


def _bodies(found: Iterable[Hanging]) -> list[str]:
    return list(dict.fromkeys(one.agency for one in found if one.moves and not one.person))


def _takers(uow: UnitOfWork, body: str, days: tuple[date, date], person: str) -> list[Seat]:
    """Colleagues of the body who work for it on both days and are not shut out."""
    now, then = (
        [seat for seat in uow.directory.seats(body, day) if seat.powers & WORKS] for day in days
    )
    staying = {seat.person for seat in then} - {person}
    return [seat for seat in now if seat.person in staying and not is_shut(uow, seat.person)]


@router.get("/handovers")
def handovers(ctx: SignedInContext) -> Response:
    """What was handed over to me; to anybody, for who looks after the directory."""
    mine = "" if ctx.viewer.can(Power.ADMINISTER) else ctx.person
    with reading(ctx.app) as uow:
        packs = uow.handovers.of(mine)
        names = uow.directory.names({who for pack in packs for who in (pack.giver, pack.receiver)})
    return ctx.page("directory/handovers.html", packs=packs, names=names)


@router.get("/handovers/{number}")
def handover(ctx: SignedInContext, number: int) -> Response:
    """One pack, to be read, printed and received."""
    administers = ctx.viewer.can(Power.ADMINISTER)
    with reading(ctx.app) as uow:
        pack = read_pack(uow, number, person=ctx.person, administers=administers)
        items = (*pack.items, *pack.left)
        ids = {pack.giver, pack.receiver, pack.by, *(one.person for one in items)}
        names = uow.directory.names(ids)
        seen = {one.case for one in items if one.case and _sees(ctx, uow, one.case)}
    return ctx.page("directory/handover.html", pack=pack, names=names, seen=seen)


def _sees(ctx: RequestContext, uow: UnitOfWork, case_id: str) -> bool:
    try:
        check_sees(uow.connection, ctx.viewer.visibility, case_id)
    except NotFound:
        return False
    return True


@router.post("/handovers/{number}/received")
def received(_form: Posted, ctx: SignedInContext, number: int) -> Response:
    receive(ctx.app, number, person=ctx.person)
    return go(f"/handovers/{number}")
