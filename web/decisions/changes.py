"""The decision of a case and what later papers did to it; changing it in two steps, text first."""

from __future__ import annotations

from datetime import date
from typing import get_args

from fastapi import APIRouter, HTTPException
from fastapi.responses import HTMLResponse, Response

from actions.decisions.change_decision import change_decision, text_of_change, why_no_change
from actions.execute import Act
from documents.content.catalogue import PAPERS
from documents.docx.preview import preview
from domain.decisions.changes import ChangeWish
from domain.directory.record import Form as FormOfDiscipline
from domain.errors import BadInput
from domain.facts.decisions import DecisionChange
from domain.law.procedure import Purpose
from models.unit_of_work import reading
from web.cases.case_page import CasePage, open_case_page
from web.kit.forms import Form, Posted, save_form, saved_form
from web.kit.request import RequestContext, SignedInContext, go
from web.papers.papers import only_style_of

router = APIRouter()
PATH = "/cases/{case}/decision"


def address(case: str) -> str:
    return f"/cases/{case}/decision"


@router.get(PATH)
def show(ctx: SignedInContext, case: str) -> Response:
    """Every numbered paper about the decision, and which of them is in force."""
    page = _page(ctx, case)
    with reading(ctx.app) as uow:
        refused = why_no_change(ctx.app, uow, case, person=ctx.person)
    return ctx.page(
        "decisions/decision.html",
        p=page,
        tab="content",
        refusal=ctx.refusal(refused) if refused else "",
        ways=list(DecisionChange),
        forms=_forms(page),
        kept=ctx.kept(),
    )


@router.post(PATH + "/check")
def weigh(ctx: SignedInContext, case: str, form: Posted) -> Response:
    """Refused now is refused later: the text is shown only where it could be signed."""
    ctx.check_sees(case)
    text_of_change(ctx.app, form.act(case, ctx.person), _wish(form))
    save_form(ctx, form, f"{address(case)}/check")
    return go(f"{address(case)}/check")


@router.get(PATH + "/check")
def check(ctx: SignedInContext, case: str) -> Response:
    """The second page: the text to be signed, and everything once more."""
    page = _page(ctx, case)
    form = saved_form(ctx, f"{address(case)}/check")
    if form is None:
        return go(address(case))
    return ctx.page(
        "decisions/decision_check.html", p=page, tab="content", form=form, wish=_wish(form)
    )


@router.get(PATH + "/text")
def text(ctx: SignedInContext, case: str) -> Response:
    """The text itself, in a frame of the second page."""
    ctx.check_sees(case)
    form = saved_form(ctx, f"{address(case)}/check")
    if form is None:
        raise HTTPException(404)
    wish = _wish(form)
    act = Act(act_id="", case_id=case, person=ctx.person)
    content = text_of_change(ctx.app, act, wish)
    html = preview(content, title=f"{PAPERS[wish.paper].title} – {case}")
    return HTMLResponse(html, headers={"Content-Security-Policy": only_style_of(html)})


@router.post(PATH + "/change")
def change(ctx: SignedInContext, case: str, form: Posted) -> Response:
    ctx.check_sees(case)
    change_decision(ctx.app, form.act(case, ctx.person), _wish(form))
    return go(address(case))


def _forms(page: CasePage) -> tuple[str, ...]:
    """Forms of discipline to choose from, where the decision chose one."""
    chosen = page.case.answer_for(Purpose.FORM, page.file.law.procedure)
    return get_args(FormOfDiscipline) if chosen else ()


def _page(ctx: RequestContext, case: str) -> CasePage:
    """Raises NotFound; a case without a decision has no such page."""
    page = open_case_page(ctx, case)
    if not page.file.decisions:
        raise HTTPException(404)
    return page


def _day(form: Form, name: str) -> date | None:
    return form.day(name) if form.one(name) else None


def _wish(form: Form) -> ChangeWish:
    how = form.one("how")
    if how not in set(DecisionChange):
        raise BadInput(field="how", rule=BadInput.Rule.MISSING, value=how)
    return ChangeWish(
        how=DecisionChange(how),
        dated=form.day("dated"),
        reason=form.one("reason"),
        document=form.one("document"),
        says=form.one("says"),
        effective=_day(form, "effective"),
        last_day=_day(form, "last_day"),
        form=form.one("form"),
    )
