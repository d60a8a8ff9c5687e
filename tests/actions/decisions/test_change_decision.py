"""A decision that was issued is changed by a later paper only, through the one door."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.cases.case_files import case_file
from actions.cases.offers import may_withdraw
from actions.cases.withdraw import withdraw
from actions.decisions.change_decision import change_decision, text_of_change, why_no_change
from actions.decisions.readiness import _decided
from actions.decisions.void_number import Voiding, void_numbers
from actions.execute import Act
from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from documents.intake.sent_file import SentFile
from domain.decisions.changes import ChangeWish, decision_in_force
from domain.directory.record import Discipline
from domain.errors import (
    ActIdReused,
    BadInput,
    CannotChange,
    CannotSign,
    CannotVoid,
    GateNotPassed,
    NotAllowed,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
    Stands,
)
from domain.facts.decisions import DecisionChange, DecisionChanged, FinalMade
from domain.facts.signatures import SignedCopyKept
from domain.state.case import CaseStatus
from models.audit import audit_log
from models.cases.statistics import StatisticsPeriod, counts
from models.unit_of_work import reading
from models.visibility import Visibility
from tests.actions.decisions.test_issue import at_decision, issue
from tests.actions.signing.test_sign_paper import a_scan
from tests.documents.reading import lines_in
from tests.playing import change_record

SIGNER = "ymoaeban"
REVOKE, ANNUL, REPLACE, CORRECT = DecisionChange


def issued(app):
    play = at_decision(app)
    issue(play, act_id=f"i:{play.id}")
    play.follow()
    return play


def wish(app, how=REVOKE, **more):
    said = {"says": "Thời hạn ghi tại Điều 1 là 05 năm"} if how in (REPLACE, CORRECT) else {}
    given = {"reason": "sai thẩm quyền", "document": "Kết luận số 12-KL/TU, ngày 07/9/2026"}
    return ChangeWish(**({"how": how, "dated": app.today()} | given | said | more))


def change(play, how=REVOKE, *, person=SIGNER, act_id="change", **more):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return change_decision(play.app, act, wish(play.app, how, **more))


def facts(play):
    with reading(play.app) as uow:
        return uow.cases.facts(play.id)


def text(play):
    final = [f for f in facts(play) if isinstance(f, FinalMade)][-1]
    return " ".join(lines_in(play.app.papers.get(final.content))).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("how", "symbol", "title"),
    [
        (REVOKE, "02-QĐ/TU", "QUYẾT ĐỊNH"),
        (ANNUL, "02-QĐ/TU", "QUYẾT ĐỊNH"),
        (REPLACE, "02-QĐ/TU", "QUYẾT ĐỊNH"),
        (CORRECT, "01-CV/TU", ""),
    ],
)
def test_a_later_paper_changes_the_decision_under_a_number_of_its_own(app, how, symbol, title):
    """Numbered in the register, written with the number and day of the decision it changes, linked
    both ways; rows and chain agree."""
    play = issued(app)
    changed = change(play, how).facts[0]
    assert isinstance(changed, DecisionChanged)
    assert (changed.symbol, changed.changes_symbol) == (symbol, "01-QĐ/TU")

    said = text(play)
    assert symbol in said
    assert title in said
    assert "Quyết định số 01-QĐ/TU, ngày 07/9/2026" in said
    assert "Kết luận số 12-KL/TU" in said
    first, later = case_file(app, play.id).decisions
    assert changed in (first.ended_by, *first.corrected_by)
    assert later.fact == changed
    with reading(app) as uow:
        assert symbol in [e.symbol for e in uow.registers.entries(changed.series)]
    assert audit_log.verify(app.engine.connect()) == []


@pytest.mark.parametrize(
    ("how", "symbol"), [(REVOKE, None), (ANNUL, None), (REPLACE, "02-QĐ/TU"), (CORRECT, "01-QĐ/TU")]
)
def test_which_paper_is_in_force_afterwards(lite, how, symbol):
    play = issued(lite)
    change(play, how)
    found = decision_in_force(facts(play))
    assert (found.fact.symbol if found else None) == symbol


def test_a_new_decision_may_itself_be_revoked_and_then_nothing_is_left_to_change(lite):
    play = issued(lite)
    change(play, REPLACE, act_id="one")
    assert change(play, REVOKE, act_id="two").facts[0].changes_symbol == "02-QĐ/TU"
    with pytest.raises(CannotChange) as caught:
        change(play, CORRECT, act_id="three")
    assert caught.value.facts["by"] == "03-QĐ/TU"


@pytest.mark.parametrize(
    ("person", "fault"),
    [
        ("nguyenthilan", NotAllowed),
        ("buithanhmai", NotYourTask),
        ("ythongeban", SelfApproval),
        ("lethuha", NotYourTask),
    ],
)
def test_only_who_signs_for_the_body_that_issued(lite, person, fault):
    play = issued(lite)
    with pytest.raises(fault):
        change(play, person=person)
    with reading(lite) as uow:
        assert isinstance(why_no_change(lite, uow, play.id, person=person), fault)
        assert why_no_change(lite, uow, play.id, person=SIGNER) is None


@pytest.mark.parametrize(
    ("how", "more", "fault"),
    [
        (REVOKE, {"reason": " "}, ReasonMissing),
        (REVOKE, {"document": ""}, BadInput),
        (REPLACE, {"says": ""}, BadInput),
        (CORRECT, {"says": " "}, BadInput),
        (REVOKE, {"dated": date(2026, 9, 6)}, BadInput),
        (REVOKE, {"dated": date(2026, 9, 8)}, BadInput),
    ],
)
def test_a_change_says_why_on_what_and_when_and_a_refusal_takes_no_number(lite, how, more, fault):
    play = issued(lite)
    with pytest.raises(fault):
        change(play, how, **more)
    assert change(play, act_id="after").facts[0].symbol == "02-QĐ/TU"


def test_nothing_is_changed_before_it_is_issued(lite):
    with pytest.raises(CannotChange):
        change(at_decision(lite))


def test_the_same_wish_twice_is_one_paper(lite):
    play = issued(lite)
    first, again = change(play), change(play)
    assert (again.repeated, again.facts) == (True, first.facts)
    with pytest.raises(ActIdReused):
        change(play, ANNUL)


def test_the_text_is_read_before_it_is_signed_and_the_number_still_open(lite):
    play = issued(lite)
    act = Act(act_id="", case_id=play.id, person=SIGNER)
    lines = " ".join(lines_in(text_of_change(lite, act, wish(lite))))
    assert "02-QĐ/TU" not in lines
    assert "sai thẩm quyền" in lines


def test_a_decision_with_a_later_paper_keeps_its_number(lite):
    play = issued(lite)
    change(play, CORRECT)
    voiding = Voiding(
        act_id="v", agency="TU", first=1, last=1, dated=lite.today(), reason="trùng số"
    )
    with pytest.raises(CannotVoid) as caught:
        void_numbers(lite, voiding, person="nguyenthilan")
    assert caught.value.facts["rule"] == "gone_out"


@pytest.mark.parametrize(("how", "ends"), [(REVOKE, True), (ANNUL, True), (CORRECT, False)])
def test_a_case_whose_decision_is_undone_may_end_and_any_other_may_not(lite, how, ends):
    play = issued(lite)
    assert play.case.open
    change(play, how)
    with reading(lite) as uow:
        assert may_withdraw(lite, uow, play.id, person="lethuha") is ends
    act = Act(act_id="w", case_id=play.id, person="lethuha")
    if ends:
        assert withdraw(lite, act, reason="đã thu hồi").case.status == CaseStatus.WITHDRAWN
    else:
        with pytest.raises(Stands):
            withdraw(lite, act, reason="xin rút")


@pytest.mark.parametrize("how", [REVOKE, CORRECT])
def test_who_holds_the_post_follows_the_decision_in_force(lite, how):
    play = issued(lite)
    while play.case.open:
        play.past(play.case.step)
    change(play, how)
    other = at_decision(lite, act_id="two").case
    with reading(lite) as uow:
        held = _decided(lite, uow, other)
    assert held == ((play.case.subject,) if how == CORRECT else ())


def test_a_new_decision_meets_the_conditions_of_its_own_day(lite, clock):
    """A reprimand since then: what a rule read in the text blocks (R-09, ND237 6.5đ), no reason
    lets a replacement through; a revocation asks nothing of it."""
    play = issued(lite)
    clock.forward(days=10)
    later = Discipline("state", "reprimand", date(2026, 9, 15))
    change_record(lite, play.case.subject, disciplines=(later,))
    with pytest.raises(GateNotPassed) as refused:
        change(play, REPLACE)
    assert refused.value.facts["gate"] == "rule_not_met"
    assert change(play, REVOKE, act_id="r").facts[0].how == REVOKE


def test_a_copy_signed_outside_is_kept_of_the_later_paper_too(lite):
    play = issued(lite)
    act = Act(act_id="k", case_id=play.id, person="lethuha")
    scan = SignedCopy(paper="decision_revoke", file=SentFile("thu-hoi.pdf", a_scan()))
    with pytest.raises(CannotSign):
        keep_signed_copy(lite, act, scan)
    change(play)
    assert isinstance(keep_signed_copy(lite, act, scan).facts[0], SignedCopyKept)


def test_a_day_out_of_the_order_of_numbers_needs_no_second_reason_but_is_kept(lite, clock):
    play = issued(lite)
    clock.forward(days=3)
    later = at_decision(lite, act_id="two")
    issue(later, act_id="i2", dated=lite.today())
    changed = change(play, dated=lite.today() - timedelta(days=2)).facts[0]
    assert changed.overridden == ("back_dated",)
    assert audit_log.verify(lite.engine.connect()) == []


@pytest.mark.parametrize("how", [REVOKE, CORRECT])
def test_statistics_tell_decisions_that_are_in_force_no_more(app, how):
    """Words somebody typed are never taken for what the paper does."""
    play = issued(app)
    while play.case.open:
        play.past(play.case.step)
    change(play, how, reason='lý do,"how":"annul",', document="số 1")
    visibility = Visibility("trinhvanduc", (), audits=True)
    period = StatisticsPeriod(app.today(), app.today())
    with reading(app) as uow:
        (found,) = counts(uow.connection, visibility, period, app.today())
    assert (found.done, found.undone) == (1, int(how == REVOKE))
