"""One question put to one body: read, choose, check once more, send, and what happens next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, NoReturn

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from actions.cases.recall import recall
from actions.cases.record_silence import record_silence
from actions.cases.return_case import return_case
from actions.cases.sign_off import sign_off, why_not
from actions.decisions.issue_decision import issue_decision
from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_versions import Version, find_version, versions_of
from domain.cases.corrections import return_targets
from domain.cases.sign_off import SignOff
from domain.decisions.issuing import Issue
from domain.errors import BadInput, NotFound, OptionNotOffered
from domain.facts.progress import PaperReply
from domain.facts.tasks import Task, TaskStatus
from domain.law.options import Option, Outcome
from domain.law.procedure import Step
from models.unit_of_work import read
from web.cases.case_page import CasePage, open_case_page
from web.directory.away import away_from
from web.kit.forms import (
    Form,
    Posted,
    go_back,
    keep_for,
    kept_for,
    take,
)
from web.kit.pages import task_address as address
from web.kit.request import Desk, MyDesk, go

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

    def option(self, outcome: str) -> Option:
        """Raises OptionNotOffered for anything the step does not offer."""
        for option in self.step.options.options:
            if option.outcome == outcome:
                return option
        offered = [option.outcome for option in self.step.options.options]
        raise OptionNotOffered(step=self.step.title, outcome=outcome, offered=offered)


def _task_id(case: str, step: str, round_: int, role: str) -> str:
    return f"{case}/{step}/{round_}/{role}"


TaskId = Annotated[str, Depends(_task_id)]


@router.get(PATH)
def show(desk: MyDesk, task_id: TaskId) -> Response:
    asked = _question(desk, task_id)
    targets = return_targets(asked.page.case, asked.page.file.law)
    away, people = away_from(desk, {asked.task.agency})
    return desk.page(
        "cases/task.html",
        q=asked,
        p=asked.page,
        kept=desk.kept(),
        targets=targets,
        people=people,
        away=away.get(asked.task.agency, ()),
    )


@router.post(PATH + "/check")
def weigh(desk: MyDesk, task_id: TaskId, form: Posted) -> Response:
    return weighed(desk, form, _question(desk, task_id))


@router.get(PATH + "/check")
def check(desk: MyDesk, task_id: TaskId) -> Response:
    return second_look(desk, _question(desk, task_id))


def weighed(desk: Desk, form: Form, asked: Question) -> Response:
    """Something is chosen and explained: on to the second page, to which one can come back."""

    def do() -> str:
        option = asked.option(form.one("outcome") or _missing("outcome"))
        if option.reason and not form.one("reason"):
            _missing("reason")
        keep_for(desk, form, f"{asked.address}/check")
        return f"{asked.address}/check"

    return take(desk, form, do)


def second_look(desk: Desk, asked: Question) -> Response:
    """The second page: everything once more, before it counts."""
    form = kept_for(desk, f"{asked.address}/check")
    if form is None or asked.task.status != TaskStatus.OPEN:
        return go(asked.address)
    option = asked.option(form.one("outcome"))
    return desk.page("cases/task_check.html", q=asked, p=asked.page, option=option, form=form)


@router.post("/back")
def back(desk: MyDesk, form: Posted) -> Response:
    """From the second page back to the first, with everything that was typed."""
    return go_back(desk, form)


@router.post(PATH + "/answer")
def answer(desk: MyDesk, task_id: TaskId, form: Posted) -> Response:
    return take(desk, form, lambda: _answer(desk, task_id, form))


@router.get(PATH + "/done")
def done(desk: MyDesk, task_id: TaskId) -> Response:
    asked = _question(desk, task_id)
    return desk.page("cases/task_done.html", q=asked, p=asked.page, kept=desk.kept())


@router.post(PATH + "/reply")
def reply(desk: MyDesk, task_id: TaskId, form: Posted) -> Response:
    """An answer that came on paper, typed in by an officer with its scan."""
    return take(desk, form, lambda: _reply(desk, task_id, form))


@router.post(PATH + "/return")
def send_back(desk: MyDesk, task_id: TaskId, form: Posted) -> Response:
    def do() -> str:
        act = _act(desk, task_id, form)
        return_case(desk.app, act, task_id=task_id, to_step=form.one("to"), reason=form.one("why"))
        return f"{address(task_id)}/done"

    return take(desk, form, do)


@router.post(PATH + "/recall")
def take_back(desk: MyDesk, task_id: TaskId, form: Posted) -> Response:
    def do() -> str:
        act = _act(desk, task_id, form)
        recall(desk.app, act, task_id=task_id, reason=form.one("why"))
        return f"/cases/{act.case_id}/opinions"

    return take(desk, form, do)


@router.post(PATH + "/silence")
def silence(desk: MyDesk, task_id: TaskId, form: Posted) -> Response:
    def do() -> str:
        act = _act(desk, task_id, form)
        record_silence(desk.app, act, task_id=task_id, proof=form.one("proof"))
        return f"{address(task_id)}/done"

    return take(desk, form, do)


def _act(desk: Desk, task_id: str, form: Form) -> Act:
    """Raises NotFound for a case that does not exist for this person."""
    case_id = task_id.partition("/")[0]
    desk.check_sees(case_id)
    return form.act(case_id, desk.person)


def _question(desk: Desk, task_id: str) -> Question:
    """Raises NotFound for a task, or a case, that does not exist for this person."""
    page = open_case_page(desk, task_id.partition("/")[0])
    task = page.case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    refused = read(
        desk.app.engine,
        lambda uow: why_not(desk.app, uow, page.case, task_id, person=desk.person),
    )
    refusal = desk.refusal(refused) if refused else ""
    return Question(page, task, _draft(desk, page, page.step(task.step)), refusal)


def _draft(desk: Desk, page: CasePage, step: Step) -> Version | None:
    """The text the question is about: the one approved here, one prepared here, or the last."""
    current = dict(page.case.drafts)
    for paper in (step.approves, *step.prepares):
        if paper and paper in current:
            return find_version(desk.app, page.case.id, paper)
    others = [v for v in versions_of(desk.app, page.case.id) if v.current]
    return others[-1] if others else None


def _missing(field: str) -> NoReturn:
    raise BadInput(field=field, rule="missing", value="")


def _answer(desk: Desk, task_id: str, form: Form) -> str:
    asked = _question(desk, task_id)
    option = asked.option(form.one("outcome"))
    wish = SignOff(
        form.one("act"),
        asked.page.case.id,
        task_id,
        Outcome(option.outcome),
        reason=form.one("reason"),
        read=form.one("read"),
    )
    if option.issues:
        issue = Issue(wish, form.day("dated"), form.one("confirmed"))
        issue_decision(desk.app, issue, person=desk.person)
    else:
        sign_off(desk.app, wish, person=desk.person)
    return f"{address(task_id)}/done"


def _reply(desk: Desk, task_id: str, form: Form) -> str:
    asked = _question(desk, task_id)
    case_id = asked.page.case.id
    scan = form.files.get("scan")
    if scan is None:
        raise BadInput(field="scan", rule="missing", value="")
    option = asked.option(form.one("outcome"))
    dated, received = form.day("dated"), form.day("received")
    upload = Upload("paper_reply", scan.name, scan.content)
    attached = attach_paper(desk.app, form.act(case_id, desk.person).part("scan"), upload)
    kept = str(getattr(attached.facts[0], "content", ""))
    wish = SignOff(
        form.one("act"),
        case_id,
        task_id,
        option.outcome,
        reason=form.one("reason"),
        paper=PaperReply(form.one("number"), dated, received, kept),
    )
    sign_off(desk.app, wish, person=desk.person)
    return f"{address(task_id)}/done"
