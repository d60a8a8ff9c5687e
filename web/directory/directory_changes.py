"""Forms of the directory: a position, a delegation or an absence begins or ends."""

from __future__ import annotations

from datetime import date, timedelta

from fastapi import APIRouter
from fastapi.responses import Response

from actions.directory.directory import (
    Entry,
    add_seat,
    delegate,
    end,
    enter_absence,
)
from domain.directory.absences import Absence
from domain.directory.actors import Delegation, Power, Seat
from web.accounts.accounts import AdministratorDesk
from web.directory.directory import FOREVER
from web.kit.forms import Form, Posted, take
from web.kit.request import Desk

router = APIRouter()
ONE_DAY = timedelta(days=1)


@router.post("/people/{person}/seats")
def seat_begins(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    def do() -> str:
        powers = frozenset(Power(p) for p in form.many("powers") if p in set(Power))
        until = _end(form) if form.one("last_day") else FOREVER
        seat = Seat(
            person, form.one("agency"), form.one("position"), powers, form.day("first_day"), until
        )
        add_seat(desk.app, _entry(desk, form), seat)
        return f"/people/{person}"

    return take(desk, form, do)


@router.post("/people/{person}/delegations")
def delegation_begins(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    def do() -> str:
        lent = Delegation(
            person, form.one("taker"), form.one("agency"), "", form.day("first_day"), _end(form)
        )
        delegate(desk.app, _entry(desk, form), lent)
        return f"/people/{person}"

    return take(desk, form, do)


@router.post("/people/{person}/absences")
def absence_begins(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    def do() -> str:
        absence = Absence(person, form.day("first_day"), _end(form), "")
        enter_absence(desk.app, _entry(desk, form), absence)
        return f"/people/{person}"

    return take(desk, form, do)


@router.post("/people/{person}/seats/end")
def seat_ends(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    key = {"agency": form.one("agency"), "position": form.one("position")}
    return _ends(desk, form, Seat, person, {"person": person} | key)


@router.post("/people/{person}/delegations/end")
def delegation_ends(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    key = {"taker": form.one("taker"), "agency": form.one("agency")}
    return _ends(desk, form, Delegation, person, {"giver": person} | key)


@router.post("/people/{person}/absences/end")
def absence_ends(form: Posted, desk: AdministratorDesk, person: str) -> Response:
    return _ends(desk, form, Absence, person, {"person": person})


def _ends(
    desk: Desk,
    form: Form,
    kind: type[Seat | Delegation | Absence],
    person: str,
    key: dict[str, str],
) -> Response:
    def do() -> str:
        first = form.day("since")
        end(desk.app, _entry(desk, form), kind, form.day("last_day"), **key, first_day=first)
        return f"/people/{person}"

    return take(desk, form, do)


def _entry(desk: Desk, form: Form) -> Entry:
    return Entry(form.one("act"), desk.person, form.one("document"))


def _end(form: Form) -> date:
    return form.day("last_day") + ONE_DAY
