"""What tellers and who calls the ballot do with its key: each refusal and each word it leaves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.errors import (
    BadInput,
    BallotNotOpen,
    ConflictOfInterest,
    NoQuorum,
    NotYourTask,
    ReasonMissing,
)
from domain.facts.votes import BallotSealed, BallotVoided
from domain.votes.slips import key_of, secret_of, slip_of
from domain.votes.tellers import (
    Sealing,
    Teller,
    check_tellers,
    decide_key,
    decide_seal,
    decide_share,
    decide_void,
    running_ballot,
)
from tests.domain.builders import NOON, VOTE, law, officer, signer, step
from tests.domain.votes.test_ballots import FOUR, MEMBERS, refused
from tests.domain.votes.test_council_ballots import Held

Rule = BallotNotOpen.Rule
T0 = signer("BTC", "t0")
SLIP = slip_of(bytes([9]) * 20)


@pytest.fixture
def held():
    found = Held(law(step("v", "ballot", ["directing_body"], VOTE, vote="over_half_of_summoned")))
    found.open(MEMBERS)
    return found


def teller(person, *bodies, **more):
    return Teller(person, frozenset(bodies or {f"body of {person}"}), **more)


def key(held, actor=T0, slip=SLIP):
    return decide_key(held.attempt(actor), held.ballot, held.box, slip)


def seal(held, actor=None, **said):
    wish = Sealing(act_id="a", case_id=held.case.id, task_id=held.task.id, **said)
    return decide_seal(held.attempt(actor), held.ballot, held.box, wish)


def share(held, actor=T0, n=0):
    return decide_share(held.attempt(actor), held.ballot, slip_of(bytes([n]) * 20))


def void(held, reason=" mất phiếu khóa ", actor=None):
    return decide_void(held.attempt(actor), held.ballot, held.box, reason)


def test_three_tellers_of_two_bodies_none_of_whom_is_barred():
    three = [teller("a", "X"), teller("b", "X"), teller("c", "Y")]
    check_tellers(three, ("d",))
    few = refused(BadInput, check_tellers, three[:2], ())
    assert few == {"field": "tellers", "rule": "three_tellers", "value": 2}
    one = refused(BadInput, check_tellers, [*three[:2], teller("c", "X")], ())
    assert (one["rule"], one["value"]) == ("one_body", ["a", "b", "c"])
    for barred, apart in (
        (teller("c", "Y"), ("c",)),
        (teller("c", "Y", administers=True), ()),
        (Teller("c", frozenset()), ()),
    ):
        found = refused(BadInput, check_tellers, [*three[:2], barred], apart)
        assert (found["rule"], found["value"]) == ("teller_barred", ["c"])


def test_a_slip_is_taken_again_until_somebody_has_voted_and_says_whose_it_is(held):
    (taken,) = key(held)
    secret = secret_of(SLIP, held.ballot.id)
    assert (taken.task, taken.key) == (held.task.id, key_of(secret).hex())
    assert (len(taken.proof), taken.by, taken.at) == (128, T0, NOON)
    held.vote("m1")
    assert refused(BallotNotOpen, key, held)["rule"] == Rule.KEY_FIXED
    held.vote(*FOUR)
    held.seal()
    held.box = replace(held.box, voted=())
    assert refused(BallotNotOpen, key, held)["rule"] == Rule.KEY_FIXED


def test_only_a_teller_who_takes_part_holds_a_key_or_opens_a_share(held):
    stranger = refused(NotYourTask, key, held, signer("BTC", "x"))
    assert stranger == {"rule": "teller", "task": held.task.id, "has": "x"}
    held.vote(*FOUR)
    held.seal()
    assert refused(NotYourTask, share, held, signer("BTC", "x"))["has"] == "x"
    held.case = replace(held.case, recused=("t0",))
    refused(ConflictOfInterest, share, held)


@pytest.mark.parametrize("slip", ["AAAA", "=" * 32, "A" * 31 + "!", ""])
def test_what_is_no_slip_is_told_apart_from_somebody_elses(held, slip):
    found = refused(BadInput, key, held, slip=slip)
    assert found == {"field": "slip", "rule": "slip", "value": ""}
    held.vote(*FOUR)
    held.seal()
    assert refused(BadInput, share, held, n=1)["rule"] == "wrong_slip"


def test_a_slip_read_aloud_and_typed_anyhow_is_the_same_slip():
    assert secret_of("a0b1 " + "c" * 28, "x") == secret_of("AOBI" + "C" * 28, "x")
    assert secret_of("A" * 32, "x") != secret_of("A" * 32, "y")


def test_the_sums_are_sealed_as_they_lie_there_and_early_only_with_a_reason(held):
    held.vote(*FOUR)
    waiting = refused(BadInput, seal, held)
    assert waiting == {"field": "early", "rule": "not_all_voted", "value": 1}
    (fact,) = seal(held, early=" vắng ", present=5)
    assert fact == BallotSealed(
        task=held.task.id,
        voted=FOUR,
        sums=held.box.sums.hex(),
        present=5,
        early="vắng",
        by=officer(),
        at=NOON,
    )
    assert seal(held, early="vắng")[0].present == 4
    held.vote("m5")
    assert seal(held)[0].early == ""
    more = refused(BadInput, seal, held, present=6)
    assert more == {"field": "present", "rule": "more_than_called", "value": 6}


def test_a_ballot_is_sealed_once_by_who_may_with_a_quorum_and_no_single_choice(held):
    held.vote("m1")
    told = refused(NoQuorum, seal, held, early="x")
    assert told == {"present": 1, "summoned": 5}
    assert refused(BallotNotOpen, seal, held, early="x", present=5)["rule"] == Rule.TOO_FEW
    held.vote(*FOUR)
    refused(NotYourTask, seal, held, signer("UBKT"), early="x")
    spoilt = replace(held.case, recused=("m1",))
    held.case, whole = spoilt, held.case
    assert refused(BallotNotOpen, seal, held, early="x")["rule"] == Rule.RECUSED_VOTED
    held.case = whole
    held.seal()
    assert refused(BallotNotOpen, seal, held, early="x")["rule"] == Rule.SEALED


def test_a_share_is_opened_once_after_the_sealing_and_says_whose_it_is(held):
    held.vote(*FOUR)
    assert refused(BallotNotOpen, share, held)["rule"] == Rule.NOT_SEALED
    held.seal()
    (given,) = share(held)
    assert (given.task, given.by, given.at) == (held.task.id, T0, NOON)
    assert len(given.proof) == 128
    assert len(given.parts) == len(held.ballot.opened.choices)
    held.keep([given])
    assert refused(BallotNotOpen, share, held)["rule"] == Rule.SHARE_GIVEN


def test_a_ballot_is_given_up_with_a_reason_and_never_once_it_can_be_read(held):
    refused(ReasonMissing, void, held, " ")
    refused(NotYourTask, void, held, actor=signer("UBKT"))
    (fact,) = void(held)
    told = BallotVoided(task=held.task.id, reason="mất phiếu khóa", by=officer(), at=NOON)
    assert fact == told
    held.vote(*FOUR)
    held.seal()
    assert void(held)
    held.share()
    assert refused(BallotNotOpen, void, held)["rule"] == Rule.READABLE
    held.case = replace(held.case, recused=("m1",))
    assert void(held)


def test_the_running_ballot_of_a_question_is_the_one_on_screen(held):
    assert running_ballot(held.case, held.history, held.task.id) == held.ballot
    told = refused(BallotNotOpen, running_ballot, held.case, (), held.task.id)
    assert told == {"task": held.task.id, "rule": Rule.NOT_OPEN}
