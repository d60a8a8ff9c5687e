"""The province for who looks after it: its bodies and choices, changed from a day on a document."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from actions.province.acts import (
    OF_BODIES,
    OF_CHOICES,
    body_typed,
    change_body,
    choice_typed,
    choose,
)
from actions.province.files import import_sent, province_now, province_zip
from actions.province.missing import missing
from documents.intake.sent_file import SentFile
from domain.errors import BadProvince, CaseworkError, NotFound
from domain.law.agencies import Agency
from domain.law.procedure import Purpose
from domain.province.province import Province
from domain.told.reminders import ReminderRule
from models.unit_of_work import reading
from regulations.law_problems import sentence
from web.accounts.account import confirm_owner, has_factor
from web.directory.leaving import TO, settling_of
from web.kit.forms import Form, Posted
from web.kit.request import AdministratorDesk, RequestContext, go

router = APIRouter()
# What asks for no password.
NO_POWER = frozenset({"renamed", "titled", "laid_out", "term_begun", "reminders_set"})
HIDDEN = frozenset({"csrf", "act", "page", "password", "current_code", "document", "reason"})
HIDDEN |= {"what", "seen"}
ZIP = "application/zip"


@router.get("/province")
def show(ctx: AdministratorDesk, done: str = "") -> Response:
    """Bodies, whom the plan asks, terms, and what was changed so far."""
    return _page(ctx, done=done)


def _page(ctx: RequestContext, *, status: int = 200, done: str = "", **more: object) -> Response:
    province = province_now(ctx.app)
    with reading(ctx.app) as uow:
        changes = uow.province.changes(limit=50)
        names = uow.directory.names({change.by for change in changes})
    today = ctx.app.today()
    shown = {"message": "", "faults": (), "tried": None} | more
    return ctx.page(
        "directory/province.html",
        status=status,
        bodies=[body for body in province.bodies if body.end > today],
        province=province,
        plan=_plan(ctx, province),
        choosable=_choosable(ctx),
        reminders=(*_running(province, today), *ctx.app.catalogue.usual_reminders),
        changes=changes,
        names=names,
        done=done if done in {*OF_BODIES, *OF_CHOICES, "folder_taken"} else "",
        kept=ctx.kept(),
        factor=has_factor(ctx),
        **shown,
    )


def _running(province: Province, today: date) -> list[ReminderRule]:
    """What the province chose of reminders, and has not ended; whole bodies first."""
    running = (rule for rule in province.reminders if rule.end > today)
    return sorted(running, key=lambda rule: (rule.body, rule.first_day))


def _choosable(ctx: RequestContext) -> list[str]:
    """The roles among which a plan chooses."""
    usual = ctx.app.law_data.packaged.asked
    return list(dict.fromkeys(role for row in usual for role in row.roles))


def _plan(ctx: RequestContext, province: Province) -> list[dict[str, object]]:
    """A line for each procedure and kind of press agency: whom the round of opinions asks today,
    and on which text the choice rests."""
    return [
        {
            "procedure": name,
            "variant": row.variant,
            "roles": row.roles,
            "asked": _round(ctx, name, row.variant),
            "basis": ctx.app.catalogue.instruments.cite(row.basis),
        }
        for name in ctx.app.catalogue.kinds
        for row in province.asked
        if name in row.procedures
    ]


def _round(ctx: RequestContext, name: str, variant: str) -> tuple[str, ...]:
    catalogue, today = ctx.app.catalogue, ctx.app.today()
    texts = (catalogue.text(i) for i in catalogue.files if i.endswith(f"/{name}.{variant}"))
    steps = (step for text in texts if text.covers(today) for step in text.steps)
    asked = (step.asks for step in steps if step.purpose is Purpose.OPINION_ROUND)
    return next(asked, ())


@router.get("/province/missing")
def lacking(ctx: AdministratorDesk) -> Response:
    """What lacks before the first case, and where each is mended."""
    with reading(ctx.app) as uow:
        lines = missing(ctx.app, uow)
    return ctx.page("directory/missing.html", lines=lines)


@router.get("/province/new")
def new_body(ctx: AdministratorDesk) -> Response:
    return _body_page(ctx, None)


@router.get("/province/bodies/{code}")
def body(ctx: AdministratorDesk, code: str) -> Response:
    """What may be changed of one body. Raises NotFound."""
    found = province_now(ctx.app).body(code)
    if found is None:
        raise NotFound(kind="agency", id=code)
    return _body_page(ctx, found)


def _body_page(ctx: RequestContext, found: Agency | None) -> Response:
    today = ctx.app.today()
    with reading(ctx.app) as uow:
        changes = uow.province.changes(found.code) if found else ()
        names = uow.directory.names({change.by for change in changes})
    return ctx.page(
        "directory/body.html",
        body=found,
        bodies=[one for one in province_now(ctx.app).bodies if one.end > today],
        roles=_roles(ctx),
        changes=changes,
        names=names,
        kept=ctx.kept(),
        factor=has_factor(ctx),
    )


def _roles(ctx: RequestContext) -> list[str]:
    """The roles that bodies of a province hold, in the order of the law's own province."""
    held = (role.role for body in ctx.app.law_data.packaged.bodies for role in body.roles)
    return list(dict.fromkeys(held))


