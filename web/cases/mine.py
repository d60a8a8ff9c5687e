"""The pages of the person a case is about: what reached them, what they are asked, what they say.

The officers' pages of the case do not exist for them; these show nothing but
domain/cases/subject_view.py.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from actions.audit.traces import leave
from actions.cases.case_files import asked as asked_of
from actions.cases.case_files import complaint_window_of
from actions.cases.sign_off import sign_off, why_not
from actions.cases.subject_view import OwnFile, own_file
from actions.hearing.lodge_complaint import lodge_complaint
from actions.papers.attach_paper import Upload
from actions.papers.give_paper import give_paper
from domain.calendar.clock import local_day
from domain.cases.sign_off import SUBJECT, SignOff
from domain.errors import NotFound
from domain.facts.hearing import InterestDeclared
from domain.hearing.own_rights import OwnRights, own_rights
from domain.law.basis import Basis
from domain.law.procedure import Step
from domain.papers.dossier import DossierPaper
from domain.state.case import CaseStatus
from domain.state.task import case_of
from models.cases.by_person import own_cases
from models.papers.papers import Paper
from models.papers.readings import Reading
from models.unit_of_work import reading
from web.cases.case_page import CasePage, open_own_page
from web.cases.tasks import Question, TaskId, confirm_answer, outcome_of, review_answer
from web.kit.forms import (
    Form,
    Posted,
    go_back,
)
from web.kit.request import RequestContext, SignedInContext, go
from web.papers.papers import as_file, sent_file

router = APIRouter()
TASK = "/mine/{case}/tasks/{step}/{round_}/{role}"


class OwnQuestion(Question):
    """A question put to the person concerned, on their own page."""

    @property
    def address(self) -> str:
        return own_address(self.task.id)


@dataclass(frozen=True)
class OwnPage:
    """`p` gives titles and words only; what is shown is in `file`."""

    p: CasePage
    file: OwnFile
    kinds: tuple[DossierPaper, ...]
    rights: OwnRights

    def why_aside(self, fact: InterestDeclared) -> str:
        """The tie, in the reader's words; what was noted beside it is not theirs."""
        tie = self.p.file.law.relations.get(fact.relation)
        if tie is None:
            return ""
        return tie.en if self.p.ctx.language == "en" else tie.vi

    @property
    def aside_bases(self) -> list[Basis]:
        """The articles on whoever has a tie to the matter, in force when each declared it."""
        times = self.p.ctx.app.catalogue.interest_times
        days = [local_day(fact.at) for fact in self.rights.aside]
        bases = (time.basis for time in times if any(time.covers(day) for day in days))
        return list({(basis.instrument, basis.article): basis for basis in bases}.values())

    def title_of(self, paper: Paper) -> str:
        return next((kind.title for kind in self.kinds if kind.id == paper.kind), paper.kind)


def own_address(task_id: str) -> str:
    case, _, rest = task_id.partition("/")
    return f"/mine/{case}/tasks/{rest}"


@router.get("/mine")
def mine(ctx: SignedInContext) -> Response:

    with reading(ctx.app) as uow:
        found = own_cases(uow.connection, ctx.person)
        laws = {one.id: ctx.app.procedure(uow, one.law_digest) for one in found}
        titles = {id_: ctx.title_of(text) for id_, text in laws.items()}
    pressing = sorted(found, key=lambda one: one.asked == 0)
    return ctx.page("cases/mine.html", cases=pressing, titles=titles)


@router.get("/mine/{case}")
def own_case(ctx: SignedInContext, case: str) -> Response:
    page = _page(ctx, case)
    with reading(ctx.app) as uow:
        mine = own_cases(uow.connection, ctx.person)
    complaints = [one for one in mine if one.about == case]
    first = not page.p.file.law.kind.complaint
    return ctx.page(
        "cases/mine_case.html",
        o=page,
        p=page.p,
        own=page.file.own,
        kept=ctx.kept(),
        window=complaint_window_of(ctx.app, case),
        own_address=own_address,
        complaints=complaints,
        may_complain=first and not any(one.status == CaseStatus.OPEN for one in complaints),
    )


