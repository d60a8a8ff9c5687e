"""Registers: voided numbers, back-dated papers, gaps."""

from __future__ import annotations

from datetime import date

import pytest

from actions.cases.case_files import case_file
from actions.decisions.read_register import lines_of, register_reports
from actions.decisions.void_number import Voiding, void_numbers
from actions.execute import Receipt
from actions.hearing.hearing import serve_paper
from cli.kit.session import act
from domain.errors import BackDated, CannotVoid, NotAllowed, NotYourTask, ReasonMissing
from domain.facts.decisions import Renumbered
from domain.hearing.hearing import Serving
from models.audit import audit_log
from tests.actions.decisions.test_issue import at_decision, issue, issued
from tests.documents.reading import lines_in
from tests.looking import read

DAY = date(2026, 9, 7)


def void(app, first, last=None, *, reason="trùng số sổ giấy", person="nguyenthilan", **more):
    last = last or first
    wish = Voiding(
        act_id=more.pop("act_id", f"void:{first}-{last}"),
        agency=more.pop("agency", "TU"),
        first=first,
        last=last,
        dated=more.pop("dated", DAY),
        reason=reason,
    )
    return void_numbers(app, wish, person=person)


def issued_one(app, **more):
    play = at_decision(app, **more)
    issue(play, act_id=f"i:{play.id}")
    play.follow()
    return play


def test_numbers_closed_before_use_are_passed_over_and_named_with_their_reason(app):
    void(app, 1, 431)
    play = issued_one(app)
    assert issued(play).symbol == "432-QĐ/TU"
    (report,) = register_reports(app, "TU", 2026)
    assert (report.missing, report.last) == ((), 432)
    assert [(v.first, v.last, v.reason) for v in report.voided] == [(1, 431, "trùng số sổ giấy")]


def test_a_decision_that_has_not_gone_out_gets_the_next_number_and_a_new_text(app):
    play = issued_one(app)
    done = void(app, 1)
    assert isinstance(done, Receipt)
    assert issued(play).symbol == "02-QĐ/TU"
    assert case_file(app, play.id).decision.dated == DAY
    assert any("02-QĐ/TU" in line for line in lines_in(final(play)))
    assert audit_log.verify(app.engine.connect()) == []


def final(play):
    papers = read(play.app.engine, lambda uow: uow.papers.of_case(play.id))
    return play.app.papers.get([p.content for p in papers if p.role == "final"][-1])


def test_a_voided_number_is_never_given_again(app):
    first = issued_one(app)
    void(app, 1)
    second = issued_one(app, act_id="two")
    assert [issued(p).number for p in (first, second)] == [2, 3]


def test_voiding_twice_is_one_act_and_another_wish_is_refused(app):
    play = issued_one(app)
    first, again = void(app, 1), void(app, 1)
    assert (again.repeated, again.facts) == (True, first.facts)
    with pytest.raises(CannotVoid) as refused:
        void(app, 1, act_id="other")
    assert refused.value.facts["rule"] == "voided_before"
    assert issued(play).number == 2


def test_a_number_changed_before_its_text_was_written_is_written_once_with_the_new_one(lite):
    play = at_decision(lite)
    issue(play)
    void(lite, 1)
    play.follow()
    papers = read(lite.engine, lambda uow: uow.papers.of_case(play.id))
    assert len([p for p in papers if p.role == "final"]) == 1
    assert any("02-QĐ/TU" in line for line in lines_in(final(play)))


def test_a_served_decision_keeps_its_number(lite):
    play = issued_one(lite)
    wish = act("serve", play.id, "lethuha", "decision")
    serve_paper(lite, wish, Serving(what="decision", on=DAY, proof="ký nhận"))
    with pytest.raises(CannotVoid) as refused:
        void(lite, 1)
    assert refused.value.facts["rule"] == "gone_out"
    assert [b.article for b in refused.value.basis] == ["18.3"]


