"""For auditors: cases, who was shown what, who signed in, is a history whole; take it away."""

from __future__ import annotations

from typing import Annotated

import segno
from fastapi import APIRouter, Depends, HTTPException
from fastapi.responses import Response

from actions.accounts.two_people import ALONE
from actions.audit.audit_pack import pack_case
from actions.audit.checkpoints import standing
from actions.audit.signed_for import people_of, powers_sheet, powers_used
from actions.audit.traces import readings_waiting, spool_faults
from actions.audit.verifying import verify
from bootstrap import settings
from documents.export.sheets import Form
from domain.audit.policy import read_policy
from domain.calendar.dates import parse_day
from models.audit.audit_search import SignedForWanted, search_cases, search_readings
from models.unit_of_work import reading
from web.accounts.letters import requests_page
from web.api.exports import as_file
from web.cases.case_page import open_case_page
from web.kit.request import PageNumber, RequestContext, SignedInContext, audits

router = APIRouter()
PER_PAGE = 100


def auditor(ctx: SignedInContext) -> RequestContext:
    """For everybody else these pages do not exist."""
    if not audits(ctx.viewer):
        raise HTTPException(404)
    return ctx


AuditorDesk = Annotated[RequestContext, Depends(auditor)]


@router.get("/audit")
def cases(ctx: AuditorDesk, words: str = "", page: PageNumber = 1) -> Response:
    """Every case there is for this auditor, newest first."""
    offset, visibility = PER_PAGE * (max(1, page) - 1), ctx.viewer.visibility

    with reading(ctx.app) as uow:
        more = PER_PAGE + 1
        found = search_cases(uow.connection, visibility, words, limit=more, offset=offset)
    return ctx.page(
        "audit/audit.html",
        tab="cases",
        words_=words,
        cases=found[:PER_PAGE],
        number_=page,
        more=len(found) > PER_PAGE,
    )


@router.get("/audit/readings")
def readings(ctx: AuditorDesk, case: str = "", person: str = "") -> Response:
    """Who was shown what, newest first."""
    visibility = ctx.viewer.visibility
    with reading(ctx.app) as uow:
        found = search_readings(uow.connection, visibility, case=case, person=person)
        unread = tuple(spool_faults(ctx.app, uow, full=False))
        people = uow.directory.names({shown.person for shown in found})
    return ctx.page(
        "audit/readings.html",
        tab="readings",
        readings=found,
        unread=unread,
        people=people,
        case_=case,
        person_=person,
    )


@router.get("/audit/sign-ins")
def sign_ins(ctx: AuditorDesk, person: str = "") -> Response:
    with reading(ctx.app) as uow:
        entries = uow.accounts.entries(person, limit=500)
        people = uow.directory.names({who for e in entries for who in (e.person, e.by)})
    return ctx.page(
        "audit/sign_ins.html", tab="sign-ins", entries=entries, people=people, person_=person
    )


@router.get("/audit/requests")
def requests(ctx: AuditorDesk) -> Response:
    """What administrators asked for, and who of them confirmed it."""
    with reading(ctx.app) as uow:
        entries = uow.accounts.entries(limit=500, what=ALONE)
    return requests_page(ctx, "audit/requests.html", tab="requests", done_alone=entries)


@router.get("/audit/attempts")
def attempts(ctx: AuditorDesk) -> Response:
    """Who tried what with a case that is not theirs, newest first."""
    with reading(ctx.app) as uow:
        found = uow.attempts.newest(ctx.viewer.visibility)
        people = uow.directory.names({attempt.person for attempt in found})
    return ctx.page("audit/attempts.html", tab="attempts", attempts=found, people=people)


@router.get("/audit/directory")
def directory(ctx: AuditorDesk, person: str = "") -> Response:
    """Every change of positions, delegations, absences and records, newest first."""
    with reading(ctx.app) as uow:
        changes = uow.directory_log.changes(person, limit=500)
        people = uow.directory.names({who for c in changes for who in (c.person, c.by)})
    return ctx.page(
        "audit/directory.html",
        tab="directory",
        changes=changes,
        people=people,
        person_=person,
    )


