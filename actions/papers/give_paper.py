"""The person concerned gives a paper of their own into the dossier."""

from __future__ import annotations

from actions.app import App
from actions.execute import Act, Receipt, as_subject
from actions.papers.attach_paper import Upload, take_in
from domain.cases.attempt import Attempt
from domain.cases.sign_off import SUBJECT
from domain.errors import BadInput, NotYourTask
from models.unit_of_work import reading


def give_paper(app: App, act: Act, upload: Upload) -> Receipt:
    """Only what is theirs to give (`own` in dossier.yaml): the other papers are officers' work.

    Raises NotYourTask for anybody but the person concerned, BadInput, BadPaper, CaseClosed.
    """
    with reading(app) as uow:
        kinds = app.book(uow, uow.cases.get(act.case_id)).dossier.values()
    own = [paper.id for paper in kinds if paper.own]
    if upload.kind not in own:
        raise BadInput(field="kind", rule=BadInput.Rule.UNKNOWN_PAPER, value=upload.kind, known=own)
    return take_in(app, act, upload, as_subject(act.person), _check_concerned)


def _check_concerned(attempt: Attempt) -> None:
    if attempt.actor.person != attempt.case.subject:
        raise NotYourTask(task=attempt.case.id, needs=SUBJECT, has=attempt.actor.person)