def test_a_number_of_an_ended_case_stays(lite):
    """Who was told the decision knows its number; what is in force changes by a paper."""
    play = issued_one(lite)
    play.until("the end")
    assert not play.case.open
    with pytest.raises(CannotVoid) as refused:
        void(lite, 1)
    assert refused.value.facts["rule"] == "gone_out"
    assert issued(play).symbol == "01-QĐ/TU"


def test_voiding_needs_a_reason_and_a_clerk_of_the_body(lite):
    issued_one(lite)
    with pytest.raises(ReasonMissing):
        void(lite, 1, reason=" ")
    with pytest.raises(NotYourTask):
        void(lite, 1, person="lethuha")
    with pytest.raises(NotAllowed):
        void(lite, 1, person="ymoaeban")
    with pytest.raises(NotAllowed):
        void(lite, 7, person="lethuha")
    assert register_reports(lite, "TU", 2026)[0].voided == ()


@pytest.mark.parametrize("span", [(0, 3), (5, 4), (1, 5001)])
def test_a_span_that_cannot_be_is_refused(lite, span):
    with pytest.raises(CannotVoid):
        void(lite, *span)


def test_a_span_does_not_swallow_a_number_that_a_decision_bears(lite):
    play = issued_one(lite)
    with pytest.raises(CannotVoid) as refused:
        void(lite, 1, 10)
    assert refused.value.facts["symbols"] == [issued(play).symbol]


def test_the_register_shows_the_papers_of_its_year(lite):
    play = issued_one(lite)
    reports = register_reports(lite, "TU", 2026)
    assert [e.case_id for e in lines_of(reports, 2026)] == [play.id]
    assert lines_of(register_reports(lite, "TU", 2025), 2025) == ()


def test_a_paper_dated_before_the_last_one_of_its_register_asks_for_a_reason(lite, clock):
    older = at_decision(lite)
    clock.forward(days=1)
    issued_one(lite, act_id="two")
    with pytest.raises(BackDated) as asked:
        issue(older, dated=DAY, confirm="")
    assert asked.value.facts["rule"] == "out_of_order"
    issue(older, dated=DAY, confirm="ký ngày 07/9, chuyển văn thư chậm", act_id="again")
    assert issued(older).confirmed.startswith("ký ngày 07/9")
    (report,) = register_reports(lite, "TU", 2026)
    assert [e.number for e in report.disordered] == [2]


STATE = {"press_agency": "CYS", "handler": "HVHNT", "person": "dothithuy"}


@pytest.mark.parametrize(("days", "asks"), [(1, False), (2, True)])
def test_a_state_paper_is_numbered_by_the_next_working_day(lite, clock, days, asks):
    play = at_decision(lite, **STATE)
    clock.forward(days=days)
    if asks:
        with pytest.raises(BackDated) as asked:
            issue(play, dated=DAY, confirm="")
        assert asked.value.facts["last"] == date(2026, 9, 8)
    else:
        issue(play, dated=DAY)


def test_a_party_register_has_no_next_working_day_rule(lite, clock):
    play = at_decision(lite)
    clock.forward(days=5)
    issue(play, dated=DAY)
    assert issued(play).dated == DAY


def test_a_voided_number_in_the_history_is_guarded_like_a_fact(app):
    void(app, 3)
    from sqlalchemy import text
    from sqlalchemy.exc import DatabaseError

    with pytest.raises(DatabaseError), app.engine.begin() as connection:
        connection.execute(text("UPDATE register_events SET body = '{}'"))
    with app.engine.begin() as connection:
        connection.execute(
            text("UPDATE registers SET version = 0, chain_head = :zero"), {"zero": "0" * 64}
        )
    found = read(app.engine, lambda uow: audit_log.verify(uow.connection))
    assert [row.why for row in found] == ["no_case", "edited"]


def test_renumbering_is_a_fact_of_the_case(lite):
    play = issued_one(lite)
    void(lite, 1)
    facts = read(lite.engine, lambda uow: uow.cases.facts(play.id))
    (fact,) = [f for f in facts if isinstance(f, Renumbered)]
    assert (fact.voided, fact.number, fact.by.person) == (1, 2, "nguyenthilan")
