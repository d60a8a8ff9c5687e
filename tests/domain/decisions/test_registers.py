"""Registers, pure: the order of time, who gives a number up, and every number accounted for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.calendar.workdays import WorkCalendar
from domain.cases.attempt import Attempt
from domain.decisions.issuing import NumberTaken
from domain.decisions.registers import (
    NumbersVoided,
    RegisterEntry,
    check_can_renumber,
    check_order,
    decide_renumber,
    decision_in,
    report,
)
from domain.errors import (
    BackDated,
    CannotVoid,
    ConflictOfInterest,
    NotAllowed,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
)
from domain.facts.decisions import DecisionIssued, Renumbered
from domain.facts.hearing import Served
from domain.facts.signatures import SignedCopyKept
from domain.state.case import CaseStatus
from tests.domain.builders import NOON, dossier_then_opinions, officer, opened, signer

MONDAY, TUESDAY, WEDNESDAY = date(2026, 9, 7), date(2026, 9, 8), date(2026, 9, 9)
LAW = dossier_then_opinions()
ISSUED = DecisionIssued(
    paper="decision_appoint",
    series="BTC:QĐ:2025-2030",
    number=5,
    symbol="05-QĐ/BTC",
    dated=MONDAY,
    signer="head",
    approved="a" * 64,
    by=signer("BTC"),
    at=NOON,
)
TAKEN = NumberTaken(series="BTC:QĐ:2025-2030", number=6, symbol="06-QĐ/BTC", signer="head")


def entry(number, dated):
    return RegisterEntry("s", number, f"{number:02d}-QĐ/TU", dated, "head", f"case {number}")


def order(dated, today, latest=None, *, state=True):
    check_order(dated, latest, today, WorkCalendar(), state=state)


def test_a_number_is_taken_on_the_day_of_the_paper_or_the_next_working_day():
    for today in (MONDAY, TUESDAY):
        order(MONDAY, today)
    with pytest.raises(BackDated) as refused:
        order(MONDAY, WEDNESDAY)
    assert refused.value.facts == {"rule": "late", "dated": MONDAY, "last": TUESDAY}
    assert [b.article for b in refused.value.basis] == ["15.2"]
    order(MONDAY, WEDNESDAY, state=False)


@pytest.mark.parametrize(("state", "articles"), [(True, ["15.1"]), (False, [])])
def test_no_paper_is_older_than_the_youngest_of_its_series(state, articles):
    order(TUESDAY, TUESDAY, entry(4, TUESDAY), state=state)
    with pytest.raises(BackDated) as refused:
        order(MONDAY, TUESDAY, entry(4, TUESDAY), state=state)
    assert refused.value.facts == {
        "rule": "out_of_order",
        "dated": MONDAY,
        "last": TUESDAY,
        "symbol": "04-QĐ/TU",
    }
    assert [b.article for b in refused.value.basis] == articles


def renumbering(history=(ISSUED,), actor=None, number=5, reason="ghi nhầm", **changed):
    case = replace(opened(LAW), **changed)
    attempt = Attempt(case, LAW, actor or officer("BTC", "clerk"), NOON)
    check_can_renumber(attempt, history, number, reason)
    return decide_renumber(attempt, history, TAKEN, reason)


def test_a_clerk_gives_the_decision_the_next_number_and_it_keeps_what_it_says():
    new = renumbering(reason=" ghi nhầm ")
    told = (new.paper, new.voided, new.voided_symbol, new.number, new.symbol, new.reason)
    assert told == ("decision_appoint", 5, "05-QĐ/BTC", 6, "06-QĐ/BTC", "ghi nhầm")
    assert (new.series, new.by.person, new.at) == (TAKEN.series, "clerk", NOON)
    found = decision_in([ISSUED, new])
    assert (found.number, found.symbol, found.dated) == (6, "06-QĐ/BTC", MONDAY)
    with pytest.raises(CannotVoid):
        renumbering((ISSUED, new), number=5)
    assert renumbering((ISSUED, new), number=6).voided == 6


def test_what_was_never_issued_bears_no_number():
    assert decision_in([]) is None
    assert decision_in([renumbering()]) is None
    for history, number in (((), 5), ((ISSUED,), 4)):
        with pytest.raises(CannotVoid) as refused:
            renumbering(history, number=number)
        assert refused.value.facts == {"rule": "voided_before", "number": number}


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"actor": officer("BTG", "clerk")}, NotYourTask),
        ({"actor": signer("BTC")}, NotAllowed),
        ({"reason": " "}, ReasonMissing),
        ({"actor": officer("BTC", "an")}, SelfApproval),
        ({"actor": officer("BTC", "clerk"), "recused": ("clerk",)}, ConflictOfInterest),
    ],
)
def test_only_who_prepares_for_the_body_that_issued_and_with_a_reason(more, fault):
    with pytest.raises(fault) as refused:
        renumbering(**more)
    told = refused.value.facts
    assert told.get("needs", "BTC") == "BTC"
    assert told.get("has") in (None, "BTG", ["Trưởng ban"])
    assert told.get("rule") in (None, "register", "void")


SERVED = Served(what="decision", on=TUESDAY, proof="ký nhận", by=officer(), at=NOON)
KEPT = SignedCopyKept(
    paper="decision_appoint",
    name="x.pdf",
    content="c",
    size=1,
    signatures=(),
    by=officer(),
    at=NOON,
)


@pytest.mark.parametrize("later", [SERVED, KEPT])
def test_a_decision_that_has_gone_out_keeps_its_number(later):
    with pytest.raises(CannotVoid) as refused:
        renumbering((ISSUED, later))
    assert refused.value.facts == {"rule": "gone_out", "symbol": "05-QĐ/BTC"}
    assert [b.article for b in refused.value.basis] == ["18.3"]


def test_a_summons_is_no_decision_and_an_ended_case_gives_nothing_up():
    renumbering((ISSUED, replace(SERVED, what="summons")))
    with pytest.raises(CannotVoid):
        renumbering(status=CaseStatus.DONE)


def voided(first, last):
    return NumbersVoided(series="s", first=first, last=last, reason="hỏng", by=officer(), at=NOON)


def test_every_number_of_a_series_is_borne_voided_or_missing():
    entries = [entry(1, MONDAY), entry(2, WEDNESDAY), entry(4, TUESDAY), entry(5, WEDNESDAY)]
    found = report("s", 9, entries, (voided(5, 6), voided(8, 8)))
    assert report("s", 1, entries, ()).missing == ()
    assert report("s", 2, entries[1:], ()).missing == (1,)
    assert (found.series, found.last, found.missing) == ("s", 9, (3, 7, 9))
    assert [e.number for e in found.entries] == [1, 2, 4]
    assert [e.number for e in found.disordered] == [4]
    assert [(v.first, v.last) for v in found.voided] == [(5, 6), (8, 8)]


def test_a_paper_younger_than_all_before_it_is_in_order_again():
    entries = [entry(1, WEDNESDAY), entry(2, MONDAY), entry(3, TUESDAY), entry(4, WEDNESDAY)]
    assert [e.number for e in report("s", 4, entries, []).disordered] == [2, 3]
    assert report("s", 0, [], []).missing == ()


def test_the_number_renumbered_twice_is_the_last_one():
    first = renumbering()
    second = replace(first, voided=6, number=7, symbol="07-QĐ/BTC")
    assert isinstance(second, Renumbered)
    assert decision_in([ISSUED, first, second]).number == 7
