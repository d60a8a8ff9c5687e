"""Where a case is, for the one who reads its page: what they have to do in it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from actions.cases.sign_off import why_not
from actions.votes.my_ballots import ballots_for
from domain.cases.sign_off import SUBJECT
from domain.law.deadlines import is_late
from domain.state.task import Task
from models.unit_of_work import UnitOfWork, reading
from web.cases.case_page import CasePage


class ToDo(StrEnum):
    ANSWER = "answer"
    COUNT = "count"  # see to the ballot of one's own body
    VOTE = "vote"
    RECORD = "record"  # whoever was asked answers on paper
    REMIND = "remind"  # whoever was asked is late
    REFUSED = "refused"  # one's own body is asked, and one may not answer for it


@dataclass(frozen=True, slots=True)
class Mine:
    """`refusal`: why this person may not."""

    duty: ToDo
    task: Task
    refusal: str = ""


def mine(page: CasePage) -> tuple[Mine, ...]:
    """What waits for the reader in this case, what only they can do first."""
    open_tasks = [task for task in page.case.open_tasks if task.role != SUBJECT]
    with reading(page.ctx.app) as uow:
        found = [*_ballots(page), *(one for t in open_tasks for one in _of_task(page, uow, t))]
    return tuple(sorted(found, key=lambda one: list(ToDo).index(one.duty)))


def _of_task(page: CasePage, uow: UnitOfWork, task: Task) -> Iterator[Mine]:
    ctx = page.ctx
    if ctx.viewer.works_for(task.agency):
        if page.step(task.step).vote:
            yield Mine(ToDo.COUNT, task)
        elif refused := why_not(ctx.app, uow, page.case, task.id, person=ctx.person):
            yield Mine(ToDo.REFUSED, task, ctx.refusal(refused))
        else:
            yield Mine(ToDo.ANSWER, task)
    elif page.handles():
        if task.due and is_late(task.due, ctx.app.today()):
            yield Mine(ToDo.REMIND, task)
        elif page.answers_on_paper(task):
            yield Mine(ToDo.RECORD, task)


def _ballots(page: CasePage) -> Iterator[Mine]:
    if not page.ctx.viewer.called:
        return
    for ballot in ballots_for(page.ctx.app, page.ctx.person):
        here = ballot.task.id.startswith(f"{page.case.id}/")
        if here and ballot.running and ballot.ready and not ballot.voted:
            yield Mine(ToDo.VOTE, ballot.task)
