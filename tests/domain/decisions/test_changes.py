"""Papers that change a decision, pure: who, what they must say, and which one is in force."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.cases.attempt import Attempt
from domain.decisions.changes import (
    ChangeWish,
    check_can_change,
    decide_change,
    decision_in_force,
    decision_papers,
)
from domain.directory.actors import Actor, Power
from domain.errors import (
    BadInput,
    CannotChange,
    ConflictOfInterest,
    NotAllowed,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
)
from domain.facts.decisions import DecisionChange
from tests.domain.builders import NOON, officer, opened, signer
from tests.domain.decisions.test_registers import ISSUED, LAW, MONDAY, TAKEN, TUESDAY

ONE_DAY = timedelta(days=1)
REVOKE, ANNUL, REPLACE, CORRECT = DecisionChange
WISH = ChangeWish(
    how=REPLACE,
    dated=MONDAY,
    reason=" sai chức danh ",
    document=" 09-TB/BTC ",
    says=" nay bổ nhiệm lại ",
    effective=MONDAY,
    last_day=TUESDAY,
)


def attempt(actor=None, **changed):
    return Attempt(replace(opened(LAW), **changed), LAW, actor or signer("BTC"), NOON)


def changed(history=(ISSUED,), taken=TAKEN, overridden=(), **wished):
    wish = replace(WISH, **wished)
    target = check_can_change(attempt(), history, wish)
    return decide_change(attempt(), target, wish, taken, overridden)


def test_the_fact_says_all_that_was_wished_of_which_paper_by_whom():
    fact = changed(overridden=("late",))
    of = (fact.changes_series, fact.changes_number, fact.changes_symbol, fact.changes_dated)
    assert of == (ISSUED.series, 5, "05-QĐ/BTC", MONDAY)
    own = (fact.paper, fact.series, fact.number, fact.symbol, fact.dated, fact.signer)
    assert own == ("decision_replace", TAKEN.series, 6, "06-QĐ/BTC", MONDAY, "head")
    said = (fact.how, fact.reason, fact.document, fact.says, fact.overridden)
    assert said == (REPLACE, "sai chức danh", "09-TB/BTC", "nay bổ nhiệm lại", ("late",))
    assert (fact.effective, fact.last_day, fact.form) == (MONDAY, TUESDAY, "")
    assert (fact.by, fact.at) == (signer("BTC"), NOON)
    assert changed(form="warning").form == "warning"


@pytest.mark.parametrize(
    ("wished", "fault", "field"),
    [
        ({"reason": " "}, ReasonMissing, None),
        ({"document": " "}, BadInput, "document"),
        ({"says": " "}, BadInput, "says"),
        ({"how": CORRECT, "says": ""}, BadInput, "says"),
        ({"last_day": MONDAY - ONE_DAY}, BadInput, "last_day"),
        ({"form": "friendly"}, BadInput, "form"),
        ({"how": REVOKE, "form": "warning"}, BadInput, "form"),
        ({"dated": MONDAY - ONE_DAY}, BadInput, "dated"),
        ({"dated": TUESDAY}, BadInput, "dated"),
    ],
)
def test_what_a_change_must_say(wished, fault, field):
    with pytest.raises(fault) as refused:
        changed(**wished)
    assert refused.value.facts.get("field") == field
    assert refused.value.facts["rule"]


def test_revoking_says_nothing_anew_and_a_day_may_be_open():
    assert changed(how=REVOKE, says="").how == REVOKE
    assert changed(last_day=MONDAY).last_day == MONDAY
    assert changed(effective=None).effective is None
    assert changed(last_day=None).last_day is None


@pytest.mark.parametrize(
    ("actor", "case", "fault"),
    [
        (signer("BTG"), {}, NotYourTask),
        (officer("BTC", "clerk"), {}, NotAllowed),
        (signer("BTC", "officer"), {}, SelfApproval),
        (signer("BTC", "an"), {}, SelfApproval),
        (signer("BTC", "deputy", on_behalf_of="officer"), {}, SelfApproval),
        (signer("BTC", "lan"), {"recused": ("lan",)}, ConflictOfInterest),
    ],
)
def test_only_a_signer_of_the_body_that_issued_who_did_not_open_the_case(actor, case, fault):
    with pytest.raises(fault) as refused:
        check_can_change(attempt(actor, **case), (ISSUED,), WISH)
    told = refused.value.facts
    assert told.get("needs", "BTC") == told.get("agency", "BTC") == "BTC"
    assert told.get("has") in (None, "BTG", ["Chuyên viên"])
    assert told.get("person", actor.person) in (actor.person, *actor.behind)


def test_nothing_is_changed_before_there_is_a_decision():
    with pytest.raises(CannotChange) as refused:
        check_can_change(attempt(), (), WISH)
    assert refused.value.facts == {"rule": "not_issued"}
    assert decision_papers(()) == ()
    assert decision_in_force(()) is None


@pytest.mark.parametrize("how", [REVOKE, ANNUL])
def test_a_decision_that_was_undone_is_changed_no_more_and_the_refusal_names_by_what(how):
    undone = changed(how=how)
    with pytest.raises(CannotChange) as refused:
        check_can_change(attempt(), (ISSUED, undone), WISH)
    told = {"rule": "undone", "symbol": "05-QĐ/BTC", "by": "06-QĐ/BTC", "on": MONDAY}
    assert refused.value.facts == told
    assert [b.article for b in refused.value.basis] == ["18.3"]
    first, second = decision_papers((ISSUED, undone))
    assert (first.in_force, first.ended_by, first.later) == (False, undone, (undone,))
    assert (second.in_force, second.decides) == (True, False)
    assert decision_in_force((ISSUED, undone)) is None


def test_a_replaced_decision_gives_way_to_the_new_one_and_a_corrected_one_stands():
    new = changed()
    assert decision_in_force((ISSUED, new)).fact == new
    seven = replace(TAKEN, number=7, symbol="07-QĐ/BTC")
    fixed = changed((ISSUED, new), seven, how=CORRECT)
    assert fixed.changes_number == 6
    first, second, third = decision_papers((ISSUED, new, fixed))
    assert (first.ended_by, first.corrected_by) == (new, ())
    assert (second.corrected_by, second.in_force, second.decides) == ((fixed,), True, True)
    assert (third.decides, third.later) == (False, ())
    assert decision_in_force((ISSUED, new, fixed)).fact == new
    again = changed((ISSUED, new, fixed), replace(TAKEN, number=8), how=CORRECT)
    later = decision_papers((ISSUED, new, fixed, again))[1].later
    assert later == (fixed, again)


def test_another_series_of_the_same_number_is_another_paper():
    other = replace(changed(), changes_series="TU:QĐ:2025-2030")
    assert decision_papers((ISSUED, other))[0].in_force


def test_a_text_that_cannot_be_printed_is_no_change():
    for name in ("reason", "document", "says"):
        with pytest.raises(BadInput):
            changed(**{name: "sai\x00"})


def test_who_signs_by_another_power_is_still_of_the_body():
    power = frozenset({Power.SIGN})
    lent = Actor("deputy", "BTC", "Phó", power, on_behalf_of="head-BTC", mandate="1-GUQ")
    assert check_can_change(attempt(lent), (ISSUED,), WISH).fact == ISSUED
