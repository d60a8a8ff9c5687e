"""What a decision writes into the file of the person through the one door, and what undoes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from actions.decisions.void_number import Voiding, void_numbers
from actions.eligibility.eligibility import ReviewWanted, examine_person
from actions.eligibility.upcoming import radar_on
from domain.directory.decided import RowKind
from domain.directory.record import Service
from domain.errors import ActIdReused
from domain.facts.decisions import DecisionChange, DecisionIssued
from domain.law.options import Outcome
from domain.law.procedure import Purpose
from domain.state.case import PostKind
from models.audit import audit_log
from models.unit_of_work import transaction
from tests.actions.decisions.test_change_decision import change
from tests.looking import read
from tests.playing import opened

REVOKE, ANNUL, REPLACE, CORRECT = DecisionChange
SUBJECT = "ythongeban"
HERE = "BPTTH"
WRITES = {
    "appoint": [("ends", "deputy"), ("begins", "head"), ("term", "head")],
    "reappoint": [("ends", "head"), ("begins", "head"), ("term", "head")],
    "transfer": [("ends", "deputy"), ("begins", "head"), ("term", "head")],
    "assign": [("begins", "acting_head")],
    "dismiss": [("ends", "head")],
    "resign": [("ends", "head")],
    "suspend": [("suspended", "head")],
    "discipline": [("disciplined", "")],
}
BY_TU = ("assign", "suspend")
HELD = {"appoint": "deputy", "transfer": "deputy", "assign": "deputy"}


def person(app, who=SUBJECT):
    return read(app.engine, lambda uow: uow.directory.person(who))


def on_file(app, who=SUBJECT):
    return read(app.engine, lambda uow: uow.directory.decided(who))


def that_hold(app, who=SUBJECT):
    return [on.row for on in on_file(app, who) if on.holds]


def said(rows):
    return [(str(row.kind), row.position) for row in rows]


def holding(app, position):
    """Since 2024 in one post of the press agency, as a clerk entered it; nothing else."""
    held = (Service(HERE, position, date(2024, 1, 1), press=True),)

    def work(uow):
        record = uow.directory.entered(SUBJECT).record
        uow.directory.set_record(SUBJECT, replace(record, services=held, disciplines=()))

    transaction(app.engine, work)


def decided(app, procedure="appoint", **more):
    """A case played to its issued decision."""
    holding(app, HELD.get(procedure, "head"))
    by = {"handler": "TU", "person": "nguyenthilan"} if procedure in BY_TU else {}
    play = opened(app, procedure, **by | more)
    play.until("decision", full=True)
    play.past("decision")
    return play


@pytest.mark.parametrize("procedure", sorted(WRITES))
def test_an_issued_decision_writes_its_consequences_as_dated_rows(lite, procedure):
    """In every procedure that decides about a person, with the number of the decision; the facts
    of the case and the rows agree, and the log of the directory has its line."""
    play = decided(lite, procedure)
    found = on_file(lite)
    assert said(on.row for on in found) == WRITES[procedure]
    number = next(f for f in _facts(play) if isinstance(f, DecisionIssued))
    assert {(on.case, on.symbol, on.dated) for on in found} == {
        (play.id, number.symbol, number.dated)
    }
    assert audit_log.verify(lite.engine.connect()) == []
    logged = read(lite.engine, lambda uow: uow.directory_log.changes(SUBJECT))
    assert (logged[0].what, logged[0].document) == ("decision_written", number.symbol)


def _facts(play):
    return read(play.app.engine, lambda uow: uow.cases.facts(play.id))


def test_every_procedure_that_issues_says_what_it_writes(lite):
    """Nothing is left to code: each paper that decides has its line in consequences.yaml."""
    papers = {
        step.approves
        for text in lite.catalogue.all_procedures()
        for step in text.steps
        if step.approves
    }
    assert {row.paper for row in lite.catalogue.consequences} == papers


def test_the_post_held_follows_the_decision(lite):
    play = decided(lite)
    day = next(f for f in _facts(play) if isinstance(f, DecisionIssued)).dated
    services = person(lite).record.services
    assert [(s.position, s.first_day, s.last_day) for s in services] == [
        ("deputy", date(2024, 1, 1), day - timedelta(days=1)),
        ("head", day, None),
    ]
    assert person(lite).term_ends == date(day.year + 5, day.month, day.day) - timedelta(days=1)


def test_what_a_clerk_entered_stays_as_it_was_entered(lite):
    decided(lite)
    entered = read(lite.engine, lambda uow: uow.directory.entered(SUBJECT)).record
    assert [s.position for s in entered.services] == ["deputy"]


def test_a_discipline_decided_here_counts_in_another_case(lite):
    """Its end too, and the radar."""
    play = decided(lite, "discipline")
    row = that_hold(lite)[0]
    assert row.form == play.case.answer_for(Purpose.FORM, lite_law(play)) == Outcome.REPRIMAND
    assert row.last_day == date(row.first_day.year + 1, row.first_day.month, row.first_day.day)

    wanted = ReviewWanted(SUBJECT, PostKind.HEAD, HERE, "appoint", lite.today())
    found = {f.rule: f for f in examine_person(lite, wanted).rules}
    assert found["R-09"].verdict == "not_met"
    assert "khiển trách" in found["R-09"].measured
    due, _ = radar_on(lite, row.last_day - timedelta(days=20))
    assert ("discipline", SUBJECT) in [(item.watch.id, item.person) for item in due]


def lite_law(play):
    return read(play.app.engine, lambda uow: play.app.law(uow, play.case)).procedure


@pytest.mark.parametrize("procedure", ["appoint", "dismiss", "discipline"])
def test_an_annulled_decision_leaves_no_trace_but_its_history(lite, procedure):
    before = decided_before(lite, procedure)
    play = decided(lite, procedure)
    change(play, ANNUL)
    assert that_hold(lite) == []
    assert {on.undone_by for on in on_file(lite)} == {"02-QĐ/TU"}
    assert person(lite) == before
    assert audit_log.verify(lite.engine.connect()) == []


def decided_before(app, procedure):
    holding(app, HELD.get(procedure, "head"))
    return person(app)


def test_a_revoked_appointment_keeps_the_time_served(lite):
    play = decided(lite)
    first = that_hold(lite)[-1].first_day
    play.wait(30)
    change(play, REVOKE)
    rows = that_hold(lite)
    assert said(rows) == [("begins", "head")]
    assert rows[0].last_day == lite.today() - timedelta(days=1) > first
    assert [s.position for s in person(lite).record.services if s.covers(lite.today())] == [
        "deputy"
    ]


def test_a_new_decision_writes_what_it_says_otherwise_under_its_own_number(lite):
    play = decided(lite)
    play.wait(3)
    later = lite.today() + timedelta(days=10)
    change(play, REPLACE, effective=later)
    holds = [on for on in on_file(lite) if on.holds]
    assert {on.symbol for on in holds} == {"02-QĐ/TU"}
    assert said(on.row for on in holds) == WRITES["appoint"]
    assert {on.row.first_day for on in holds} == {later}


@pytest.mark.parametrize("otherwise", [True, False])
def test_a_correction_amends_only_what_it_corrects(lite, otherwise):
    """A slip of the pen touches nothing; another day of effect is written anew, same number."""
    play = decided(lite)
    before = on_file(lite)
    change(play, CORRECT, **({"effective": date(2026, 12, 1)} if otherwise else {}))
    holds = [on for on in on_file(lite) if on.holds]
    assert {on.symbol for on in holds} == {"01-QĐ/TU"}
    assert (tuple(holds) == before) is not otherwise
    if otherwise:
        assert {on.row.first_day for on in holds} == {date(2026, 12, 1)}


def test_another_form_of_discipline_replaces_the_first(lite):
    play = decided(lite, "discipline")
    change(play, REPLACE, form="removal")
    assert said(that_hold(lite)) == [("ends", "head"), ("disciplined", "")]
    assert that_hold(lite)[-1].form == "removal"


def test_a_number_given_anew_is_the_number_on_file(lite):
    play = decided(lite)
    number = next(f for f in _facts(play) if isinstance(f, DecisionIssued))
    voiding = Voiding(
        act_id="v", agency="TU", first=1, last=1, dated=number.dated, reason="ghi nhầm số"
    )
    void_numbers(lite, voiding, person="nguyenthilan")
    assert {on.symbol for on in on_file(lite)} == {"02-QĐ/TU"}
    assert audit_log.verify(lite.engine.connect()) == []


def test_where_the_working_life_is_not_on_file_a_decision_makes_it_not_whole(lite):
    """What was decided is known; what else there was is not."""

    def forget(uow):
        record = uow.directory.entered(SUBJECT).record
        uow.directory.set_record(SUBJECT, replace(record, services=None, disciplines=None))

    play = decided(lite, "discipline")
    transaction(lite.engine, forget)
    record = person(lite).record
    assert record.disciplines is None
    assert [d.form for d in record.known_disciplines] == ["reprimand"]
    wanted = ReviewWanted(SUBJECT, PostKind.HEAD, HERE, "appoint", lite.today())
    found = {f.rule: f for f in examine_person(lite, wanted).rules}
    assert found["R-09"].verdict == "not_met"
    assert found["R-09b"].verdict == "data_missing"
    assert play.case.subject == SUBJECT


def test_rows_are_of_a_closed_set():
    assert {str(kind) for kind in RowKind} >= {row for rows in WRITES.values() for row, _ in rows}


def test_a_second_correction_keeps_what_the_first_one_corrected(lite):
    """Each paper amends what is in force, not the first text: a form, a last day, a day of effect
    that were corrected stay so."""
    play = decided(lite, "discipline")
    change(play, CORRECT, form="warning")
    change(play, CORRECT, effective=date(2026, 12, 1), act_id="second")
    row = that_hold(lite)[-1]
    assert (row.form, row.first_day) == ("warning", date(2026, 12, 1))


def test_a_last_day_that_was_corrected_stays_when_another_day_is(lite):
    play = decided(lite, "assign")
    change(play, CORRECT, last_day=date(2027, 3, 31))
    change(play, CORRECT, effective=lite.today() + timedelta(days=1), act_id="second")
    row = that_hold(lite)[-1]
    assert (row.first_day, row.last_day) == (lite.today() + timedelta(days=1), date(2027, 3, 31))


def test_one_form_pressed_twice_with_another_day_of_effect_is_not_the_same_act(lite):
    play = decided(lite)
    change(play, CORRECT, effective=date(2026, 12, 1))
    with pytest.raises(ActIdReused):
        change(play, CORRECT, effective=date(2026, 12, 2))
