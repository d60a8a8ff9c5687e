"""Readiness, pure: what blocks, what asks, and what a reason settles."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.cases.gate_input import GateInput
from domain.decisions.readiness import (
    CaseBeside,
    Prospect,
    SignedText,
    check_ready,
    readiness,
)
from domain.directory.people import Person
from domain.directory.record import Record, Service
from domain.eligibility.eligibility import Finding, Force, Verdict
from domain.errors import BackDated, GateNotPassed, GateUnsure
from domain.law.basis import Basis, Confidence
from domain.law.options import Outcome
from domain.law.procedure import Kind, Purpose
from domain.state.case import Case, PostKind
from domain.state.task import Task, TaskStatus
from tests.conftest import CATALOGUE
from tests.domain.builders import NOON

DAY = date(2026, 9, 7)
DEPUTY = Person(
    "a",
    "Lê An",
    "An",
    "male",
    date(1980, 1, 1),
    record=Record(services=(Service("BPTTH", "deputy", date(2025, 7, 1), press=True),)),
)


def prospect(procedure="101/propose.outside", dated=DAY, press="BPTTH", **more):
    """A decision without gates of its own: the text of the procedure matters in other tests."""
    text = CATALOGUE.procedure(procedure, DAY)
    step = (
        next(s for s in text.steps if s.approves) if "propose" not in procedure else text.steps[0]
    )
    case = Case(
        id="X",
        procedure=procedure,
        law_digest="d",
        law_day=DAY,
        subject="a",
        press_agency=press,
        post=more.pop("post", PostKind.HEAD),
        handler="BTCTU",
        started_by="b",
        opened_at=NOON,
    )
    law = CATALOGUE.law(text)
    moment = GateInput(case, law, more.pop("person", DEPUTY), dated)
    return Prospect(moment, replace_gates(step), **more)


def replace_gates(step):
    return step.model_copy(update={"gates": ()})


def finding(verdict, force=Force.BLOCK, mark=Confidence.READ_OCR, *, waivable=False):
    basis = (Basis(instrument="ND237", article="6.5", confidence=mark),)
    return Finding("R-09", "Kỷ luật", verdict, "có", "không", force, waivable, basis, "")


def told(lines):
    return {line.key: line.blocks for line in lines}


@pytest.mark.parametrize(
    ("verdict", "force", "blocks"),
    [
        (Verdict.NOT_MET, Force.BLOCK, True),
        (Verdict.PERSON_DECIDES, Force.PERSON, False),
        (Verdict.PERSON_DECIDES, Force.WARN, False),
        (Verdict.DATA_MISSING, Force.BLOCK, False),
    ],
)
def test_only_a_rule_read_in_the_text_and_not_met_blocks(verdict, force, blocks):
    lines = readiness(prospect(findings=[finding(verdict, force)]))
    assert [(line.blocks, line.mend) for line in lines] == [(blocks, "record")]


@pytest.mark.parametrize(
    ("verdict", "blocks"), [(Verdict.NOT_MET, True), (Verdict.DATA_MISSING, False)]
)
def test_a_paper_blocks_when_it_is_known_not_to_do(verdict, blocks):
    lines = readiness(prospect(papers=[finding(verdict, Force.BLOCK)]))
    assert [(line.blocks, line.mend) for line in lines] == [(blocks, "dossier")]


def test_what_is_met_is_no_line():
    assert readiness(prospect(findings=[finding(Verdict.MET)])) == ()


def test_blanks_the_case_can_fill_and_secret_articles_block_other_slips_ask():
    text = SignedText(("a",), ("b",), ("Điều 5",), (("font", "Arial"),))
    assert told(readiness(prospect(text=text))) == {
        "text_fillable": True,
        "text_secret": True,
        "text_blanks": False,
        "text_faults": False,
    }


def test_a_block_is_raised_before_what_asks_and_no_reason_settles_it():
    found = [finding(Verdict.DATA_MISSING), finding(Verdict.NOT_MET)]
    lines = readiness(prospect(findings=found))
    with pytest.raises(GateNotPassed) as refused:
        check_ready(lines, reason="vẫn ký", document="01-TB/TU")
    assert refused.value.facts["gate"] == "rule_not_met"


@pytest.mark.parametrize(("reason", "document"), [("", "01-TB/TU"), ("đã họp", " "), (" ", "")])
def test_what_asks_wants_a_reason_and_a_document(reason, document):
    lines = readiness(prospect(findings=[finding(Verdict.DATA_MISSING)]))
    with pytest.raises(GateUnsure):
        check_ready(lines, reason=reason, document=document)
    assert check_ready(lines, reason="đã họp", document="01-TB/TU") == ("R-09",)


@pytest.mark.parametrize(
    ("procedure", "blocks"), [("101/appoint.party", True), ("101/dismiss.party", False)]
)
def test_f3_a_body_that_ended_takes_no_new_leader_and_others_are_asked_about(procedure, blocks):
    lines = told(readiness(prospect(procedure, press="BAODL")))
    assert lines["agency_ended"] is blocks


def test_f3_the_last_day_of_a_body_is_a_day_of_that_body():
    alive = prospect("101/dismiss.party", press="BAODL", dated=date(2025, 6, 30))
    assert "agency_ended" not in told(readiness(alive))


@pytest.mark.parametrize(
    ("procedure", "post", "line"),
    [
        ("101/dismiss.party", PostKind.HEAD, "post_not_held"),
        ("101/dismiss.party", PostKind.DEPUTY, None),
        ("101/appoint.party", PostKind.DEPUTY, "post_held"),
        ("101/appoint.party", PostKind.HEAD, None),
        ("101/discipline.party", PostKind.HEAD, None),
    ],
)
def test_the_post_is_compared_with_the_record(procedure, post, line):
    lines = told(readiness(prospect(procedure, post=post)))
    assert [key for key in lines if key.startswith("post_")] == ([line] if line else [])


def test_a_record_without_a_working_life_says_nothing_of_the_post():
    unknown = replace(DEPUTY, record=Record())
    assert "post_not_held" not in told(readiness(prospect("101/dismiss.party", person=unknown)))


def test_a_post_held_by_others_is_asked_about_where_it_is_filled():
    assert "post_filled" in told(readiness(prospect("101/appoint.party", holders=["b"])))
    assert "post_filled" not in told(readiness(prospect("101/dismiss.party", holders=["b"])))


def test_another_case_is_asked_about_unless_it_is_a_complaint_or_a_supervision():
    beside = [CaseBeside("K", about_another=True), CaseBeside("D")]
    lines = [line for line in readiness(prospect(beside=beside)) if line.key == "other_case"]
    assert [(line.case, line.blocks) for line in lines] == [("D", False)]


def test_f5_consents_of_the_day_that_the_case_never_asked_for_block():
    """101/appoint.party wants the directing body and the ministry; a 75 text may ask neither."""
    then = CATALOGUE.procedure("101/appoint.party", DAY)
    lines = told(readiness(prospect("101/dismiss.party", law_then=then)))
    assert lines["consent central_directing"] is True
    assert lines["consent ministry"] is True


def only(lines, key):
    (line,) = [line for line in lines if line.key == key]
    return line


def test_another_text_of_the_day_and_a_broken_order_of_time_are_lines_of_their_own():
    late = BackDated((), rule="late", dated=DAY, last=DAY)
    lines = readiness(prospect(law_changed=True, back_dated=late))
    changed = only(lines, "law_changed")
    assert (changed.mend, changed.blocks) == ("law", False)
    told_ = {"pinned": DAY, "dated": DAY, "procedure": "101/propose.outside"}
    assert changed.fault.facts == told_
    dated = only(lines, "back_dated")
    assert (dated.mend, dated.fault) == ("case", late)
    assert {"law_changed", "back_dated"}.isdisjoint(told(readiness(prospect())))


def test_a_finding_says_what_was_measured_what_is_required_and_which_field_mends_it():
    missing = replace(finding(Verdict.NOT_MET), fields=("services", "ratings"))
    line = only(readiness(prospect(findings=[missing])), "R-09")
    assert line.fault.facts == {
        "gate": "rule_not_met",
        "title": "Kỷ luật",
        "measured": "có",
        "required": "không",
    }
    assert line.field == "services"
    assert [b.article for b in line.fault.basis] == ["6.5"]


@pytest.mark.parametrize(
    ("answer", "waivable", "lines"),
    [(Outcome.AGREE, True, 0), (Outcome.AGREE, False, 1), (Outcome.DISAGREE, True, 1)],
)
def test_a_waiver_that_was_granted_settles_what_allows_one(answer, waivable, lines):
    found = prospect("101/appoint.party", findings=[finding(Verdict.NOT_MET, waivable=waivable)])
    step = found.gate_input.law.procedure.step_for(Purpose.WAIVER)
    task = Task(
        id="X/w/1/c",
        step=step.id,
        round=1,
        role=step.asks[0],
        agency="BTGTW",
        opened_at=NOON,
        status=TaskStatus.DONE,
        outcome=answer,
    )
    case = found.case.with_tasks((task,))
    waived = replace(found, gate_input=replace(found.gate_input, case=case))
    assert [line.key for line in readiness(waived)].count("R-09") == lines


def test_a_body_that_ended_is_named_with_its_day_and_its_successor():
    line = only(readiness(prospect("101/dismiss.party", press="BAODL")), "agency_ended")
    assert line.mend == "anew"
    assert line.fault.facts == {
        "gate": "agency_ended",
        "agency": "BAODL",
        "ended": date(2025, 6, 30),
        "successor": "BPTTH",
    }


def test_posts_held_by_the_person_or_by_others_ask_and_never_block():
    lines = readiness(prospect("101/appoint.party", holders=["b"], post=PostKind.DEPUTY))
    held, filled = only(lines, "post_held"), only(lines, "post_filled")
    assert (held.blocks, held.mend, held.fault.facts) == (False, "record", {"gate": "post_held"})
    assert (filled.blocks, filled.mend) == (False, "case")
    assert filled.fault.facts == {"gate": "post_filled", "person": "b"}
    gone = only(readiness(prospect("101/dismiss.party")), "post_not_held")
    assert (gone.blocks, gone.fault.facts) == (False, {"gate": "post_not_held"})


@pytest.mark.parametrize(
    ("service", "held"),
    [
        (Service("BAODL", "head", date(2020, 1, 1)), True),  # by the name it had
        (Service("BPTTH", "head", date(2025, 7, 1), date(2026, 9, 6)), False),
        (Service("BPTTH", "deputy", date(2025, 7, 1)), False),
        (Service("Báo Nhân Dân", "head", date(2020, 1, 1)), False),
        (Service("CYS", "head", date(2020, 1, 1)), False),
    ],
)
def test_the_post_is_held_in_the_body_or_in_one_it_came_of(service, held):
    who = replace(DEPUTY, record=Record(services=(service,)))
    lines = told(readiness(prospect("101/dismiss.party", person=who)))
    assert ("post_not_held" not in lines) is held


def test_a_consent_owed_names_step_and_role_and_one_that_was_asked_is_not_owed():
    then = CATALOGUE.procedure("101/appoint.party", DAY)
    step = next(s for s in then.steps if s.kind == Kind.CONSENT and "ministry" in s.asks)
    bare = prospect("101/dismiss.party", law_then=then)
    owed = only(readiness(bare), "consent ministry")
    assert owed.mend == "anew"
    assert owed.fault.facts == {"gate": "consent_owed", "step": step.title, "role": "ministry"}
    asking = prospect("101/appoint.party", law_then=then)
    asked = [
        Task(id=f"X/{role}", step=of, round=1, role=role, agency="BO", opened_at=NOON)
        for of, role in ((step.id, "ministry"), (asking.step.id, "central_directing"))
    ]
    case = asking.case.with_tasks(tuple(asked))
    there = replace(asking, gate_input=replace(asking.gate_input, case=case))
    assert "consent ministry" not in told(readiness(there))
    assert "consent central_directing" in told(readiness(there))


def test_conditions_of_the_step_are_lines_and_each_is_mended_where_it_stands():
    text = CATALOGUE.procedure("101/reappoint.party", DAY)
    step = next(s for s in text.steps if s.approves)
    found = prospect("101/reappoint.party")
    with_gates = replace(found, step=step)
    names = {gate.name for gate in step.gates}
    assert "before_term_expiry" in names
    line = only(readiness(with_gates), "before_term_expiry")
    assert (line.mend, line.fault.facts["gate"]) == ("record", "term_unknown")
    assert line.fault.basis
    ends = replace(found.gate_input.subject, term_ends=date(2027, 1, 1))
    known = replace(with_gates, gate_input=replace(found.gate_input, subject=ends))
    assert "before_term_expiry" not in told(readiness(known))
