"""A ballot on screen and a count on paper, each refusal and each word they leave behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.cases.attempt import Attempt
from domain.directory.actors import Actor
from domain.directory.people import Person
from domain.errors import (
    AlreadyVoted,
    BadInput,
    BallotNotOpen,
    ConflictOfInterest,
    NotAllowed,
    NotYourTask,
    OptionNotOffered,
    SelfApproval,
    TallyDiffers,
)
from domain.facts.answers import SignedOff
from domain.facts.hearing import InterestDeclared
from domain.facts.votes import BallotClosed, BallotOpened, BallotVoided, Tally, TallyEntered
from domain.law.options import Outcome
from domain.votes.ballots import (
    BallotInput,
    Count,
    check_can_cast,
    decide_close,
    decide_count,
    place_of,
)
from domain.votes.history import ballot_of, differing, first_entry, voted_in
from domain.votes.opening import BallotRequest, decide_open
from domain.votes.rules import AGAINST, AGREE, BLANK
from domain.votes.tellers import Teller
from tests.domain.builders import NOON, OPINION, VOTE, law, officer, opened, signer, step
from tests.domain.votes.test_council_ballots import Held

MEMBERS = ("m1", "m2", "m3", "m4", "m5")
FOUR = MEMBERS[:4]
SUBJECT = Person(id="an", full_name="An", sort_name="An", sex="male", birth=date(1975, 1, 1))
Rule = BallotNotOpen.Rule


@pytest.fixture
def held():
    return Held(law(step("v", "ballot", ["directing_body"], VOTE, vote="over_half_of_summoned")))


def wished(held, **more):
    tellers = tuple(Teller(f"t{n}", frozenset({f"B{n}"})) for n in range(3))
    said = {"members": MEMBERS, "tellers": tellers, "act_id": "a"}
    return BallotRequest(case_id=held.case.id, task_id=held.task.id, **said | more)


def close(held, actor=None, **more):
    count = Count(act_id="a", case_id=held.case.id, task_id=held.task.id, **more)
    return decide_close(held.attempt(actor), count, BallotInput(SUBJECT, tuple(held.history)))


def sealed(held, *voted):
    held.open(MEMBERS)
    held.vote(*voted)
    held.seal()
    return held


def refused(error, act, *args, **more):
    with pytest.raises(error) as found:
        act(*args, **more)
    return found.value.facts


def test_a_closed_ballot_tells_who_voted_how_many_for_it_and_why_it_ended_early(held):
    """The facts in full: nobody can empty one of their fields unseen."""
    sealed(held, *FOUR).share()
    closed, answer, *_ = close(held)
    tally = Tally(summoned=5, present=4, issued=4, returned=4, valid=4, in_favour=4)
    assert closed == BallotClosed(
        task=held.task.id,
        voted=FOUR,
        tally=tally,
        by=officer(),
        at=NOON,
        early="x",
    )
    assert isinstance(answer, SignedOff)
    assert (answer.task, answer.tally, answer.by, answer.at) == (
        held.task.id,
        tally,
        officer(),
        NOON,
    )
    assert (answer.outcome, answer.reason, answer.confirmed) == (Outcome.PASSED, "đạt", "")
    (said,) = (f for f in close(held, reason=" nhất trí ") if isinstance(f, SignedOff))
    assert said.reason == "nhất trí"


def test_who_stepped_aside_is_named_and_no_longer_called(held):
    sealed(held, *FOUR).share()
    held.case = replace(held.case, recused=("m5", "x"))
    closed, *_ = close(held)
    assert closed.recused == ("m5",)
    assert closed.tally.summoned == 4


def test_who_stepped_aside_after_voting_spoils_the_ballot(held):
    sealed(held, *FOUR).share()
    held.case = replace(held.case, recused=("m1",))
    assert refused(BallotNotOpen, close, held)["rule"] == Rule.RECUSED_VOTED


def test_a_ballot_is_closed_only_once_it_is_open_sealed_and_opened_by_all_tellers(held):
    assert refused(BallotNotOpen, close, held)["rule"] == Rule.NOT_OPEN
    held.open(MEMBERS)
    held.vote(*FOUR)
    assert refused(BallotNotOpen, close, held)["rule"] == Rule.NOT_SEALED
    held.seal()
    assert refused(BallotNotOpen, close, held)["rule"] == Rule.SHARES_MISSING
    held.share()
    held.ballot.counts()
    assert close(held)


def test_sums_that_are_not_what_was_cast_are_no_result(held):
    sealed(held, *FOUR).share()
    held.history = [
        replace(f, voted=(*f.voted, "m5")) if type(f).__name__ == "BallotSealed" else f
        for f in held.history
    ]
    assert refused(BallotNotOpen, close, held)["rule"] == Rule.SUMS_DIFFER


def test_who_may_vote_and_until_when(held):
    held.open(MEMBERS)
    case, ballot = held.case, held.ballot
    assert check_can_cast(case, ballot, held.box, "m1") is ballot
    assert refused(BallotNotOpen, check_can_cast, case, None, held.box, "m1")["rule"] == "not_open"
    assert refused(NotYourTask, check_can_cast, case, ballot, held.box, "x")["has"] == "x"
    aside = replace(case, recused=("m1",))
    assert refused(NotYourTask, check_can_cast, aside, ballot, held.box, "m1")["rule"] == "member"
    held.vote("m1")
    refused(AlreadyVoted, check_can_cast, case, ballot, held.box, "m1")
    ballot.keys.pop("t0")
    assert refused(BallotNotOpen, check_can_cast, case, ballot, held.box, "m2")["rule"] == "no_keys"
    held.vote("m2", "m3", "m4")
    held.seal()
    told = refused(BallotNotOpen, check_can_cast, held.case, held.ballot, held.box, "m5")
    assert told["rule"] == Rule.SEALED


def test_a_choice_has_its_place_and_nothing_else_has_one(held):
    held.open(MEMBERS)
    on_it = held.ballot.opened
    assert [place_of(on_it, c) for c in (AGREE, AGAINST, BLANK)] == [0, 1, 2]
    assert refused(OptionNotOffered, place_of, on_it, "ba")["outcome"] == "ba"


@pytest.mark.parametrize(
    ("wrong", "field", "rule"),
    [
        ({"members": ()}, "members", "empty"),
        ({"members": ("m1", "m2", "aside")}, "members", "barred"),
        ({"observers": frozenset({"m1"})}, "members", "observer"),
        ({"members": ("m1",)}, "members", "few_members"),
        ({"tellers": ()}, "tellers", "three_tellers"),
    ],
)
def test_a_ballot_is_not_opened_to_people_who_may_not_vote_or_count(held, wrong, field, rule):
    held.case = replace(held.case, recused=("aside",))
    told = refused(BadInput, decide_open, held.attempt(), wished(held, **wrong), [])
    assert (told["field"], told["rule"]) == (field, rule)


def test_an_opened_ballot_tells_who_is_called_to_what_by_whom(held):
    called = decide_open(held.attempt(), wished(held, members=("m2", "m1", "m2", "m3")), [])
    assert called == BallotOpened(
        task=held.task.id,
        members=("m1", "m2", "m3"),
        choices=(AGREE, AGAINST, BLANK),
        tellers=("t0", "t1", "t2"),
        by=officer(),
        at=NOON,
    )
    told = refused(BallotNotOpen, decide_open, held.attempt(), wished(held), [called])
    assert told["rule"] == Rule.ALREADY_OPEN


def test_a_ballot_that_was_given_up_is_held_anew_under_another_name(held):
    held.open(MEMBERS)
    first = held.ballot
    voided = BallotVoided(task=held.task.id, reason="x", by=officer(), at=NOON)
    assert ballot_of([*held.history, voided], held.task.id) is None
    again = ballot_of([*held.history, voided, first.opened], held.task.id)
    assert (first.id, again.id) == (f"{held.task.id}#1", f"{held.task.id}#2")
    assert first.context("t0") == f"{first.id}|t0"


def test_who_has_voted_is_in_the_box_and_then_in_the_closing(held):
    sealed(held, *FOUR).share()
    assert voted_in(held.ballot, held.box) == FOUR
    held.keep(close(held))
    held.vote("m5")
    assert voted_in(held.ballot, held.box) == FOUR


COUNTED = Tally(summoned=5, present=5, issued=5, returned=5, valid=5, in_favour=3)
OFFICER, SIGNER = officer(), signer("BTG")


def entered(held, actor, tally=COUNTED, **more):
    count = Count(act_id="a", case_id=held.case.id, task_id=held.task.id, tally=tally, **more)
    known = BallotInput(SUBJECT, tuple(held.history))
    return decide_count(held.attempt(actor), count, tally, known)


def test_two_people_count_on_paper_and_only_the_second_answers(held):
    first = entered(held, OFFICER)
    assert first == [TallyEntered(task=held.task.id, tally=COUNTED, by=OFFICER, at=NOON)]
    held.keep(first)
    assert entered(held, OFFICER) == first
    entry, answer, *_ = entered(held, SIGNER, reason="đủ")
    assert entry == TallyEntered(task=held.task.id, tally=COUNTED, by=SIGNER, at=NOON)
    assert (answer.tally, answer.by, answer.reason) == (COUNTED, SIGNER, "đủ")
    assert answer.outcome == Outcome.PASSED


def test_the_second_count_must_be_the_first_and_one_of_the_two_from_the_body(held):
    held.keep(entered(held, OFFICER))
    other = replace(COUNTED, in_favour=4, valid=4)
    assert refused(TallyDiffers, entered, held, SIGNER, other)["fields"] == ["valid", "in_favour"]
    assert differing(COUNTED, COUNTED) == []
    colleague = officer(person="colleague")
    assert refused(NotYourTask, entered, held, colleague)["needs"] == "BTG"


def test_no_paper_count_beside_a_ballot_on_screen(held):
    held.open(MEMBERS)
    assert refused(BallotNotOpen, entered, held, OFFICER)["rule"] == Rule.ON_SCREEN


def test_an_entry_for_somebody_else_is_not_that_of_another_person(held):
    """Who stands in for the first counter is no second one."""
    standing_in = replace(SIGNER, on_behalf_of=OFFICER.person)
    entry = TallyEntered(task=held.task.id, tally=COUNTED, by=OFFICER, at=NOON)
    elsewhere = replace(entry, task="x")
    assert first_entry([entry], held.task.id, standing_in) is None
    assert first_entry([entry, elsewhere], held.task.id, SIGNER) == entry
    assert first_entry([], held.task.id, SIGNER) is None


def convene(held, actor):
    return decide_open(held.attempt(actor), wished(held), [])


@pytest.mark.parametrize("act", [close, entered, convene])
def test_only_who_works_for_the_body_or_the_handler_sits_at_the_table(held, act):
    assert refused(NotYourTask, act, held, signer("UBKT"))["has"] == "UBKT"
    refused(NotAllowed, act, held, Actor("x", "BTC", "", frozenset()))
    refused(SelfApproval, act, held, officer(person="an"))
    aside = InterestDeclared(person="officer", relation="r", note="", by=OFFICER, at=NOON)
    held.keep([aside])
    refused(ConflictOfInterest, act, held, OFFICER)


def test_a_step_without_a_vote_has_no_ballot(held):
    plain = law(step("o", "consultation", ["directing_body"], OPINION))
    case = opened(plain)
    (task,) = case.open_tasks
    wish = BallotRequest(act_id="a", case_id=case.id, task_id=task.id, members=MEMBERS)
    told = refused(BadInput, decide_open, Attempt(case, plain, OFFICER, NOON), wish, [])
    assert told["rule"] == BadInput.Rule.NO_BALLOT
