"""Tellers of a ballot on screen: who may be one, slips, the end of voting, opening, giving up."""

from __future__ import annotations

from secrets import token_bytes

import pytest

from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.votes.tellers import duties_of, open_share, take_slip
from actions.votes.votes import cast, count_votes, open_ballot, turnout
from domain.errors import (
    BadInput,
    BallotNotOpen,
    ConflictOfInterest,
    NoQuorum,
    NotFound,
    NotYourTask,
    ReasonMissing,
)
from domain.facts.votes import BallotSealed, BallotVoided, ShareOpened, Tally, TellerKeyed
from domain.law.options import Outcome
from domain.votes.ballots import Count
from domain.votes.box import Box
from domain.votes.history import ballot_of
from domain.votes.opening import BallotRequest
from domain.votes.sums import with_one
from models.unit_of_work import transaction
from tests.balloting import (
    TELLERS,
    act,
    call,
    close,
    finish,
    hand_out,
    seal,
    share,
    tellers,
    void,
    vote,
)
from tests.looking import read
from tests.playing import SIGNERS, opened

MEMBERS = ("hlinhnie", "phamquochung", "buithanhmai", "vominhtri", "ymoaeban")


@pytest.fixture
def play(lite):
    play = opened(lite)
    play.until("standing_vote")
    return play


@pytest.fixture
def voting(play):
    """A ballot that can be voted in: its task and slips."""
    task = call(play, MEMBERS)
    return task, hand_out(play, task)


def refused(do, kind=BallotNotOpen):
    with pytest.raises(kind) as caught:
        do()
    return caught.value.facts.get("rule")


def facts(play, kind):
    found = read(play.app.engine, lambda uow: uow.cases.facts(play.id))
    return [fact for fact in found if isinstance(fact, kind)]


@pytest.mark.parametrize(
    ("people", "rule"),
    [
        (TELLERS[:2], "three_tellers"),
        ((*TELLERS, "hlinhnie"), "three_tellers"),
        (("lethuha", "lethuha", "vominhtri"), "three_tellers"),
        (("lethuha", "dangducthuan", "trinhvanduc"), "one_body"),
        ((*TELLERS[:2], "luonggiaminh"), "teller_barred"),  # administers
        ((*TELLERS[:2], "ythongeban"), "teller_barred"),  # the case is about them
    ],
)
def test_three_people_of_two_bodies_who_stand_apart_count(play, people, rule):
    assert refused(lambda: call(play, MEMBERS, tellers=tellers(people)), BadInput) == rule


def test_who_stands_on_the_ballot_or_stepped_aside_counts_nothing(lite):
    play = opened(lite)
    play.until("enlarged_vote")
    aside = Act(act_id="aside", case_id=play.id, person="vominhtri")
    assert (
        refused(lambda: call(play, MEMBERS, names=("phamquochung",)), BadInput) == "teller_barred"
    )
    step_aside(lite, aside, who="vominhtri", relation="sibling")
    members = tuple(m for m in MEMBERS if m != "vominhtri")
    assert refused(lambda: call(play, members), BadInput) == "teller_barred"


def test_nobody_votes_before_every_teller_holds_a_slip(play):
    task = call(play, MEMBERS)
    hand_out(play, task, TELLERS[:2])
    assert refused(lambda: vote(play, task, {"hlinhnie": "agree"})) == "no_keys"
    hand_out(play, task, TELLERS[2:])
    vote(play, task, {"hlinhnie": "agree"})


def test_a_slip_is_taken_anew_until_somebody_has_voted(play, voting):
    """A copy gone wrong costs nothing while the box is empty; the slip before opens nothing."""
    task, slips = voting
    anew = {**slips, **hand_out(play, task, ("vominhtri",))}
    vote(play, task, dict.fromkeys(MEMBERS, "agree"))
    assert refused(lambda: hand_out(play, task, ("vominhtri",))) == "key_fixed"
    seal(play, task)
    assert refused(lambda: share(play, task, slips), BadInput) == "wrong_slip"
    share(play, task, {"vominhtri": anew["vominhtri"]})
    assert close(play, task).facts[1].outcome == Outcome.PASSED


