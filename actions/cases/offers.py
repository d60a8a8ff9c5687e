"""What a page or the interface may offer: each act tried on the case as it stands, and not done."""

from __future__ import annotations

from actions.app import App
from actions.execute import Act, as_assignee, as_handler, refusal_of
from domain.cases.attempt import Attempt, check_handles
from domain.cases.corrections import decide_recall, decide_withdraw, return_targets
from domain.cases.sign_off import SUBJECT
from domain.cases.standing import is_decided, what_stands
from domain.cases.take_out import decide_take_out
from domain.facts.fact import Fact
from domain.papers.dossier import DossierPaper
from domain.state.case import Case
from domain.state.task import case_of
from models.unit_of_work import UnitOfWork

ANY_REASON = "…"  # what the person will write is not known yet


def may_recall(app: App, uow: UnitOfWork, task_id: str, *, person: str) -> bool:
    """Would taking this answer back be done for this person?"""
    act = Act(act_id="", case_id=case_of(task_id), person=person)
    refused = refusal_of(
        app,
        uow,
        act,
        as_assignee(person, task_id),
        lambda _uow, attempt: decide_recall(attempt, task_id=task_id, reason=ANY_REASON),
    )
    return refused is None


def may_withdraw(app: App, uow: UnitOfWork, case_id: str, *, person: str) -> bool:
    """Would withdrawing the case be done for this person?"""
    refused = refusal_of(
        app,
        uow,
        Act(act_id="", case_id=case_id, person=person),
        as_handler(person),
        lambda _uow, attempt: decide_withdraw(attempt, reason=ANY_REASON),
    )
    return refused is None


def may_take_out(app: App, uow: UnitOfWork, task_id: str, *, person: str) -> bool:
    """Would taking this body out of the consultation be done for this person?"""
    refused = refusal_of(
        app,
        uow,
        Act(act_id="", case_id=case_of(task_id), person=person),
        as_handler(person),
        lambda _uow, attempt: decide_take_out(
            attempt, task_id=task_id, reason=ANY_REASON, document=ANY_REASON
        ),
    )
    return refused is None


def returns_to(app: App, uow: UnitOfWork, case: Case) -> tuple[str, ...]:
    """Steps to which whoever is asked now may send the case back; the person concerned never."""
    if all(task.role == SUBJECT for task in case.open_tasks):
        return ()
    return return_targets(case, app.law(uow, case), uow.cases.facts(case.id))


def kinds_to_attach(
    app: App, uow: UnitOfWork, case_id: str, *, person: str
) -> tuple[DossierPaper, ...]:
    """Kinds of paper this person may put into the dossier now: after a decision only those that
    say what was done with it."""
    case = uow.cases.get(case_id)
    refused = refusal_of(
        app, uow, Act(act_id="", case_id=case_id, person=person), as_handler(person), _handle
    )
    if refused or not case.open:
        return ()
    decided = is_decided(what_stands(case, uow.cases.facts(case_id)))
    kinds = app.book(uow, case).dossier.values()
    return tuple(p for p in kinds if p.archive or not decided)


def _handle(_uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
    check_handles(attempt)
    return []
