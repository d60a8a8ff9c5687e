"""The table at which a vote is opened, watched, closed or counted; and its minutes."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from actions.votes.tellers import seal_ballot, void_ballot
from actions.votes.votes import CountTable, at_table, count_votes
from documents.render import render
from domain.cases.gate_input import GateInput
from domain.decisions.gates import standing
from domain.directory.people import Person
from domain.errors import BadInput, CaseworkError, NotFound
from domain.facts.fact import Fact
from domain.hearing.council import council_rule
from domain.law.councils import CouncilRule
from domain.law.procedure import Step
from domain.state.task import Task, TaskStatus, case_of
from domain.votes.ballots import Count
from domain.votes.rules import RULES, VoteRule
from domain.votes.tellers import Sealing
from models.papers.papers import DOCX
from models.unit_of_work import reading
from web.cases import tasks
from web.cases.case_page import CasePage, open_case_page
from web.cases.tasks import TaskId
from web.kit.forms import Form, Posted
from web.kit.pages import task_address
from web.kit.picking import persons
from web.kit.request import RequestContext, SignedInContext, go
from web.papers.papers import as_file

router = APIRouter()
PATH = tasks.PATH + "/vote"


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote on its pages. `members` are the people called to a ballot on screen, `tellers` who
    counts it; `missing` says which conditions of the step do not hold yet.
    """

    page: CasePage
    task: Task
    table: CountTable
    members: list[Person]
    tellers: list[Person]
    missing: tuple[CaseworkError, ...]

    @property
    def step(self) -> Step:
        return self.page.step(self.task.step)

    @property
    def rule(self) -> VoteRule:
        return RULES[self.step.vote or ""]

    @property
    def address(self) -> str:
        return address(self.task.id)

    @property
    def open(self) -> bool:
        return self.page.case.open and self.task.status == TaskStatus.OPEN

    @property
    def voted(self) -> tuple[str, ...]:
        return self.table.turnout.voted if self.table.turnout else ()

    @property
    def council(self) -> CouncilRule | None:
        """The council that has to meet, where it is a discipline council that votes."""
        if all(gate.name != "council_lawful" for gate in self.step.gates):
            return None
        return council_rule(self.page.file.law.councils, self.page.case.law_day)


@router.get(PATH)
def show(ctx: SignedInContext, task_id: TaskId) -> Response:
    vote = open_vote(ctx, task_id)
    refusal = ctx.refusal(vote.table.refusal) if vote.table.refusal else ""
    return ctx.page("votes/vote.html", v=vote, p=vote.page, refusal=refusal, kept=ctx.kept())


@router.post(PATH + "/close")
def close(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    """The sums that the tellers of a ballot on screen have opened become the answer."""
    ctx.check_sees(case_of(task_id))
    wish = Count(
        act_id=form.one("act"),
        case_id=case_of(task_id),
        task_id=task_id,
        tally=None,
        reason=form.one("reason"),
        confirmed=form.one("confirmed"),
    )
    count_votes(ctx.app, wish, person=ctx.person)
    return go(address(task_id))


@router.post(PATH + "/seal")
def seal(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    """Nobody votes any more; the tellers are asked to open the sums."""
    ctx.check_sees(case_of(task_id))
    wish = Sealing(
        act_id=form.one("act"),
        case_id=case_of(task_id),
        task_id=task_id,
        present=number(form, "present") if form.one("present") else 0,
        early=form.one("early"),
    )
    seal_ballot(ctx.app, wish, person=ctx.person)
    return go(address(task_id))


@router.post(PATH + "/void")
def void(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    """The ballot is given up and held anew."""
    ctx.check_sees(case_of(task_id))
    act = form.act(case_of(task_id), ctx.person)
    void_ballot(ctx.app, act, task_id, form.one("why"))
    return go(address(task_id))


@router.get(PATH + "/minutes")
def minutes(ctx: SignedInContext, task_id: TaskId) -> Response:
    """The tally record to be signed on paper. Raises NotFound for a vote not counted."""
    vote = open_vote(ctx, task_id)
    if task_id not in vote.page.file.tallies:
        raise NotFound(kind="tally", id=task_id)
    content = render(vote.page.file, "tally_record", step=vote.step.id).content
    return as_file(f"{vote.page.case.id}_{vote.step.id}_bien-ban-kiem-phieu.docx", content, DOCX)


def open_vote(ctx: RequestContext, task_id: str) -> Vote:
    """Raises NotFound for a case that does not exist for this person, and where nobody votes."""
    page = open_case_page(ctx, case_of(task_id))
    task = page.case.find_task(task_id)
    if task is None or page.step(task.step).vote is None:
        raise NotFound(kind="task", id=task_id)

    with reading(ctx.app) as uow:
        table = at_table(ctx.app, uow, page.case, task, person=ctx.person)
        opened = table.turnout.opened.members if table.turnout else ()
        called = tuple(person for person in opened if person not in page.case.recused)
        history = uow.cases.facts(page.case.id)
        counting = table.turnout.opened.tellers if table.turnout else ()
        missing = _missing(page, task, history)
        return Vote(page, task, table, persons(uow, called), persons(uow, counting), missing)


def _missing(page: CasePage, task: Task, history: tuple[Fact, ...]) -> tuple[CaseworkError, ...]:
    file = page.file
    moment = GateInput(file.case, file.law, file.subject, page.ctx.app.today(), history)
    asked = [gate.name for gate in page.step(task.step).gates]
    return tuple(c.fault for c in standing(moment, asked) if c.fault is not None)


def number(form: Form, field: str, *, name: str = "") -> int:
    """A count as typed under `name`. Raises BadInput naming the field."""
    typed = form.one(name or field)
    if not typed:
        raise BadInput(field=field, rule=BadInput.Rule.MISSING, value="")
    if not (typed.isascii() and typed.isdigit()) or len(typed) > 6:
        raise BadInput(field=field, rule=BadInput.Rule.A_COUNT, value=typed)
    return int(typed)


def address(task_id: str) -> str:
    return f"{task_address(task_id)}/vote"
