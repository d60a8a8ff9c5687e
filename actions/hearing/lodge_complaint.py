"""The person concerned complains about a decision that reached them."""

from __future__ import annotations

from actions.app import App
from actions.cases.open_case import OpenCase, open_case
from actions.cases.sign_off import sign_off
from actions.cases.subject_view import own_file
from actions.execute import Act, Receipt
from domain.cases.sign_off import SignOff
from domain.errors import BadInput
from domain.law.options import Outcome
from domain.law.routing import governing_body
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading


def lodge_complaint(app: App, act: Act, text: str) -> Receipt:
    """Open the complaint about the case of `act` and send it in with its text.

    Two acts of one wish, each done once: opening, then the answer to the first question of the
    complaint. A decision not served yet is answered like one that does not exist. Raises BadInput.
    """
    if not text.strip():
        raise BadInput(field="complaint", rule=BadInput.Rule.MISSING, value="")
    with reading(app) as uow:
        decided = _decided(uow, act.case_id)
    opened = open_case(app, _wish(app, act, decided)).case
    lodge = SignOff(
        act_id=act.part("lodge").act_id,
        case_id=opened.id,
        task_id=opened.tasks[0].id,
        outcome=Outcome.SUBMITTED,
        reason=text,
    )
    return sign_off(app, lodge, person=act.person)


def _decided(uow: UnitOfWork, case_id: str) -> Case:
    if own_file(uow, case_id).own.decision is None:
        raise BadInput(field="about", rule=BadInput.Rule.NO_DECISION, value=case_id)
    return uow.cases.get(case_id)


def _wish(app: App, act: Act, decided: Case) -> OpenCase:
    """Run by the body that governs the press agency: it is asked to accept it (complain.yaml)."""
    governing = governing_body(app.catalogue.agencies, decided.press_agency, app.today())
    return OpenCase(
        act_id=act.part("complain").act_id,
        procedure=app.catalogue.complaint.name,
        subject=decided.subject,
        press_agency=decided.press_agency,
        post=decided.post,
        handler=governing.code,
        person=act.person,
        about=decided.id,
    )
