"""The directory: bodies by their role on a day, people with their positions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.app import App
from actions.directory.person_file import seat_proposals
from actions.directory.records import keeps_records, reads_records
from domain.calendar.dates import parse_day
from domain.directory.actors import Power
from domain.directory.people import Person
from domain.law.agencies import Agency
from models.decisions.decision_facts import papers_about
from models.unit_of_work import reading
from web.accounts.account import has_factor
from web.kit.request import PageNumber, RequestContext, SignedInContext, holds

router = APIRouter()
PER_PAGE = 100
FOREVER = date(2100, 1, 1)  # what "no end known" is stored as


def reader(ctx: SignedInContext) -> RequestContext:
    """For whoever holds no position these pages do not exist."""
    if not holds(ctx.viewer):
        raise HTTPException(404)
    return ctx


ReaderDesk = Annotated[RequestContext, Depends(reader)]


@router.get("/agencies")
def agencies(ctx: ReaderDesk, on: str = "") -> Response:
    """Who does what on a day, and who signs."""
    day = parse_day(on, field="on") if on else ctx.app.today()
    bodies = list(ctx.app.catalogue.agencies.by_code.values())
    there = [body for body in bodies if body.covers(day)]
    roles = [(held, body) for body in there for held in body.roles if held.covers(day)]
    with reading(ctx.app) as uow:
        signers = uow.directory.signers(day)
    acting = {body.code for _, body in roles}
    return ctx.page(
        "directory/agencies.html",
        day_=day,
        roles=roles,
        signers=signers,
        press=[body for body in there if body.press],
        others=[b for b in there if not b.press and b.code not in acting],
        gone=[b for b in bodies if b.last_day and b.last_day < day],
    )


@router.get("/agencies/{code}")
def agency(ctx: ReaderDesk, code: str, on: str = "") -> Response:
    """One body: its names, roles, predecessors and successor, and who sits there on a day."""
    day = parse_day(on, field="on") if on else ctx.app.today()
    body = ctx.app.catalogue.agencies.get(code)

    with reading(ctx.app) as uow:
        seats = uow.directory.seats(code, day)
        away = uow.spans.away(day).get(code, ())
        ids = {seat.person for seat in seats} | {taker for a in away for taker in a.takers}
        people = {i: uow.directory.person(i) for i in ids}
    before = [a for a in ctx.app.catalogue.agencies.by_code.values() if a.successor == code]
    return ctx.page(
        "directory/agency.html",
        body=body,
        day_=day,
        seats=seats,
        away=away,
        people=people,
        before=before,
    )


@router.get("/people")
def people(ctx: ReaderDesk, words: str = "", page: PageNumber = 1) -> Response:
    """Everybody, or whose name contains the words, marks aside; sorted by given name."""
    with reading(ctx.app) as uow:
        found = uow.directory.search(words)
    start = PER_PAGE * (max(1, page) - 1)
    shown = found[start : start + PER_PAGE]

    with reading(ctx.app) as uow:
        today = ctx.app.today()
        held = {
            p.id: [(s.position, s.agency) for s in uow.spans.seats_of(p.id) if s.covers(today)]
            for p in shown
        }
    return ctx.page(
        "directory/people.html",
        words_=words,
        keeps=keeps_records(ctx.app, ctx.viewer),
        people=shown,
        held=held,
        count=len(found),
        number_=page,
        more=len(found) > start + PER_PAGE,
    )


@router.get("/people/{person}")
def person(ctx: ReaderDesk, person: str) -> Response:
    """One person: positions, delegations, absences; what they may change depends on who looks."""
    with reading(ctx.app) as uow:
        named = uow.directory.person(person)
        seats = uow.spans.seats_of(person)
        delegated = uow.spans.delegations_of(person)
        ids = {one for d in delegated for one in (d.giver, d.taker)}
        others = uow.directory.search() if ctx.viewer.can(Power.ADMINISTER) else ()
        absences = uow.spans.absences_of(person)
        names = uow.directory.names(ids)
        proposed = seat_proposals(ctx.app, uow, person) if _told(ctx) else ()
        decided = papers_about(uow.connection, ctx.viewer.visibility, person)
    return ctx.page(
        "directory/person.html",
        person=named,
        seats=seats,
        delegated=delegated,
        absences=absences,
        names=names,
        decided=decided,
        proposed=proposed,
        others=others,
        bodies=bodies_of(ctx.app),
        kept=ctx.kept(),
        forever=FOREVER,
        reads=reads_records(ctx.app, ctx.viewer),
        earliest=ctx.app.today() - timedelta(days=1),
        powers=tuple(Power),
        factor=has_factor(ctx) if ctx.viewer.can(Power.ADMINISTER) else False,
    )


def _told(ctx: RequestContext) -> bool:
    """Who enters seats, and who keeps or reads records, is told which ones a decision proposes."""
    return ctx.viewer.can(Power.ADMINISTER) or reads_records(ctx.app, ctx.viewer)


def record_address(ctx: RequestContext, person: str) -> str:
    """Where the person's record is, for who may open it; else empty."""
    return f"/people/{person}/record" if reads_records(ctx.app, ctx.viewer) else ""


def bodies_of(app: App) -> list[Agency]:
    """Bodies of the province that exist today."""
    today = app.today()
    return [
        body
        for body in app.catalogue.agencies.by_code.values()
        if body.level == "province" and body.covers(today)
    ]


def entered_of(ctx: RequestContext, person: str) -> Person:
    """The person as people entered them, without what decisions wrote. Raises NotFound."""
    with reading(ctx.app) as uow:
        return uow.directory.entered(person)
