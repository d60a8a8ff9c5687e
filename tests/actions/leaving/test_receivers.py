"""Who may take over what hangs on a leaver, and what they may read of the rest."""

from __future__ import annotations

from datetime import timedelta

import pytest

from actions.accounts.accounts import set_password
from actions.accounts.invitations import reopen
from actions.audit.verifying import verify
from actions.execute import Act
from actions.hearing.recuse import step_aside
from domain.directory.actors import Power, Seat
from domain.errors import BadInput, NotFound
from domain.leaving.hanging import Hang
from models.unit_of_work import transaction
from tests.actions.hearing.test_due_process import council, discipline
from tests.actions.leaving.settling import of_person, seen, shut
from tests.actions.leaving.test_leave import (
    ADMIN,
    HEAD,
    OFFICER,
    WORDS,
    found_on,
    held,
    hold,
    leaving,
    packs,
    play,
)

__all__ = ["play"]  # a fixture used below
DEPUTY = "caothihien"


def refused(app, receiver, **more):
    found = found_on(app, OFFICER, last_day=more.get("last_day"))
    with pytest.raises(BadInput) as caught:
        leaving(app, OFFICER, seen(found, receiver=receiver), **more)
    return caught.value.facts["rule"]


def test_nothing_goes_to_who_cannot_sign_in(play):
    hold(play, OFFICER)
    set_password(play.app, DEPUTY, WORDS)
    shut(play.app, DEPUTY, by=ADMIN)
    assert refused(play.app, DEPUTY) == "account_closed"
    assert (held(play).holder, packs(play.app)) == (OFFICER, ())
    reopen(play.app, DEPUTY, by=ADMIN, act_id="reopen")
    leaving(play.app, OFFICER, seen(found_on(play.app, OFFICER), receiver=DEPUTY))
    assert held(play).holder == DEPUTY


def test_nothing_goes_to_who_leaves_no_later_than_the_leaver(play):
    hold(play, OFFICER)
    app, week = play.app, play.app.today() + timedelta(days=7)
    leaving(app, DEPUTY, seen(found_on(app, DEPUTY)), last_day=week, act_id="deputy")
    for last in (week, week + timedelta(days=1)):
        assert refused(app, DEPUTY, last_day=last) == "leaves_before"
    assert held(play).holder == OFFICER
    sooner = week - timedelta(days=1)
    found = found_on(app, OFFICER, last_day=sooner)
    leaving(app, OFFICER, seen(found, receiver=DEPUTY), last_day=sooner)
    assert held(play).holder == DEPUTY
    assert verify(app) == []


def test_a_case_goes_to_nobody_who_leaves_the_body_before(play):
    app, last = play.app, play.app.today() + timedelta(days=3)
    powers = frozenset({Power.PREPARE})
    seat = Seat("vothimyhanh", "BTCTU", "Chuyên viên", powers, app.today(), last)
    transaction(app.engine, lambda uow: uow.directory.add_seat(seat))
    found = found_on(app, "lethuha", "BTCTU", last_day=last)
    assert [one.what for one in found] == [Hang.CASE_LED]
    settling = seen(found, receiver="vothimyhanh")
    with pytest.raises(BadInput) as caught:
        leaving(app, "lethuha", settling, agency="BTCTU", last_day=last)
    assert caught.value.facts["rule"] == "leaves_before"


def test_nobody_hands_over_to_themselves(play):
    hold(play, OFFICER)
    set_password(play.app, OFFICER, WORDS)
    assert refused(play.app, OFFICER) == "hand_over_to_self"


def test_there_is_no_list_for_a_person_there_is_not(lite):
    with pytest.raises(NotFound):
        of_person(lite, "nobody")


@pytest.mark.parametrize("how", ["subject", "aside"])
def test_a_record_says_nothing_of_a_case_that_concerns_its_receiver(lite, how):
    case = discipline(lite)
    case.until("council_vote")
    council(case)
    receiver = case.case.subject
    if how == "aside":
        receiver = HEAD
        act = Act(act_id="aside", case_id=case.id, person=HEAD)
        step_aside(lite, act, who=HEAD, relation="sibling", note="")
    found = found_on(lite, "dangducthuan", "BTCTU")
    assert [one.what for one in found if one.what == Hang.COUNCIL] == [Hang.COUNCIL]
    leaving(lite, "dangducthuan", seen(found, receiver=receiver), agency="BTCTU")
    (pack,) = packs(lite, receiver)
    assert case.id not in {one.case for one in (*pack.items, *pack.left)}
