"""E04: one body is taken out of a running consultation, with reason and document."""

from __future__ import annotations

import pytest

from actions.cases.case_files import case_file, conformance_of
from actions.cases.offers import may_take_out
from actions.cases.recall import recall
from actions.cases.take_out import take_out
from actions.execute import Act
from documents.content.opinions import opinions_of
from domain.errors import (
    BadInput,
    CannotTakeOut,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
    TaskClosed,
)
from domain.facts.answers import TakenOut
from models.cases.inbox import waiting
from models.unit_of_work import reading
from tests.looking import read
from tests.playing import SIGNERS, at_opinions, opened

SAID = {"reason": "không thuộc thẩm quyền của cơ quan này", "document": "Công văn số 9-CV/BTCTU"}


def out(play, task, *, person="lethuha", act_id="out", **more):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return take_out(play.app, act, task_id=task, **(SAID | more))


def test_e04_the_others_decide_and_the_body_is_asked_no_more(app):
    """Its task is gone from the inbox; papers and the path say so; the step goes on without it."""
    play = at_opinions(app)
    task = play.task("UBKTTU")
    receipt = out(play, task)
    assert isinstance(receipt.facts[0], TakenOut)
    assert read(app.engine, lambda uow: waiting(uow.connection, ("UBKTTU",))) == ()
    for body in ("BTGDVTU", "SVHTTDL", "DUUBND"):
        play.sign(body, "agree")

    assert play.case.step == "opinions_report"
    counts = dict(opinions_of(case_file(app, play.id), party=True)["opinion_counts"])
    assert counts["Số cơ quan được hỏi ý kiến"] == 3
    path = [r for row in conformance_of(app, play.id) for r in row.remarks]
    (said,) = [r.facts for r in path if r.code == "taken_out"]
    assert said["agency"] == "UBKTTU"
    assert SAID["document"] in said["why"]


def test_e04_the_last_body_that_has_not_answered_lets_the_step_go_on(lite):
    play = at_opinions(lite)
    for body in ("BTGDVTU", "SVHTTDL", "DUUBND"):
        play.sign(body, "agree")
    out(play, play.task("UBKTTU"))
    assert play.case.step == "opinions_report"


def test_a_body_taken_out_stays_out_when_another_takes_its_answer_back(lite):
    play = at_opinions(lite)
    gone, answered = play.task("UBKTTU"), play.task("SVHTTDL")
    out(play, gone)
    play.sign("SVHTTDL", "agree")
    act = Act(act_id="r", case_id=play.id, person=SIGNERS["SVHTTDL"])
    recall(lite, act, task_id=answered, reason="nhầm")
    assert "UBKTTU" not in {t.agency for t in play.case.open_tasks}


def test_e04_an_answer_given_is_not_taken_out(lite):
    play = at_opinions(lite)
    task = play.task("UBKTTU")
    play.sign("UBKTTU", "agree")
    with pytest.raises(TaskClosed):
        out(play, task)


def test_e04_a_say_required_by_a_text_that_was_read_stays(lite):
    """101-QĐ/TW 4.1a [S]: the directing body appraises appointment and re-appointment."""
    play = at_opinions(lite)
    task = play.task("BTGDVTU")
    with pytest.raises(CannotTakeOut) as caught:
        out(play, task)
    assert caught.value.facts["rule"] == "required"
    assert [b.instrument for b in caught.value.basis] == ["QD101"]
    with reading(lite) as uow:
        assert not may_take_out(lite, uow, task, person="lethuha")
        assert may_take_out(lite, uow, play.task("UBKTTU"), person="lethuha")


def test_only_a_consultation_of_several_bodies_and_never_its_last_one(lite):
    play = opened(lite)
    with pytest.raises(CannotTakeOut) as caught:
        out(play, play.case.open_tasks[0].id)
    assert caught.value.facts["rule"] == "no_consultation"
    dismissed = opened(lite, "dismiss", act_id="two")
    dismissed.until("provincial_opinions")
    tasks = [t.id for t in dismissed.case.open_tasks]
    for n, task in enumerate(tasks[:-1]):
        out(dismissed, task, act_id=f"o{n}")
    with pytest.raises(CannotTakeOut) as caught:
        out(dismissed, tasks[-1], act_id="last")
    assert caught.value.facts["rule"] == "last"


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"reason": " "}, ReasonMissing),
        ({"document": " "}, BadInput),
        ({"person": SIGNERS["UBKTTU"]}, NotYourTask),
        ({"person": "ythongeban"}, SelfApproval),
    ],
)
def test_the_officer_in_charge_says_why_and_on_what(lite, more, fault):
    play = at_opinions(lite)
    with pytest.raises(fault):
        out(play, play.task("UBKTTU"), **more)
    assert len(play.case.open_tasks) == 4
