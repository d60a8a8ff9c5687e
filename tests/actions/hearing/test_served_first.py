"""Nobody answers what they could not read: served with its paper, and before the explanation."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.cases.sign_off import sign_off, why_not
from actions.cases.subject_view import own_file
from actions.hearing.hearing import record_hearing, serve_paper
from actions.papers.attach_paper import Upload, attach_paper
from bootstrap.demonstration.scans import scan as a_pdf
from documents.intake.sent_file import SentFile
from domain.cases.sign_off import SignOff
from domain.errors import BadInput, NotServed
from domain.facts.answers import PaperReply
from domain.hearing.hearing import Serving
from domain.law.options import Outcome
from models.unit_of_work import reading
from tests.actions.hearing.test_due_process import PAPER, act, discipline, serve
from tests.playing import opened


@pytest.mark.parametrize("who", ["the person", "an officer"])
def test_m1_no_explanation_is_taken_before_the_accusation_is_served(lite, who):
    """Order of facts, not the day: served minutes later it was still served after. Neither from the
    person nor typed in for them; once served, both are taken."""
    play = discipline(lite)
    play.until("explanation")
    wish, person = explanation(play, who), "lethuha" if who == "an officer" else "ythongeban"
    with reading(lite) as uow:
        case = uow.cases.get(play.id)
        assert isinstance(why_not(lite, uow, case, wish.task_id, person="ythongeban"), NotServed)
    with pytest.raises(NotServed):
        sign_off(lite, wish, person=person)
    serve(play)
    assert sign_off(lite, wish, person=person).case.step != "explanation"


def explanation(play, who):
    """Said by the person, or on paper and typed in by an officer."""
    paper = None
    if who == "an officer":
        upload = Upload(kind="paper_reply", file=SentFile("a.pdf", a_pdf("x")))
        scan = attach_paper(play.app, act(play, "scan"), upload).facts[0].content
        today = play.app.today()
        paper = PaperReply(number="1", dated=today, received=today, scan=scan)
    task = play.case.open_tasks[0]
    return SignOff(
        act_id="explain",
        case_id=play.id,
        task_id=task.id,
        outcome=Outcome.SUBMITTED,
        reason="trình bày",
        paper=paper,
    )


def test_m1_a_paper_dated_before_the_service_is_no_explanation(lite, clock):
    play = discipline(lite)
    play.until("explanation")
    wish = explanation(play, "an officer")
    clock.forward(days=1)
    serve(play)
    with pytest.raises(NotServed) as refused:
        sign_off(lite, wish, person="lethuha")
    assert refused.value.facts["rule"] == "before"


@pytest.mark.parametrize("what", ["accusation", "summons"])
def test_m2_what_is_served_is_served_with_its_paper(lite, what):
    play = discipline(lite)
    meeting = play.app.today() + timedelta(days=20) if what == "summons" else None
    serving = Serving(what=what, on=lite.today(), proof="ký nhận", meeting=meeting)
    with pytest.raises(BadInput) as refused:
        serve_paper(lite, act(play, "bare"), serving)
    assert (refused.value.facts["field"], refused.value.facts["rule"]) == ("file", "missing")
    with pytest.raises(BadInput):
        serve_paper(lite, act(play, "strange"), replace(serving, content="0" * 64))
    kept = serve_paper(lite, act(play, "with"), serving, PAPER).facts
    assert kept[0].content == kept[1].content
    with reading(lite) as uow:
        assert own_file(uow, play.id).served[kept[0].content].name == "da-giao.pdf"


def test_no_decision_is_served_before_one_is_issued(lite):
    """Nor does the record of it freeze the case."""
    play = discipline(lite)
    play.until("explanation")
    with pytest.raises(BadInput) as refused:
        serve(play, what="decision", content="")
    assert refused.value.facts["rule"] == BadInput.Rule.NOT_ISSUED


@pytest.mark.parametrize("what", ["accusation", "summons"])
def test_nobody_is_accused_in_a_procedure_that_hears_nobody(lite, what):
    play = opened(lite, "appoint")
    with pytest.raises(BadInput) as refused:
        serve(play, what=what)
    assert refused.value.facts["rule"] == BadInput.Rule.NOT_OF_THIS_CASE


def test_no_meeting_was_before_the_case(lite):
    play = discipline(lite)
    with pytest.raises(BadInput) as refused:
        record_hearing(lite, act(play, "came"), date(2020, 1, 1), "present", "")
    assert (refused.value.facts["field"], refused.value.facts["value"]) == (
        "meeting",
        date(2020, 1, 1),
    )
