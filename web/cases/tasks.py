"""One question put to one body: read, choose, check once more, send, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, NoReturn

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from actions.cases.case_files import asked as asked_of
from actions.cases.offers import may_recall, may_take_out, returns_to
from actions.cases.recall import recall
from actions.cases.record_reply import record_reply
from actions.cases.record_silence import record_silence
from actions.cases.return_case import return_case
from actions.cases.sign_off import check_first, sign_off, why_not
from actions.cases.take_out import take_out
from actions.execute import Act, as_assignee
from actions.holding.desk import desk_of
from actions.papers.draft_versions import Version, find_version, versions_of
from actions.told.reminded import reminded
from domain.calendar.clock import local_day
from domain.cases.sign_off import SUBJECT, SignOff, offered_option
from domain.errors import BadInput, NotFound
from domain.facts.answers import PaperReply
from domain.law.options import Outcome
from domain.law.procedure import Step
from domain.state.task import Task, TaskStatus, case_of
from models.unit_of_work import reading
from web.cases.case_page import CasePage, open_case_page
from web.cases.fields import fields_for
from web.cases.readiness import MissingLine, lines_for
from web.directory.away import away_from
from web.kit.forms import (
    Form,
    Posted,
    go_back,
    save_form,
    saved_form,
)
from web.kit.pages import task_address as address
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
PATH = "/cases/{case}/tasks/{step}/{round_}/{role}"


@dataclass(frozen=True, slots=True)
class Question:
    """A task on its page. `refusal`: why this person may not answer it."""

    page: CasePage
    task: Task
    draft: Version | None
    refusal: str

    @property
    def step(self) -> Step:
        return self.page.step(self.task.step)

    @property
    def issues(self) -> bool:
        return any(option.issues for option in self.step.options.options)

    @property
    def address(self) -> str:
        return address(self.task.id)


def _task_id(case: str, step: str, round_: int, role: str) -> str:
    return f"{case}/{step}/{round_}/{role}"


TaskId = Annotated[str, Depends(_task_id)]


@router.get(PATH)
def show(ctx: SignedInContext, task_id: TaskId) -> Response:
    asked = _question(ctx, task_id)
    with reading(ctx.app) as uow:
        targets = returns_to(ctx.app, uow, asked.page.case)
        may_go = may_take_out(ctx.app, uow, task_id, person=ctx.person)
        told = reminded(uow, [task_id])
        desk = desk_of(ctx.app, uow, asked.task, person=ctx.person)
        known = uow.directory.names([one for one, _ in desk.colleagues])
    away, people = away_from(ctx, {asked.task.agency})
    fields, names = fields_for(ctx, asked.page.file, asked.task)
    return ctx.page(
        "cases/task.html",
        q=asked,
        p=asked.page,
        kept=ctx.kept(),
        targets=targets,
        people=people,
        fields=fields,
        names=names,
        away=away.get(asked.task.agency, ()),
        missing=_missing_things(ctx, asked, ctx.app.today()),
        may_take_out=may_go,
        desk=desk,
        reminded=told,
        known=known,
    )


@router.post(PATH + "/check")
def weigh(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    step = _step(ctx, task_id)
    check_first(ctx.app, task_id, person=ctx.person)
    return review_answer(ctx, form, address(task_id), step)


@router.get(PATH + "/check")
def check(ctx: SignedInContext, task_id: TaskId) -> Response:
    return confirm_answer(ctx, _question(ctx, task_id))


def review_answer(ctx: RequestContext, form: Form, at: str, step: Step) -> Response:
    """Something is chosen and explained: on to the second page, to which one can come back."""
    option = offered_option(step, outcome_of(form))
    if option.reason and not form.one("reason"):
        missing("reason")
    save_form(ctx, form, f"{at}/check")
    return go(f"{at}/check")


def confirm_answer(ctx: RequestContext, asked: Question) -> Response:
    """The second page: everything once more, before it counts."""
    form = saved_form(ctx, f"{asked.address}/check")
    if form is None or asked.task.status != TaskStatus.OPEN:
        return go(asked.address)
    option = offered_option(asked.step, form.one("outcome"))
    own = asked.task.role == SUBJECT
    with reading(ctx.app) as uow:
        actor = as_assignee(ctx.person, asked.task.id)(uow, ctx.app, asked.page.case)
        names = uow.directory.names([actor.on_behalf_of])
    return ctx.page(
        "cases/task_check.html",
        q=asked,
        p=asked.page,
        option=option,
        form=form,
        capacity="" if own else ctx.words(names).capacity(actor),
        missing=_missing_then(ctx, asked, form) if option.issues else (),
    )


def _missing_then(ctx: RequestContext, asked: Question, form: Form) -> tuple[MissingLine, ...]:
    """The same for the day that was typed; a day that cannot be is refused when it is sent."""
    try:
        dated = form.day("dated")
    except BadInput:
        return ()
    opened = local_day(asked.page.case.opened_at)
    return _missing_things(ctx, asked, dated) if opened <= dated <= ctx.app.today() else ()


def _missing_things(ctx: RequestContext, asked: Question, dated: date) -> tuple[MissingLine, ...]:
    """What stands between this text and a number, for a decision of that day."""
    if not asked.issues or asked.task.status != TaskStatus.OPEN:
        return ()
    return lines_for(ctx, asked.page.case, asked.task.step, dated)


@router.post("/back")
def back(ctx: SignedInContext, form: Posted) -> Response:
    """Back to the page of a form, with everything that was typed: from a second page to the first,
    or to the same page with what a search finds."""
    return go_back(ctx, form)


@router.post(PATH + "/answer")
def answer(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    case = case_of(task_id)
    ctx.check_sees(case)
    dated = form.day("dated") if form.one("dated") else None
    wish = SignOff(
        act_id=form.one("act"),
        case_id=case,
        task_id=task_id,
        outcome=outcome_of(form),
        reason=form.one("reason"),
        read=form.one("read"),
        pages=form.one("pages"),
    )
    given = {"confirmed": form.one("confirmed"), "document": form.one("document")}
    sign_off(ctx.app, wish, person=ctx.person, dated=dated, **given)
    return go(f"{address(task_id)}/done")


@router.get(PATH + "/done")
def done(ctx: SignedInContext, task_id: TaskId) -> Response:
    asked = _question(ctx, task_id)
    with reading(ctx.app) as uow:
        recalls = may_recall(ctx.app, uow, task_id, person=ctx.person)
    return ctx.page(
        "cases/task_done.html", q=asked, p=asked.page, kept=ctx.kept(), may_recall=recalls
    )


@router.post(PATH + "/reply")
def reply(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    """An answer that came on paper, typed in by an officer with its scan."""
    case = case_of(task_id)
    ctx.check_sees(case)
    scan = form.files.get("scan") or missing("scan")
    paper = PaperReply(
        number=form.one("number"), dated=form.day("dated"), received=form.day("received"), scan=""
    )
    wish = SignOff(
        act_id=form.one("act"),
        case_id=case,
        task_id=task_id,
        outcome=outcome_of(form),
        reason=form.one("reason"),
    )
    record_reply(ctx.app, wish, paper, scan, person=ctx.person)
    return go(f"{address(task_id)}/done")


@router.post(PATH + "/return")
def send_back(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    return_case(ctx.app, act, task_id=task_id, to_step=form.one("to"), reason=form.one("why"))
    return go(f"{address(task_id)}/done")


@router.post(PATH + "/recall")
def take_back(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    recall(ctx.app, act, task_id=task_id, reason=form.one("why"))
    return go(f"/cases/{act.case_id}/opinions")


@router.post(PATH + "/silence")
def silence(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    record_silence(ctx.app, act, task_id=task_id, proof=form.one("proof"))
    return go(f"{address(task_id)}/done")


@router.post(PATH + "/take-out")
def no_longer_ask(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    act = act_on(ctx, task_id, form)
    take_out(
        ctx.app, act, task_id=task_id, reason=form.one("out-why"), document=form.one("out-document")
    )
    return go(f"{address(task_id)}/done")


def act_on(ctx: RequestContext, task_id: str, form: Form) -> Act:
    """Raises NotFound for a case that does not exist for this person."""
    case_id = case_of(task_id)
    ctx.check_sees(case_id)
    return form.act(case_id, ctx.person)


def _question(ctx: RequestContext, task_id: str) -> Question:
    """Raises NotFound for a task, or a case, that does not exist for this person."""
    page = open_case_page(ctx, case_of(task_id))
    task = page.case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    with reading(ctx.app) as uow:
        refused = why_not(ctx.app, uow, page.case, task_id, person=ctx.person)
    refusal = ctx.refusal(refused) if refused else ""
    return Question(page, task, _draft(ctx, page, page.step(task.step)), refusal)


def _draft(ctx: RequestContext, page: CasePage, step: Step) -> Version | None:
    """The text the question is about: the one approved here, one prepared here, or the last."""
    current = dict(page.case.drafts)
    for paper in (step.approves, *step.prepares):
        if paper and paper in current:
            return find_version(ctx.app, page.case.id, paper)
    others = [v for v in versions_of(ctx.app, page.case.id) if v.current]
    return others[-1] if others else None


def outcome_of(form: Form) -> Outcome:
    """The answer chosen. Raises BadInput where there is none."""
    chosen = form.one("outcome")
    return Outcome(chosen) if chosen in set(Outcome) else missing("outcome")


def _step(ctx: RequestContext, task_id: str) -> Step:
    """The step that asks; nothing of the case is shown. Raises NotFound."""
    with reading(ctx.app) as uow:
        ctx.sees(uow, case_of(task_id))
        return asked_of(ctx.app, uow, task_id).step


def missing(field: str) -> NoReturn:
    raise BadInput(field=field, rule=BadInput.Rule.MISSING, value="")
