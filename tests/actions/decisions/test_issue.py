"""Issuing: the exact text, the right number, the law of the date, the consents."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import update

from actions.cases.case_files import case_file
from actions.cases.sign_off import sign_off
from domain.cases.sign_off import SignOff
from domain.errors import BadInput, GateNotPassed, GateUnsure, LawChanged, StaleDraft
from domain.facts.decisions import DecisionIssued
from domain.law.options import Outcome
from domain.state.case import CaseStatus
from models.schema.tables import people
from tests.looking import read
from tests.playing import SIGNERS, fresh_papers, opened


def at_decision(app, **more):
    play = opened(app, **more)
    play.until("decision")
    return play


SAID, PAPER = "Cuộc họp đã xem xét từng nội dung", "Biên bản số 05-BB/TU, ngày 07/9/2026"


def issue(
    play, *, dated=None, read_hash=None, pages=None, confirm=SAID, document=PAPER, act_id="i"
):
    task = play.case.open_tasks[0]
    current = dict(play.case.drafts)[DRAFTS[play.case.procedure.split("/")[1].split(".")[0]]]
    act = SignOff(
        act_id=act_id,
        case_id=play.id,
        task_id=task.id,
        outcome=Outcome.ISSUE,
        read=read_hash or current,
        pages=play.case.printed(current) if pages is None else pages,
    )
    day = dated or play.app.today()
    signer, given = SIGNERS[task.agency], {"confirmed": confirm, "document": document}
    return sign_off(play.app, act, person=signer, dated=day, **given)


DRAFTS = {
    "appoint": "decision_appoint",
    "reappoint": "decision_reappoint",
    "discipline": "decision_discipline",
}


def issued(play):
    return case_file(play.app, play.id).decision


def test_the_decision_takes_the_next_number_of_its_register(app):
    first, second = at_decision(app), at_decision(app, act_id="two")
    issue(first)
    issue(second, act_id="j")
    assert [issued(p).symbol for p in (first, second)] == ["01-QĐ/TU", "02-QĐ/TU"]


def test_the_answer_decides_whether_something_is_issued_not_who_sends_it(app):
    """No door picks a rule: the same act with a date issues only where the option says so."""
    play = at_decision(app)
    task, current = play.case.open_tasks[0], play.case.draft("decision_appoint")
    refused, signer = (
        SignOff(act_id="x", case_id=play.id, task_id=task.id, outcome=Outcome.ISSUE, read=current),
        "ymoaeban",
    )
    with pytest.raises(BadInput) as raised:
        sign_off(app, refused, person=signer)
    assert raised.value.facts["rule"] == "use_issue"
    back = SignOff(
        act_id="y",
        case_id=play.id,
        task_id=task.id,
        outcome=Outcome.SEND_BACK,
        reason="Chưa đủ.",
        read=current,
    )
    done = sign_off(app, back, person=signer, dated=app.today(), confirmed="Đã xem.")
    assert (done.facts[0].confirmed, issued(play)) == ("", None)


def test_a_state_body_numbers_per_year(app):
    play = at_decision(app, press_agency="CYS", handler="HVHNT", person="dothithuy")
    issue(play)
    assert issued(play).symbol == "01/QĐ-HVHNT"


def test_g01_a_text_not_read_cannot_be_approved(app):
    play = at_decision(app)
    with pytest.raises(StaleDraft):
        issue(play, read_hash="0" * 64)
    assert issued(play) is None


def test_a_refused_issue_leaves_no_gap_in_the_register(app):
    play = at_decision(app)
    with pytest.raises(StaleDraft):
        issue(play, read_hash="0" * 64)
    issue(play, act_id="again")
    assert issued(play).number == 1


@pytest.mark.parametrize("day", [date(2026, 9, 8), date(2026, 9, 6)])
def test_a_decision_is_dated_between_opening_and_today(app, day):
    play = at_decision(app)
    with pytest.raises(BadInput):
        issue(play, dated=day)


def test_tc_8_a_decision_dated_before_the_ministrys_letter_is_refused(lite, clock):
    play = opened(lite)
    clock.forward(days=3)
    play.until("decision")
    with pytest.raises(GateNotPassed) as refused:
        issue(play, dated=date(2026, 9, 7))
    assert refused.value.facts["gate"] == "consent_later"
    assert any(b.instrument == "HD116" for b in refused.value.basis)


def test_f01_a_law_that_changed_since_opening_asks_a_person(lite, clock):
    clock.now = datetime(2026, 6, 29, 5, tzinfo=UTC)
    play = opened(lite)
    clock.now = datetime(2026, 7, 2, 5, tzinfo=UTC)
    fresh_papers(lite)
    play.until("decision")
    with pytest.raises(LawChanged):
        issue(play, confirm="")
    issue(play, confirm="Hồ sơ trình trước 01/7/2026", act_id="i2")
    fact = issued(play)
    assert isinstance(fact, DecisionIssued)
    assert (fact.confirmed, fact.document) == ("Hồ sơ trình trước 01/7/2026", PAPER)
    assert "law_changed" in fact.overridden


def test_f01_a_running_case_keeps_the_text_it_was_opened_under(lite, clock):
    clock.now = datetime(2026, 6, 29, 5, tzinfo=UTC)
    play = opened(lite)
    clock.now = datetime(2026, 7, 2, 5, tzinfo=UTC)
    law = case_file(lite, play.id).law.procedure
    cited = {b.instrument for step in law.steps for b in step.basis}
    assert "LBC2016" in cited
    assert "LBC2025" not in cited


def term_ends(app, day):
    with app.engine.begin() as connection:
        connection.execute(update(people).where(people.c.id == "ythongeban").values(term_ends=day))


def test_tc_9_a_reappointment_on_the_day_of_expiry_is_late_and_blocked_by_the_text_read(
    lite, clock
):
    clock.now = datetime(2026, 5, 29, 5, tzinfo=UTC)
    term_ends(lite, date(2026, 5, 29))
    play = at_decision(lite, procedure="reappoint")
    with pytest.raises(GateNotPassed) as refused:
        issue(play, confirm="vẫn ký")
    assert refused.value.facts["last"] == date(2026, 5, 28)


def test_tc_9_a_reappointment_one_working_day_before_expiry_is_in_time(lite, clock):
    clock.now = datetime(2026, 5, 28, 5, tzinfo=UTC)
    fresh_papers(lite)
    term_ends(lite, date(2026, 5, 29))
    play = at_decision(lite, procedure="reappoint")
    issue(play)
    assert issued(play).dated == date(2026, 5, 28)


def test_from_july_2026_the_rule_is_carried_over_unread_so_a_person_decides(lite, clock):
    clock.now = datetime(2026, 12, 31, 5, tzinfo=UTC)  # the term of the invented person ends today
    play = at_decision(lite, procedure="reappoint")
    with pytest.raises(GateUnsure) as asked:
        issue(play, confirm="")
    assert [b.instrument for b in asked.value.basis] == ["ND259"]
    issue(play, confirm="Ban Thường vụ đã kết luận ngày 29/12/2026", act_id="again")
    assert issued(play).overridden[0] == "before_term_expiry"


def test_issuing_is_followed_by_the_numbered_text(app):
    play = at_decision(app)
    issue(play)
    play.follow()
    finals = [
        p for p in read(app.engine, lambda uow: uow.papers.of_case(play.id)) if p.role == "final"
    ]
    assert [p.kind for p in finals] == ["decision_appoint"]


def test_k_discipline_prints_the_form_a_person_chose(lite):
    play = at_decision(lite, procedure="discipline")
    issue(play)
    play.until("never")
    assert play.case.status == CaseStatus.DONE