def test_a_slip_is_shown_once(play):
    task = call(play, MEMBERS)
    wish = Act(act_id="once", case_id=play.id, person="vominhtri")
    take_slip(play.app, wish, task)
    assert refused(lambda: take_slip(play.app, wish, task)) == "slip_shown"
    assert len(facts(play, TellerKeyed)) == 1


def test_only_tellers_take_slips_and_open(play, voting):
    task, slips = voting
    assert refused(lambda: hand_out(play, task, ("hlinhnie",)), NotYourTask) == "teller"
    vote(play, task, dict.fromkeys(MEMBERS, "agree"))
    seal(play, task)
    other = act(play, "share", "hlinhnie")
    assert (
        refused(lambda: open_share(play.app, other, task, slips["vominhtri"]), NotYourTask)
        == "teller"
    )
    assert [duty.task.id for duty in duties_of(play.app, "vominhtri")] == [task]
    assert duties_of(play.app, "hlinhnie") == ()


def test_slips_are_read_as_people_type_them(play, voting):
    task, slips = voting
    vote(play, task, dict.fromkeys(MEMBERS, "agree"))
    seal(play, task)
    typed = slips["vominhtri"].lower().replace(" ", "-").replace("o", "0").replace("i", "1")
    share(play, task, {"vominhtri": typed.replace("b", "8")})
    for bad in ("", "ABCD", slips["lethuha"][:-1] + "9", "Đ" * 32):
        assert refused(lambda bad=bad: share(play, task, {"lethuha": bad}), BadInput) == "slip"
    assert len(facts(play, ShareOpened)) == 1


def test_the_order_is_vote_end_open_take(play, voting):
    task, slips = voting
    assert refused(lambda: share(play, task, slips)) == "not_sealed"
    vote(play, task, dict.fromkeys(MEMBERS[:4], "agree"))
    assert refused(lambda: close(play, task)) == "not_sealed"
    seal(play, task, early="Một người vắng")
    assert refused(lambda: vote(play, task, {"ymoaeban": "agree"})) == "sealed"
    assert refused(lambda: seal(play, task, early="lại")) == "sealed"
    assert refused(lambda: hand_out(play, task)) == "key_fixed"
    share(play, task, dict(list(slips.items())[:2]))
    assert refused(lambda: close(play, task)) == "shares_missing"
    assert refused(lambda: share(play, task, slips)) == "share_given"
    share(play, task, dict(list(slips.items())[2:]))
    assert close(play, task).facts[0].tally.in_favour == 4


def test_a_box_of_one_ballot_is_not_opened(play, voting):
    task, _ = voting
    vote(play, task, {"hlinhnie": "agree"})
    assert refused(lambda: seal(play, task, early="Bốn người vắng")) == "too_few"
    assert not facts(play, BallotSealed)


def test_what_has_no_quorum_is_not_opened(lite):
    play = opened(lite)
    play.until("enlarged_vote")
    task = call(play, MEMBERS)
    hand_out(play, task)
    vote(play, task, dict.fromkeys(MEMBERS[:3], "ythongeban"))
    refused(lambda: seal(play, task, early="Hai người vắng"), NoQuorum)
    assert refused(lambda: seal(play, task, early="x", present=6), BadInput) == "more_than_called"
    seal(play, task, early="Một người bỏ về", present=4)


def test_a_lost_slip_means_a_new_ballot_with_a_reason(play, voting):
    task, _ = voting
    vote(play, task, dict.fromkeys(MEMBERS, "against"))
    refused(lambda: void(play, task, " "), ReasonMissing)
    void(play, task, "Mất mã mở hòm phiếu")
    assert facts(play, BallotVoided)[0].reason == "Mất mã mở hòm phiếu"
    assert turnout(play.app, play.id, task) is None
    assert refused(lambda: vote(play, task, {"hlinhnie": "agree"})) == "not_open"
    call(play, MEMBERS, act_id="anew")
    slips = hand_out(play, task)
    vote(play, task, dict.fromkeys(MEMBERS, "agree"))
    assert finish(play, task, slips).facts[1].outcome == Outcome.PASSED