@router.post("/province/bodies/{what}")
def change(form: Posted, ctx: AdministratorDesk, what: str) -> Response:
    typed = body_typed(form.one("code"), _said(form), _day(form))
    _proven(ctx, form, what)
    entry, reason = form.entry(ctx.person), form.one("reason")
    settling = replace(settling_of(form), receiver=typed.successor)
    waits = change_body(ctx.app, entry, what, typed, reason=reason, settling=settling)
    return _entered(what, waits=waits)


@router.post("/province/choices/{what}")
def choice(form: Posted, ctx: AdministratorDesk, what: str) -> Response:
    typed = choice_typed(_said(form), _day(form))
    _proven(ctx, form, what)
    waits = choose(ctx.app, form.entry(ctx.person), what, typed, reason=form.one("reason"))
    return _entered(what, waits=waits)


def _proven(ctx: RequestContext, form: Form, what: str) -> None:
    if what not in NO_POWER:
        confirm_owner(ctx, form)


def _entered(what: str, *, waits: bool) -> Response:
    return go("/accounts/requests" if waits else f"/province?done={what}")


def _said(form: Form) -> dict[str, str]:
    """What was typed, by the names of fields; ticked boxes with commas between."""
    names = {name for name in form.values if not name.startswith(TO)} - HIDDEN - {"code", "from"}
    return {name: ",".join(form.many(name)) for name in names}


def _day(form: Form) -> date | None:
    return form.day("from") if form.one("from") else None


@router.get("/province.zip")
def folder(ctx: AdministratorDesk) -> Response:
    """The province as a folder of files, to be kept, compared or taken in elsewhere."""
    headers = {"Content-Disposition": 'attachment; filename="du-lieu-tinh.zip"'}
    return Response(province_zip(ctx.app), media_type=ZIP, headers=headers)


@router.post("/province/folder")
def take_in(form: Posted, ctx: AdministratorDesk) -> Response:
    """Answered with the page: faults are of this file and are kept nowhere."""
    sent, only = form.files.get("file") or SentFile("", b""), bool(form.one("try_only"))
    try:
        confirm_owner(ctx, form)
        entry, reason = form.entry(ctx.person), form.one("reason")
        taken = import_sent(ctx.app, entry, sent, reason=reason, try_only=only)
    except CaseworkError as refused:
        return _page(ctx, status=409, message=ctx.refusal(refused), faults=_faults(ctx, refused))
    if only:
        return _page(ctx, tried=taken)
    return _entered("folder_taken", waits=taken.waits)


def _faults(ctx: RequestContext, refused: CaseworkError) -> list[tuple[str, str]]:
    """Place and sentence of every fault."""
    found = refused.facts["faults"] if isinstance(refused, BadProvince) else ()
    assert isinstance(found, tuple)
    return [(f"{fault.file}:{fault.line or 1}", sentence(fault, ctx.language)) for fault in found]
