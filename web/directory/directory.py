"""The directory: bodies by their role on a day, people with their positions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.app import App
from actions.directory.records import ORGANIZATION
from domain.calendar.dates import parse_day
from domain.directory.actors import Power
from domain.directory.people import Person
from domain.law.agencies import Agency
from models.unit_of_work import UnitOfWork, read
from web.kit.request import Desk, MyDesk, holds

router = APIRouter()
PER_PAGE = 100
FOREVER = date(2100, 1, 1)  # what "no end known" is stored as


def reader(desk: MyDesk) -> Desk:
    """For whoever holds no position these pages do not exist."""
    if not holds(desk.viewer):
        raise HTTPException(404)
    return desk


ReaderDesk = Annotated[Desk, Depends(reader)]


@router.get("/agencies")
def agencies(desk: ReaderDesk, on: str = "") -> Response:
    """Who does what on a day, and who signs."""
    day = parse_day(on, field="on") if on else desk.app.today()
    bodies = list(desk.app.catalogue.agencies.by_code.values())
    there = [body for body in bodies if body.covers(day)]
    roles = [(held, body) for body in there for held in body.roles if held.covers(day)]
    signers = read(desk.app.engine, lambda uow: uow.directory.signers(day))
    acting = {body.code for _, body in roles}
    return desk.page(
        "directory/agencies.html",
        day_=day,
        roles=roles,
        signers=signers,
        press=[body for body in there if body.press],
        others=[b for b in there if not b.press and b.code not in acting],
        gone=[b for b in bodies if b.last_day and b.last_day < day],
    )


@router.get("/agencies/{code}")
def agency(desk: ReaderDesk, code: str, on: str = "") -> Response:
    """One body: its names, roles, predecessors and successor, and who sits there on a day."""
    day = parse_day(on, field="on") if on else desk.app.today()
    body = desk.app.catalogue.agencies.get(code)

    def look(uow: UnitOfWork) -> tuple[object, ...]:
        seats, away = uow.directory.seats(code, day), uow.spans.away(day).get(code, ())
        ids = {seat.person for seat in seats} | {taker for a in away for taker in a.takers}
        return seats, away, {i: uow.directory.person(i) for i in ids}

    seats, away, people = read(desk.app.engine, look)
    before = [a for a in desk.app.catalogue.agencies.by_code.values() if a.successor == code]
    return desk.page(
        "directory/agency.html",
        body=body,
        day_=day,
        seats=seats,
        away=away,
        people=people,
        before=before,
    )


@router.get("/people")
def people(desk: ReaderDesk, words: str = "", page: int = 1) -> Response:
    """Everybody, or whose name contains the words, marks aside; sorted by given name."""
    found = read(desk.app.engine, lambda uow: uow.directory.search(words))
    start = PER_PAGE * (max(1, page) - 1)
    shown = found[start : start + PER_PAGE]

    def look(uow: UnitOfWork) -> dict[str, list[tuple[str, str]]]:
        today = desk.app.today()
        return {
            p.id: [(s.position, s.agency) for s in uow.spans.seats_of(p.id) if s.covers(today)]
            for p in shown
        }

    held = read(desk.app.engine, look)
    return desk.page(
        "directory/people.html",
        words_=words,
        people=shown,
        held=held,
        count=len(found),
        number_=page,
        more=len(found) > start + PER_PAGE,
    )


@router.get("/people/{person}")
def person(desk: ReaderDesk, person: str) -> Response:
    """One person: positions, delegations, absences; what they may change depends on who looks."""

    def look(uow: UnitOfWork) -> tuple[object, ...]:
        named = uow.directory.person(person)
        seats, lent = uow.spans.seats_of(person), uow.spans.delegations_of(person)
        ids = {one for d in lent for one in (d.giver, d.taker)}
        others = uow.directory.search() if desk.viewer.can(Power.ADMINISTER) else ()
        return named, seats, lent, uow.spans.absences_of(person), uow.directory.names(ids), others

    named, seats, lent, absences, names, others = read(desk.app.engine, look)
    return desk.page(
        "directory/person.html",
        person=named,
        seats=seats,
        lent=lent,
        absences=absences,
        names=names,
        others=others,
        bodies=bodies_of(desk.app),
        kept=desk.kept(),
        forever=FOREVER,
        reads=reads_records(desk),
        earliest=desk.app.today() - timedelta(days=1),
        powers=tuple(Power),
    )


def reads_records(desk: Desk) -> bool:
    """Officers of the organization body, and auditors."""
    return desk.viewer.sight.audits or keeps_records(desk)


def keeps_records(desk: Desk) -> bool:
    body = desk.app.catalogue.agencies.holding(ORGANIZATION, desk.app.today())
    return desk.viewer.may(Power.PREPARE, body.code)


def bodies_of(app: App) -> list[Agency]:
    """Bodies of the province that exist today."""
    today = app.today()
    return [
        body
        for body in app.catalogue.agencies.by_code.values()
        if body.level == "province" and body.covers(today)
    ]


def person_of(desk: Desk, person: str) -> Person:
    """Raises NotFound."""
    return read(desk.app.engine, lambda uow: uow.directory.person(person))