def signed_for_wanted(
    person: str = "", body: str = "", first: str = "", last: str = ""
) -> SignedForWanted:
    """What the filter asks for. Raises BadInput for a day that is none."""
    days = [parse_day(typed, field="day") if typed.strip() else None for typed in (first, last)]
    return SignedForWanted(person.strip(), body, *days)


Filtered = Annotated[SignedForWanted, Depends(signed_for_wanted)]


@router.get("/audit/signed-for")
def signed_for(ctx: AuditorDesk, wanted: Filtered, page: PageNumber = 1) -> Response:
    """Who signed by whose power, over all cases, newest first."""
    offset = PER_PAGE * (max(1, page) - 1)
    with reading(ctx.app) as uow:
        more = PER_PAGE + 1
        of = (ctx.app, uow, ctx.viewer.visibility, wanted)
        found = powers_used(*of, limit=more, offset=offset)
        people = uow.directory.names(people_of(found))
    bodies = ctx.app.catalogue.agencies.by_code
    return ctx.page(
        "audit/signed_for.html",
        tab="signed-for",
        used=found[:PER_PAGE],
        people=people,
        wanted=wanted,
        asked=_asked(wanted),
        bodies=sorted(bodies),
        number_=max(1, page),
        more=len(found) > PER_PAGE,
    )


def _asked(wanted: SignedForWanted) -> dict[str, str]:
    """The filter as it stands in an address."""
    days = {"first": wanted.first, "last": wanted.last}
    said = {name: f"{day:%d/%m/%Y}" for name, day in days.items() if day}
    return {"person": wanted.person, "body": wanted.agency, **said}


@router.get("/audit/signed-for/export.{form}")
def signed_for_file(ctx: AuditorDesk, wanted: Filtered, form: Form) -> Response:
    sheet = powers_sheet(ctx.app, ctx.viewer.visibility, wanted)
    return as_file(sheet, "ky-thay-thua-uy-quyen", form)


@router.get("/audit/witnesses")
def witnesses(ctx: AuditorDesk) -> Response:
    """Who has cosigned what of the whole log, how new it is, and the note to keep on paper."""
    said = settings().witness_policy
    found = standing(ctx.app, read_policy(said) if said else None)
    picture = segno.make(found.note, error="m").svg_data_uri(scale=3) if found.note else ""
    return ctx.page("audit/witnesses.html", tab="witnesses", found=found, picture=picture)


@router.get("/cases/{case}/audit")
def one(ctx: AuditorDesk, case: str) -> Response:
    """Every fact of a case with its place in the chain, verified now; who was shown the case."""
    page, visibility = open_case_page(ctx, case), ctx.viewer.visibility
    bad = verify(ctx.app, case)
    with reading(ctx.app) as uow:
        history = [(stored.link, stored.fact()) for stored in uow.cases.history(case)]
        waiting = readings_waiting(ctx.app, uow, case)
        unread = tuple(spool_faults(ctx.app, uow, full=False))
        shown = (*reversed(waiting), *search_readings(uow.connection, visibility, case=case))
        visits = uow.visits.of_case(case)
        tried = uow.attempts.newest(visibility, case)
        acted = {fact.by.person for _, fact in history if hasattr(fact, "by")}
        looked = {seen.person for seen in shown} | {attempt.person for attempt in tried}
        people = uow.directory.names(acted | looked)
    return ctx.page(
        "cases/case_audit.html",
        attempts=tried,
        p=page,
        tab="audit",
        bad=bad,
        people=people,
        readings=shown,
        unread=unread,
        visits=visits,
        history=history,
        now=ctx.app.clock(),
    )


@router.get("/cases/{case}/audit/pack")
def pack(ctx: AuditorDesk, case: str) -> Response:
    """The whole case as one zip; that it was taken is recorded."""
    ctx.check_sees(case)
    made = pack_case(ctx.app, case, person=ctx.person)
    headers = {"Content-Disposition": f'attachment; filename="{case}-kiem-tra.zip"'}
    return Response(made, media_type="application/zip", headers=headers)
