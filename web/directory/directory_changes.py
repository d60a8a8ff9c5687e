"""Forms of the directory: a position, a delegation or an absence begins or ends."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter
from fastapi.responses import Response

from actions.directory.directory import (
    add_seat,
    delegate,
    end,
    enter_absence,
)
from domain.directory.absences import Absence
from domain.directory.actors import Delegation, Power, Seat
from web.accounts.account import confirm_owner
from web.directory.directory import FOREVER
from web.kit.forms import Form, Posted
from web.kit.request import AdministratorDesk, RequestContext, go

router = APIRouter()
ONE_DAY = timedelta(days=1)


@router.post("/people/{person}/seats")
def seat_begins(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    powers = frozenset(Power(p) for p in form.many("powers") if p in set(Power))
    until = _end(form) if form.one("last_day") else FOREVER
    seat = Seat(
        person, form.one("agency"), form.one("position"), powers, form.day("first_day"), until
    )
    confirm_owner(ctx, form)
    return _entered(person, waits=add_seat(ctx.app, form.entry(ctx.person), seat))


@router.post("/people/{person}/delegations")
def delegation_begins(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    delegated = Delegation(
        person, form.one("taker"), form.one("agency"), "", form.day("first_day"), _end(form)
    )
    confirm_owner(ctx, form)
    return _entered(person, waits=delegate(ctx.app, form.entry(ctx.person), delegated))


def _entered(person: str, *, waits: bool) -> Response:
    return go("/accounts/requests" if waits else f"/people/{person}")


@router.post("/people/{person}/absences")
def absence_begins(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    absence = Absence(person, form.day("first_day"), _end(form), "")
    enter_absence(ctx.app, form.entry(ctx.person), absence)
    return go(f"/people/{person}")


@router.post("/people/{person}/delegations/end")
def delegation_ends(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    key = {"taker": form.one("taker"), "agency": form.one("agency")}
    return _ends(ctx, form, Delegation, person, {"giver": person} | key)


@router.post("/people/{person}/absences/end")
def absence_ends(form: Posted, ctx: AdministratorDesk, person: str) -> Response:
    return _ends(ctx, form, Absence, person, {"person": person})


def _ends(
    ctx: RequestContext,
    form: Form,
    kind: type[Delegation] | type[Absence],
    person: str,
    key: dict[str, str],
) -> Response:
    first = form.day("since")
    end(ctx.app, form.entry(ctx.person), kind, form.day("last_day"), **key, first_day=first)
    return go(f"/people/{person}")


def _end(form: Form) -> date:
    return form.day("last_day") + ONE_DAY
