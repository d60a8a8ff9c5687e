"""A question belongs to a body: who works on it, who takes it from whom, who may still answer."""

from __future__ import annotations

from datetime import date

import pytest

from actions.cases.sign_off import why_not
from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.holding.assign import assign, give_back
from domain.directory.actors import Delegation, Power, Seat
from domain.errors import (
    ActIdReused,
    BadInput,
    ConflictOfInterest,
    NotAllowed,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
)
from domain.holding.errors import HeldByOther
from models.audit.projections import CaseRows, case_differences
from models.cases.cases import links_of
from models.unit_of_work import reading, transaction
from tests.looking import read
from tests.playing import at_opinions

BODY, HEAD, OFFICER = "BTGDVTU", "hlinhnie", "tranvanbinh"
FAR = date(9999, 12, 31)


@pytest.fixture
def play(lite):
    """BTGDVTU has a head, an officer, and a deputy who signs too."""
    deputy = Seat(
        "caothihien", BODY, "Phó Trưởng Ban", frozenset({Power.SIGN}), date(2026, 1, 1), FAR
    )
    transaction(lite.engine, lambda uow: uow.directory.add_seat(deputy))
    return at_opinions(lite)


def give(play, person, to, reason="", act_id=None):
    act = Act(act_id=act_id or f"{person}>{to}", case_id=play.id, person=person)
    return assign(play.app, act, task_id=play.task(BODY), to=to, reason=reason)


def back(play, person, reason=""):
    act = Act(act_id=f"back {person} {reason}", case_id=play.id, person=person)
    return give_back(play.app, act, task_id=play.task(BODY), reason=reason)


def held(play):
    return play.case.find_task(play.task(BODY))


def told(play, person, kind):
    notices = read(play.app.engine, lambda uow: uow.notices.of_case(play.id))
    return [n for n in notices if n.kind == kind and n.person == person]


def after(play):
    """The first question put to the body at this step, answered or not."""
    return next(t for t in play.case.tasks if t.agency == BODY and t.step == "provincial_opinions")


def test_the_head_gives_it_to_an_officer_who_is_told_and_the_head_still_signs(play):
    give(play, HEAD, OFFICER, "chuyên viên theo dõi báo chí")
    task = held(play)
    assert (task.holder, task.holder_signs, task.held_since) == (OFFICER, False, play.case.last_at)
    (notice,) = told(play, OFFICER, "assigned")
    assert notice.facts["reason"] == "chuyên viên theo dõi báo chí"
    play.sign(BODY)
    assert after(play).person == HEAD


def test_an_officer_takes_up_what_nobody_holds_and_gives_it_back(play):
    give(play, OFFICER, OFFICER)
    with pytest.raises(BadInput):
        back(play, HEAD)
    back(play, OFFICER, "nghỉ phép")
    task = held(play)
    assert (task.holder, task.held_since, task.holder_signs) == ("", None, False)
    with pytest.raises(BadInput) as caught:
        back(play, OFFICER, "lần nữa")
    assert caught.value.facts["rule"] == "not_held"


def test_a11_nobody_answers_past_a_colleague_who_holds_it_and_who_holds_it_is_named(play):
    give(play, "caothihien", "caothihien")
    with reading(play.app) as uow:
        refused = why_not(play.app, uow, play.case, play.task(BODY), person=HEAD)
    assert isinstance(refused, HeldByOther)
    assert refused.facts["by"] == "caothihien"
    with pytest.raises(HeldByOther):
        play.sign(BODY)
    with pytest.raises(ReasonMissing):
        give(play, HEAD, HEAD)
    give(play, HEAD, HEAD, "đồng chí Hiền đi công tác", act_id="over")
    assert len(told(play, "caothihien", "taken_over")) == 1
    play.sign(BODY)
    assert after(play).person == HEAD


def test_who_prepares_gives_it_to_nobody_and_takes_it_from_nobody(play):
    with pytest.raises(NotAllowed):
        give(play, OFFICER, HEAD)
    give(play, HEAD, HEAD)
    with pytest.raises(NotAllowed):
        give(play, OFFICER, OFFICER, "đang rảnh")


def test_it_goes_to_people_of_the_body_who_take_part_in_the_case(play):
    for stranger in ("phamquochung", "ythongeban", "luonggiaminh"):
        with pytest.raises(BadInput) as caught:
            give(play, HEAD, stranger)
        assert caught.value.facts["rule"] == "not_of_body"
    with pytest.raises(NotYourTask):
        give(play, "phamquochung", "phamquochung")
    give(play, HEAD, HEAD)
    with pytest.raises(HeldByOther):
        give(play, HEAD, HEAD, act_id="twice")


def test_not_the_person_concerned_though_they_work_there(play):
    seat = Seat(
        "ythongeban", BODY, "Phó Trưởng Ban", frozenset({Power.SIGN}), date(2026, 1, 1), FAR
    )
    transaction(play.app.engine, lambda uow: uow.directory.add_seat(seat))
    with pytest.raises(SelfApproval):
        give(play, HEAD, "ythongeban")


def test_who_steps_aside_leaves_what_they_held_to_their_body_and_gets_nothing(play):
    give(play, HEAD, "caothihien")
    act = Act(act_id="aside", case_id=play.id, person="caothihien")
    step_aside(play.app, act, who="caothihien", relation="spouse", note="")
    assert held(play).holder == ""
    with pytest.raises(ConflictOfInterest):
        give(play, HEAD, "caothihien", act_id="again")


def test_c07_a_substitute_answers_what_the_absent_holder_held(play):
    give(play, HEAD, HEAD)
    lent = Delegation(HEAD, OFFICER, BODY, "13-GUQ", date(2026, 9, 1), date(2026, 10, 1))
    transaction(play.app.engine, lambda uow: uow.directory.add_delegation(lent))
    play.sign(BODY, person=OFFICER)
    answered = after(play)
    assert (answered.person, answered.on_behalf_of, answered.holder) == (OFFICER, HEAD, HEAD)


def test_c14_rows_are_what_the_facts_say_after_every_move(play):
    give(play, HEAD, OFFICER)
    play.follow()
    give(play, HEAD, "caothihien", "đổi người", act_id="two")
    play.follow()
    assert held(play).holder == "caothihien"
    with play.app.engine.connect() as connection:
        links = links_of(connection, play.id)
        assert case_differences(CaseRows(connection, [play.id]), play.id, links) == []


def test_the_same_wish_twice_is_one_and_another_under_its_id_is_refused(play):
    first = give(play, HEAD, OFFICER, act_id="x")
    assert give(play, HEAD, OFFICER, act_id="x").facts == first.facts
    with pytest.raises(ActIdReused):
        give(play, HEAD, HEAD, act_id="x")
