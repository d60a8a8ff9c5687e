"""Secret ballots on screen, and paper counts entered by two people, on both databases."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from sqlalchemy import text

from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.votes.votes import cast, count_votes, open_ballot, turnout
from domain.errors import (
    AlreadyVoted,
    BadInput,
    BadTally,
    BallotNotOpen,
    NotFound,
    NotYourTask,
    OptionNotOffered,
    TallyDiffers,
    TaskClosed,
)
from domain.facts.answers import SignedOff
from domain.facts.votes import BallotClosed, Tally, TallyEntered
from domain.law.options import Outcome
from domain.votes.ballots import Count
from domain.votes.opening import BallotRequest
from domain.votes.sums import PAIR, POINT
from tests.balloting import close, finish, hand_out, seal, share, tellers, vote
from tests.looking import read
from tests.playing import SIGNERS, opened, together

MEMBERS = ("hlinhnie", "phamquochung", "buithanhmai", "vominhtri", "ymoaeban")
COUNTED = Tally(summoned=5, present=5, issued=5, returned=5, valid=5, in_favour=4)


@pytest.fixture
def play(app):
    play = opened(app)
    play.until("standing_vote")
    return play


def task(play):
    return play.case.open_tasks[0].id


def open_(play, members=MEMBERS, person="lethuha"):
    """A ballot that can be voted in: the tellers hold their slips."""
    wish = BallotRequest(
        act_id="open", case_id=play.id, task_id=task(play), members=members, tellers=tellers()
    )
    open_ballot(play.app, wish, person=person)
    return hand_out(play, task(play))


def enter(play, tally, person, act_id=""):
    wish = Count(
        act_id=act_id or f"count:{person}:{tally}", case_id=play.id, task_id=task(play), tally=tally
    )
    return count_votes(play.app, wish, person=person)


def vote_all(play, ayes):
    for place, member in enumerate(MEMBERS):
        cast(play.app, play.id, task(play), "agree" if place < ayes else "against", person=member)


def test_the_sums_of_a_closed_ballot_are_the_answer(play):
    slips = open_(play)
    vote_all(play, 4)
    receipt = finish(play, task(play), slips)
    closed, signed = receipt.facts[:2]
    assert isinstance(closed, BallotClosed)
    assert closed.voted == tuple(sorted(MEMBERS))
    assert isinstance(signed, SignedOff)
    assert (signed.outcome, signed.tally) == (Outcome.PASSED, COUNTED)
    assert receipt.case.step == "consent_request"


def test_a_closed_box_is_gone_and_who_voted_is_still_known(play):
    slips = open_(play)
    wish = task(play)
    vote_all(play, 4)
    finish(play, wish, slips)
    with play.app.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM ballot_boxes")).scalar() == 0
    assert turnout(play.app, play.id, wish).voted == tuple(sorted(MEMBERS))
    with pytest.raises(TaskClosed):
        cast(play.app, play.id, wish, "agree", person="hlinhnie")


def test_calling_names_the_running_ballots_of_a_member_only(play):
    def calling(person):
        return read(play.app.engine, lambda uow: uow.ballots.calling(person))

    slips = open_(play)
    wish = task(play)
    assert [calling(person) for person in ("hlinhnie", "lethuha", "ythongeban")] == [
        (wish,),
        (),
        (),
    ]
    step_aside(
        play.app,
        Act(act_id="aside", case_id=play.id, person="hlinhnie"),
        who="hlinhnie",
        relation="sibling",
    )
    assert calling("hlinhnie") == ()
    vote(play, wish, {"buithanhmai": "agree", "vominhtri": "agree"})
    finish(play, wish, slips, early="vắng")
    assert calling("buithanhmai") == ()


def test_j05_nothing_stored_links_a_voter_to_a_choice(play):
    """No row, order, time or id per vote: names lie sorted, beside sums that are noise, all of
    which change with every vote, whatever it was."""
    open_(play)
    before = len(read(play.app.engine, lambda uow: uow.cases.facts(play.id)))
    seen = []
    for member, choice in (
        ("ymoaeban", "agree"),
        ("hlinhnie", "agree"),
        ("buithanhmai", "against"),
    ):
        cast(play.app, play.id, task(play), choice, person=member)
        with play.app.engine.connect() as connection:
            rows = connection.execute(text("SELECT * FROM ballot_boxes")).mappings().all()
        assert len(rows) == 1
        assert set(rows[0]) == {"task_id", "voted", "sums"}
        seen.append(bytes(rows[0]["sums"]))
    assert json.loads(rows[0]["voted"]) == ["buithanhmai", "hlinhnie", "ymoaeban"]
    assert {len(sums) for sums in seen} == {3 * PAIR}
    points = [sums[at : at + POINT] for sums in seen for at in range(0, len(sums), POINT)]
    assert len(set(points)) == len(points)
    assert len(read(play.app.engine, lambda uow: uow.cases.facts(play.id))) == before


def test_j07_a_running_ballot_shows_turnout_only(play):
    """J07: while votes are hidden nothing is said of them: no sum, no quorum, no majority, whatever
    is added later to what the page reads."""
    open_(play)
    cast(play.app, play.id, task(play), "against", person="hlinhnie")
    seen = turnout(play.app, play.id, task(play))
    assert seen.voted == ("hlinhnie",)
    said = {name for name in dir(seen) if not name.startswith("_")}
    assert said == {"opened", "voted", "keyed", "sealed", "shared", "ready", "countable"}
    assert (seen.keyed, seen.shared, seen.sealed) == (seen.opened.tellers, (), False)


def test_one_person_one_ballot_even_when_clicked_at_once(play):
    open_(play)
    wish = task(play)

    def vote():
        cast(play.app, play.id, wish, "agree", person="hlinhnie")

    results = together([vote] * 4)
    assert results.count(None) == 1
    assert all(isinstance(r, AlreadyVoted) for r in results if r is not None)


def test_everybody_voting_at_once_is_counted(play):
    slips = open_(play)
    wish = task(play)
    assert together(
        [lambda m=m: cast(play.app, play.id, wish, "agree", person=m) for m in MEMBERS]
    ) == [None] * len(MEMBERS)
    assert finish(play, wish, slips).facts[0].tally.in_favour == len(MEMBERS)


def test_who_may_vote_on_what(play):
    with pytest.raises(BallotNotOpen):
        cast(play.app, play.id, task(play), "agree", person="hlinhnie")
    open_(play)
    with pytest.raises(NotYourTask):
        cast(play.app, play.id, task(play), "agree", person="trinhvanduc")
    with pytest.raises(OptionNotOffered):
        cast(play.app, play.id, task(play), "maybe", person="hlinhnie")
    with pytest.raises(BallotNotOpen):
        open_ballot(
            play.app,
            BallotRequest(
                act_id="again",
                case_id=play.id,
                task_id=task(play),
                members=MEMBERS,
                tellers=tellers(),
            ),
            person="lethuha",
        )


def test_nobody_is_called_alone(play):
    with pytest.raises(BadInput) as refused:
        open_(play, MEMBERS[:1])
    assert refused.value.facts == {"field": "members", "rule": "few_members", "value": 1}


def test_b_7_who_comes_from_the_cadre_unit_observes_and_does_not_vote(play):
    with pytest.raises(BadInput) as refused:
        open_(play, (*MEMBERS, "dangducthuan"))
    told = refused.value.facts
    assert (told["rule"], told["value"]) == ("observer", ["dangducthuan"])


def test_somebody_of_another_body_can_neither_open_nor_count(play):
    with pytest.raises(NotYourTask):
        open_(play, person="buithanhmai")
    with pytest.raises(NotYourTask):
        enter(play, COUNTED, "buithanhmai")


def test_a_paper_count_is_an_answer_only_when_two_people_enter_the_same(play):
    first = enter(play, COUNTED, "lethuha")
    assert [type(f) for f in first.facts] == [TallyEntered]
    assert first.case.step == "standing_vote"
    second = enter(play, COUNTED, SIGNERS["BTVTU"])
    assert second.facts[1].outcome == Outcome.PASSED


def test_differing_entries_name_the_figures_and_reveal_none(play):
    enter(play, COUNTED, "lethuha")
    with pytest.raises(TallyDiffers) as refused:
        enter(play, replace(COUNTED, valid=4, in_favour=3), SIGNERS["BTVTU"])
    assert refused.value.facts == {"fields": ["valid", "in_favour"]}
    assert play.case.step == "standing_vote"


def test_the_same_person_entering_twice_is_one_entry_corrected(play):
    enter(play, replace(COUNTED, in_favour=2), "lethuha")
    assert enter(play, COUNTED, "lethuha").case.step == "standing_vote"
    assert enter(play, COUNTED, SIGNERS["BTVTU"]).case.step == "consent_request"


def test_a_vote_is_counted_never_signed(play):
    with pytest.raises(BadInput) as refused:
        play.sign("BTVTU", "passed", tally=COUNTED)
    assert refused.value.facts["rule"] == "use_count"


def test_counts_that_cannot_be_are_refused_at_the_first_entry(play):
    with pytest.raises(BadTally):
        enter(
            play,
            replace(COUNTED, in_favour=6),
            "lethuha",
        )


def test_names_on_a_ballot_and_in_a_count_are_people(lite):
    play = opened(lite)
    play.until("enlarged_vote")
    wish = BallotRequest(
        act_id="o",
        case_id=play.id,
        task_id=task(play),
        members=MEMBERS,
        tellers=tellers(),
        names=("x",),
    )
    with pytest.raises(NotFound):
        open_ballot(lite, wish, person="lethuha")
    with pytest.raises(NotFound):
        enter(play, replace(COUNTED, in_favour=0, votes=(("x", 5),)), "lethuha")


def test_a_form_nobody_offers_is_not_counted(lite):
    play = opened(lite, "discipline")
    play.until("council_recommendation")
    three = Tally(summoned=3, present=3, issued=3, returned=3, valid=3, in_favour=3)
    with pytest.raises(OptionNotOffered):
        enter(play, replace(three, votes=(("flogging", 3),)), "lethuha")


def test_a_ballot_on_screen_and_a_paper_count_do_not_mix(play):
    open_(play)
    with pytest.raises(BallotNotOpen):
        enter(play, COUNTED, "lethuha")


def test_a_vote_at_the_moment_of_the_end_is_counted_or_refused(play):
    """Never lost: whoever was told that they voted is among the names and in the sums."""
    slips, wish = open_(play), task(play)
    vote(play, wish, dict.fromkeys(MEMBERS[:3], "agree"))

    def late(member):
        return lambda: cast(play.app, play.id, wish, "agree", person=member)

    together([late("vominhtri"), lambda: seal(play, wish, early="hết giờ"), late("ymoaeban")])
    share(play, wish, slips)
    closed = close(play, wish).facts[0]
    assert closed.tally.in_favour == len(closed.voted)
