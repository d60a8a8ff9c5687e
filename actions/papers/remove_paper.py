"""Take a wrong file out of the dossier of a case, with a reason; the bytes and the fact stay."""

from __future__ import annotations

from actions.app import App
from actions.execute import Act, Receipt, as_handler, check_same, execute, says
from domain.cases.attempt import Attempt
from domain.cases.dossier_changes import decide_remove
from domain.facts.fact import Fact
from domain.facts.papers import PaperRemoved
from models.unit_of_work import UnitOfWork


def remove_paper(app: App, act: Act, *, content: str, reason: str) -> Receipt:
    """`content` is the hash of the file. Raises BadInput, ReasonMissing, CaseClosed, NotAllowed,
    NotYourTask, Stands."""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        history = uow.cases.facts(attempt.case.id)
        return decide_remove(attempt, history, content=content, reason=reason)

    receipt = execute(app, act, as_handler(act.person), decide)
    return check_same(receipt, says(PaperRemoved, content=content, reason=reason))