@router.get("/mine/{case}/files/{paper_id}")
def own_file_(ctx: SignedInContext, case: str, paper_id: int) -> Response:
    """A file they gave in, or the decision that was served on them."""

    with reading(ctx.app) as uow:
        ctx.owns(uow, case)
        found = own_file(uow, case).paper(paper_id)
    leave(ctx.app, Reading(case, found.content, ctx.person, "file", ctx.app.clock()))
    return as_file(found.name, ctx.app.papers.get(found.content), found.media_type)


@router.post("/mine/{case}/papers")
def give(ctx: SignedInContext, case: str, form: Posted) -> Response:
    """Put one file of theirs in; what was typed beside it stays."""
    _give(ctx, case, form)
    if form.one("reason"):
        go_back(ctx, form)
    return go(form.page)


@router.post("/mine/{case}/complaint")
def complain(ctx: SignedInContext, case: str, form: Posted) -> Response:
    with reading(ctx.app) as uow:
        ctx.owns(uow, case)
    done = lodge_complaint(ctx.app, form.act(case, ctx.person), form.one("complaint"))
    return go(f"/mine/{done.case.id}")


@router.get(TASK)
def show(ctx: SignedInContext, task_id: TaskId) -> Response:
    page, asked = _question(ctx, task_id)
    return ctx.page("cases/mine_task.html", o=page, p=page.p, q=asked, kept=ctx.kept())


@router.get(TASK + "/check")
def check(ctx: SignedInContext, task_id: TaskId) -> Response:
    return confirm_answer(ctx, _question(ctx, task_id)[1])


@router.post(TASK + "/check")
def weigh(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    """A file chosen on the first page is taken before the second is shown: it cannot wait."""
    step = _step(ctx, task_id)
    if form.files:
        _give(ctx, case_of(task_id), form)
    return review_answer(ctx, form, own_address(task_id), step)


@router.post(TASK + "/answer")
def answer(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    case = case_of(task_id)
    _check_own_task(ctx, task_id)
    wish = SignOff(
        act_id=form.one("act"),
        case_id=case,
        task_id=task_id,
        outcome=outcome_of(form),
        reason=form.one("reason"),
    )
    sign_off(ctx.app, wish, person=ctx.person)
    return go(f"/mine/{case}")


def _page(ctx: RequestContext, case_id: str) -> OwnPage:
    """Raises NotFound for a case that is not about this person."""
    page = open_own_page(ctx, case_id)
    with reading(ctx.app) as uow:
        file = own_file(uow, case_id)
        rights = own_rights(page.case, page.file.law, uow.cases.facts(case_id))
    own = tuple(kind for kind in ctx.app.catalogue.dossier.values() if kind.own)
    return OwnPage(page, file, own, rights)


def _question(ctx: RequestContext, task_id: str) -> tuple[OwnPage, OwnQuestion]:
    """Raises NotFound for everything that is not asked of this person."""
    page = _page(ctx, case_of(task_id))
    task = page.file.own.task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    with reading(ctx.app) as uow:
        refused = why_not(ctx.app, uow, page.p.case, task_id, person=ctx.person)
    return page, OwnQuestion(page.p, task, None, ctx.refusal(refused) if refused else "")


def _step(ctx: RequestContext, task_id: str) -> Step:
    """The step that asks this person; nothing of the case is shown. Raises NotFound."""
    _check_own_task(ctx, task_id)
    with reading(ctx.app) as uow:
        return asked_of(ctx.app, uow, task_id).step


def _check_own_task(ctx: RequestContext, task_id: str) -> None:
    """Raises NotFound for a case about somebody else, and for a question put to a body."""
    with reading(ctx.app) as uow:
        ctx.owns(uow, case_of(task_id))
    if task_id.rpartition("/")[2] != SUBJECT:
        raise NotFound(kind="task", id=task_id)


def _give(ctx: RequestContext, case: str, form: Form) -> None:
    """Each file is an act of its own, so that a page may send several. Raises BadInput, …"""
    with reading(ctx.app) as uow:
        ctx.owns(uow, case)
    sent = sent_file(form, "file")
    which = hashlib.sha256(sent.content).hexdigest()[:16]
    act = form.act(case, ctx.person).part(which)
    give_paper(ctx.app, act, Upload(kind=form.one("kind"), file=sent))
