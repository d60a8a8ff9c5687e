"""Who is tied to the person steps aside, and is then out of every door."""

from __future__ import annotations

from datetime import date

import pytest

from actions.execute import Act
from actions.hearing.hearing import serve_paper
from actions.hearing.recuse import step_aside
from actions.holding.assign import assign
from domain.directory.actors import Delegation, Power, Seat
from domain.errors import BadInput, ConflictOfInterest, NotYourTask, SelfApproval
from domain.hearing.hearing import Serving
from domain.hearing.recusal import interest_clock
from models.unit_of_work import transaction
from tests.conftest import CATALOGUE
from tests.playing import at_opinions


def act(play, name, person="lethuha"):
    return Act(act_id=f"{name}:{play.case.version}", case_id=play.id, person=person)


def test_who_declares_a_tie_is_out_of_every_door(lite):
    play = at_opinions(lite)
    step_aside(lite, act(play, "aside", "hlinhnie"), who="hlinhnie", relation="spouse")
    with pytest.raises(ConflictOfInterest):
        play.sign("BTGDVTU")
    assert play.case.recused == ("hlinhnie",)


def test_a_delegate_of_somebody_who_stepped_aside_is_out_too(lite):
    play = at_opinions(lite)
    mandate = Delegation(
        "hlinhnie", "tranvanbinh", "BTGDVTU", "Giấy ủy quyền 01", date(2026, 1, 1), date(2027, 1, 1)
    )
    transaction(lite.engine, lambda uow: uow.directory.add_delegation(mandate))
    step_aside(lite, act(play, "aside", "hlinhnie"), who="hlinhnie", relation="spouse")
    with pytest.raises(ConflictOfInterest):
        play.sign("BTGDVTU", person="tranvanbinh")


def test_who_steps_aside_does_so_for_themselves_whoever_lent_them_power(lite):
    """Found by search: a question was given back in the power of the person concerned."""
    play = at_opinions(lite)
    days = (date(2026, 1, 1), date(2027, 1, 1))
    seat = Seat("ythongeban", "BTCTU", "Phó Trưởng Ban", frozenset({Power.PREPARE}), *days)
    lent = Delegation("ythongeban", "hlinhnie", "BTCTU", "Giấy ủy quyền 01", *days)
    transaction(lite.engine, lambda uow: uow.directory.add_seat(seat))
    transaction(lite.engine, lambda uow: uow.directory.add_delegation(lent))
    take = act(play, "take", "hlinhnie")
    assign(lite, take, task_id=play.task("BTGDVTU"), to="hlinhnie", reason="")
    aside = act(play, "aside", "hlinhnie")
    declared, back = step_aside(lite, aside, who="hlinhnie", relation="spouse").facts
    assert (declared.by.behind, back.by.behind) == ({"hlinhnie"}, {"hlinhnie"})
    assert play.case.find_task(play.task("BTGDVTU")).holder == ""


def test_an_officer_records_a_tie_for_another_and_nobody_else_does(lite):
    play = at_opinions(lite)
    with pytest.raises(NotYourTask):
        step_aside(lite, act(play, "no", "buithanhmai"), who="hlinhnie", relation="accuser")
    step_aside(lite, act(play, "yes"), who="hlinhnie", relation="accuser", note="người tố cáo")
    with pytest.raises(SelfApproval):
        step_aside(lite, act(play, "self"), who="ythongeban", relation="spouse")
    with pytest.raises(BadInput):
        step_aside(lite, act(play, "what"), who="phamquochung", relation="friend")
    with pytest.raises(BadInput):
        step_aside(lite, act(play, "other"), who="phamquochung", relation="other")


def test_the_officer_in_charge_who_steps_aside_handles_no_more(lite):
    play = at_opinions(lite)
    step_aside(lite, act(play, "aside"), who="lethuha", relation="linked")
    with pytest.raises(ConflictOfInterest):
        serve_paper(
            lite, act(play, "s"), Serving(what="decision", on=lite.today(), proof="ký nhận")
        )


def test_c_1_five_working_days_each_to_report_to_decide_and_to_tell():
    sums = interest_clock(date(2026, 9, 7), CATALOGUE.interest_times, CATALOGUE.calendar)
    assert [(time.id, due.day) for time, due in sums] == [
        ("report", date(2026, 9, 14)),
        ("measure", date(2026, 9, 21)),
        ("notice", date(2026, 9, 28)),
    ]
    assert interest_clock(date(2019, 6, 30), CATALOGUE.interest_times, CATALOGUE.calendar) == []
