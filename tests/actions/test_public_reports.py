"""Faults that public reports describe in other systems, tried here (see docs/reference)."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, update

from actions.cases.remind_late import pass_deadlines
from actions.effects import effects
from bootstrap.demonstration.province import SINCE
from domain.directory.actors import Delegation, Power, Seat
from domain.errors import NotAllowed, NotYourTask, OptionNotOffered, TaskClosed
from domain.facts.answers import SignedOff
from domain.facts.checks import Checked
from models.audit import audit_log
from models.cases.inbox import waiting
from models.schema.tables import seats
from models.unit_of_work import transaction
from tests.conftest import second_process
from tests.looking import read
from tests.playing import SIGNERS, at_opinions, opened


def inbox(app, *agencies):
    return read(app.engine, lambda uow: waiting(uow.connection, agencies))


def colleague(app, agency, person="trinhvanduc", *powers):
    seat = Seat(
        person, agency, "Phó Trưởng Ban", frozenset(powers or {Power.SIGN}), SINCE, date(2100, 1, 1)
    )
    transaction(app.engine, lambda uow: uow.directory.add_seat(seat))
    return person


def test_b07_the_second_step_sees_nothing_before_the_first_has_answered(lite):
    opened(lite)
    assert inbox(lite, "BTVTU") == ()


def test_b16_every_signer_of_the_agency_may_answer_not_only_the_first(lite):
    play = at_opinions(lite)
    play.sign("UBKTTU", person=colleague(lite, "UBKTTU"))
    assert "UBKTTU" not in {t.agency for t in play.case.open_tasks}


def test_i11_after_one_has_answered_the_colleague_sees_who(lite):
    play = at_opinions(lite)
    task = play.task("UBKTTU")
    play.sign("UBKTTU")
    with pytest.raises(TaskClosed) as refused:
        play.sign("UBKTTU", "disagree", task=task, person=colleague(lite, "UBKTTU"))
    assert refused.value.facts["by"] == SIGNERS["UBKTTU"]


def test_c16_who_has_left_the_agency_can_no_longer_answer(lite, clock):
    play = at_opinions(lite)
    with lite.engine.begin() as connection:
        connection.execute(
            update(seats).where(seats.c.person == "phamquochung").values(end=lite.today())
        )
    with pytest.raises((NotYourTask, NotAllowed)):
        play.sign("UBKTTU")


def test_c10_history_stays_when_a_signer_leaves(lite):
    """C10: whoever leaves, or whose seat is gone from the directory altogether, stays in what they
    signed: person, position, body, day, in the rows and in the paper that tells of it."""
    play = at_opinions(lite)
    play.sign("UBKTTU")
    facts, told = facts_of(lite, play), approvals(lite, play)
    assert ("phamquochung", "Chủ nhiệm", "UBKTTU") in told
    with lite.engine.begin() as connection:
        connection.execute(delete(seats).where(seats.c.person == "phamquochung"))
    assert approvals(second_process(lite), play) == told
    assert facts_of(second_process(lite), play) == facts
    faults = audit_log.verify(lite.engine.connect())
    assert {fault.table for fault in faults} == {"seats"}  # that the seat is gone is all that is


def facts_of(app, play):
    return read(app.engine, lambda uow: uow.cases.facts(play.id))


def approvals(app, play):
    """Who answered, in which position, for which body, as facts and rows both tell."""
    signed = [f for f in facts_of(app, play) if isinstance(f, SignedOff)]
    rows = {t.id: t for t in read(app.engine, lambda uow: uow.cases.get(play.id)).tasks}
    for fact in signed:
        task = rows[fact.task]
        assert (task.person, task.answered_at) == (fact.by.person, fact.at)
    return [(f.by.person, f.by.position, f.by.agency) for f in signed]


def test_d22_a_step_waiting_45_days_through_restarts_is_still_answerable(lite, clock):
    play = at_opinions(lite)
    clock.forward(days=45)
    again = type(play)(second_process(lite), play.id)
    again.sign("UBKTTU")
    assert "UBKTTU" not in {t.agency for t in play.case.open_tasks}


def test_d26_telling_somebody_is_late_is_no_answer(lite, clock):
    play = at_opinions(lite)
    clock.forward(days=60)
    pass_deadlines(lite)
    assert all(t.answered_at is None for t in play.case.open_tasks)


def test_e16_a_decided_request_is_gone_from_every_other_screen(lite):
    play = at_opinions(lite)
    play.sign("UBKTTU")
    assert inbox(second_process(lite), "UBKTTU") == ()


def test_e17_several_pieces_of_work_of_software_in_a_row_each_run_once(lite):
    """E17: asked for again, by this process and by another, a piece of work that was done leaves
    no second fact."""
    play = opened(lite)
    play.until("eligibility_review")
    play.follow()
    done = read(lite.engine, lambda uow: uow.effects.done(play.id))
    once = facts_of(lite, play)
    assert any(key.startswith("check:eligibility_review") for key in done)
    for key in done:
        effects.carry_out(lite, play.id, key)
        effects.carry_out(second_process(lite), play.id, key)
    assert facts_of(lite, play) == once
    checks = [(f.step, f.round, f.name) for f in once if isinstance(f, Checked)]
    assert len(checks) == len(set(checks)) > 0


def test_i10_the_history_names_person_position_agency_and_on_whose_behalf(lite):
    """I10: of every act of a person, an answer on behalf of another too; nothing a person did is
    told as done by software."""
    given = Delegation(
        "phamquochung", "tranvanbinh", "UBKTTU", "03-GUQ", date(2026, 9, 1), date(2026, 9, 30)
    )
    transaction(lite.engine, lambda uow: uow.directory.add_delegation(given))
    play = at_opinions(lite)
    play.sign("UBKTTU", person="tranvanbinh")
    facts = facts_of(lite, play)
    by = next(f.by for f in reversed(facts) if isinstance(f, SignedOff))
    assert (by.person, by.agency, by.on_behalf_of, by.mandate) == (
        "tranvanbinh",
        "UBKTTU",
        "phamquochung",
        "03-GUQ",
    )
    assert by.position
    acts = [f for f in facts if "by" in f.__dataclass_fields__]
    assert len(acts) > 3
    assert all(f.by.person and f.by.position and f.by.agency for f in acts)


def test_k07_an_invalid_answer_is_refused_before_anything_runs(lite):
    play = at_opinions(lite)
    play.follow()
    with pytest.raises(OptionNotOffered):
        play.sign("UBKTTU", "passed")
    assert effects.pending(lite, play.id).todos == ()