def test_the_same_letters_are_another_secret_in_the_next_ballot(play, monkeypatch):
    monkeypatch.setattr("actions.votes.tellers.token_bytes", bytes)
    for name in ("first", "second"):
        task = call(play, MEMBERS, act_id=name)
        hand_out(play, task, TELLERS[:1])
        void(play, task)
    assert len({keyed.key for keyed in facts(play, TellerKeyed)}) == 2


def test_after_a_void_the_count_may_come_on_paper(play, voting):
    task, _ = voting
    counted = Tally(summoned=5, present=5, issued=5, returned=5, valid=5, in_favour=4)

    def enter(person):
        wish = Count(act_id=f"paper:{person}", case_id=play.id, task_id=task, tally=counted)
        return count_votes(play.app, wish, person=person)

    assert refused(lambda: enter("lethuha")) == "on_screen"
    void(play, task)
    enter("lethuha")
    assert enter(SIGNERS["BTVTU"]).case.step == "consent_request"


def test_once_the_sums_can_be_read_nobody_votes_again(play, voting):
    task, slips = voting
    vote(play, task, dict.fromkeys(MEMBERS, "against"))
    seal(play, task)
    share(play, task, slips)
    assert refused(lambda: void(play, task)) == "readable"
    assert close(play, task).facts[1].outcome == Outcome.FAILED


def test_a_box_somebody_has_tampered_with_is_not_counted(play, voting):
    """A vote more than there are voters: nothing is counted, and the ballot is held anew."""
    task, slips = voting
    vote(play, task, dict.fromkeys(MEMBERS, "against"))

    def stuffed(uow):
        ballot, box = ballot_of(uow.cases.facts(play.id), task), uow.ballots.box(task)
        uow.ballots.keep(task, Box(box.voted, with_one(box.sums, ballot.key, 0, token_bytes)))

    transaction(play.app.engine, stuffed)
    seal(play, task)
    share(play, task, slips)
    assert refused(lambda: close(play, task)) == "sums_differ"
    void(play, task, "Hòm phiếu bị can thiệp")
    call(play, MEMBERS, act_id="anew")


def test_somebody_of_another_body_neither_ends_nor_gives_up(play, voting):
    task, _ = voting
    vote(play, task, dict.fromkeys(MEMBERS, "agree"))
    refused(lambda: seal(play, task, person="buithanhmai"), NotYourTask)


def test_a_teller_unknown_is_not_found(play):
    wish = BallotRequest(
        act_id="o",
        case_id=play.id,
        task_id=play.case.open_tasks[0].id,
        members=MEMBERS,
        tellers=tellers((*TELLERS[:2], "x")),
    )
    refused(lambda: open_ballot(play.app, wish, person="lethuha"), NotFound)


def test_closing_early_needs_a_reason_and_counts_all_who_were_called(play, voting):
    task, slips = voting
    vote(play, task, {"hlinhnie": "agree", "ymoaeban": "against"})
    with pytest.raises(BadInput) as refused:
        seal(play, task)
    assert refused.value.facts["rule"] == "not_all_voted"
    early = "Ba người vắng mặt có lý do"
    closed = finish(play, task, slips, early=early, present=3).facts[0]
    assert (closed.early, closed.tally) == (
        early,
        Tally(summoned=5, present=3, issued=3, returned=2, valid=2, in_favour=1),
    )


def test_who_stepped_aside_neither_votes_nor_counts(play, voting):
    task, _ = voting
    step_aside(
        play.app,
        Act(act_id="aside", case_id=play.id, person="hlinhnie"),
        who="hlinhnie",
        relation="sibling",
    )
    with pytest.raises(NotYourTask):
        cast(play.app, play.id, task, "agree", person="hlinhnie")
    second = Act(act_id="aside2", case_id=play.id, person="lehoangkhue")
    step_aside(play.app, second, who="lehoangkhue", relation="linked")
    with pytest.raises(ConflictOfInterest):
        seal(play, task, person="lehoangkhue", early="x")
