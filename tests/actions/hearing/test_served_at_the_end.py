"""A step that hands the decision over is done only once it is recorded as handed over."""

from __future__ import annotations

import pytest

from actions.cases.case_files import case_file
from actions.cases.sign_off import sign_off, why_not
from actions.execute import Act
from actions.hearing.hearing import serve_paper
from domain.cases.sign_off import SignOff
from domain.errors import NotServed
from domain.hearing.hearing import Serving
from domain.law.procedure import Purpose
from domain.state.task import Task
from models.unit_of_work import reading
from tests.conftest import CATALOGUE
from tests.playing import SIGNERS, PlayedCase
from tests.walking import opened_by_law

WITH_SERVICE = sorted(
    (text.name, text.variant)
    for text in CATALOGUE.all_procedures()
    if text.regime == "QD101" and text.step_for(Purpose.SERVICE)
)


def test_every_procedure_that_ends_in_service_is_tried():
    assert [name for name, _ in WITH_SERVICE] == ["complain", *2 * ["discipline"], *2 * ["dismiss"]]


def at_service(app, name, variant) -> PlayedCase:
    """A case of this procedure, played to the step that hands its decision over."""
    play = opened_by_law(app, name, variant)
    step = case_file(app, play.id).law.procedure.step_for(Purpose.SERVICE)
    play.until(step.id)
    assert play.case.step == step.id
    return play


def answer(play: PlayedCase, task: Task) -> None:
    done = SignOff(act_id="handed over", case_id=play.id, task_id=task.id, outcome="submitted")
    sign_off(play.app, done, person=SIGNERS[task.agency])


def serve(play: PlayedCase) -> None:
    serving = Serving(what="decision", on=play.app.today(), proof="Có chữ ký nhận")
    serve_paper(
        play.app, Act(act_id="served", case_id=play.id, person=play.story().officer), serving
    )


@pytest.mark.parametrize(("name", "variant"), WITH_SERVICE)
def test_nobody_says_it_was_handed_over_before_it_is_recorded(lite, name, variant):
    play = at_service(lite, name, variant)
    task = play.case.open_tasks[0]
    with reading(lite) as uow:
        refusal = why_not(lite, uow, play.case, task.id, person=SIGNERS[task.agency])
    assert isinstance(refusal, NotServed)
    with pytest.raises(NotServed) as caught:
        answer(play, task)
    assert caught.value.facts["rule"] == NotServed.Rule.DECISION
    assert caught.value.basis
    assert play.case.open_tasks == (task,)
    serve(play)
    answer(play, task)
    assert task not in play.case.open_tasks
