"""A council votes on screen only as large as the law wants it: what can never count is not held.

Found by search: three of five members were called, the tellers opened the sums, and then the vote
could neither be counted (council_lawful) nor given up (its sums could be read).
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.cases.attempt import Attempt
from domain.errors import BallotNotOpen, GateNotPassed
from domain.facts.fact import evolve
from domain.law.councils import CouncilRule
from domain.votes.box import Box
from domain.votes.history import ballot_of
from domain.votes.opening import BallotRequest, decide_open
from domain.votes.slips import slip_of
from domain.votes.sums import nothing
from domain.votes.tellers import (
    Sealing,
    Teller,
    decide_key,
    decide_seal,
    decide_share,
    decide_void,
)
from tests.domain.builders import BASIS, NOON, VOTE, law, officer, opened, signer, step

SEATS = ("chair", "member", "secretary")
MEMBERS = ("m1", "m2", "m3")


@pytest.fixture
def law_():
    gate = {"name": "council_lawful", "basis": [BASIS]}
    vote = step("v", "ballot", ["directing_body"], VOTE, vote="council_majority", gates=[gate])
    rule = CouncilRule.model_validate(
        {"seats": SEATS, "quorum": 3, "needs": [], "secretary_is_member": True, "basis": BASIS}
    )
    return replace(law(vote), councils=(rule,))


def _chance(octets: int) -> bytes:
    return bytes([7]) * octets


class Held:
    """A ballot of a council on screen, as far as it is brought."""

    def __init__(self, law_) -> None:
        self.law, self.case, self.history = law_, opened(law_), []
        (self.task,) = self.case.open_tasks
        self.box = Box()

    def attempt(self, actor=None) -> Attempt:
        return Attempt(self.case, self.law, actor or officer(), NOON)

    def keep(self, facts) -> None:
        self.history += facts
        self.case = evolve(self.case, facts)

    @property
    def ballot(self):
        return ballot_of(self.history, self.task.id)

    def open(self, members=MEMBERS) -> None:
        tellers = tuple(Teller(f"t{n}", frozenset({f"B{n}"})) for n in range(3))
        wish = BallotRequest(
            act_id="a",
            case_id=self.case.id,
            task_id=self.task.id,
            members=members,
            tellers=tellers,
        )
        self.keep([decide_open(self.attempt(), wish, self.history)])
        self.box = Box((), nothing(len(self.ballot.opened.choices)))
        for n in range(3):
            self.keep(decide_key(self._teller(n), self.ballot, self.box, self._slip(n)))

    def vote(self, *people: str) -> None:
        for person in people:
            self.box = self.box.with_vote(
                person, 0, self.ballot.key, lambda size: bytes([7]) * size
            )

    def seal(self) -> None:
        wish = Sealing(act_id="a", case_id=self.case.id, task_id=self.task.id, early="x")
        self.keep(decide_seal(self.attempt(), self.ballot, self.box, wish))

    def share(self) -> None:
        for n in range(3):
            self.keep(decide_share(self._teller(n), self.ballot, self._slip(n)))

    def void(self) -> None:
        decide_void(self.attempt(), self.ballot, self.box, "x")

    def _teller(self, n: int) -> Attempt:
        return self.attempt(signer("BTC", f"t{n}"))

    @staticmethod
    def _slip(n: int) -> str:
        return slip_of(bytes([n]) * 20)


@pytest.mark.parametrize("members", [MEMBERS[:2], (*MEMBERS, "m4")])
def test_no_ballot_is_opened_for_a_council_of_another_size(law_, members):
    with pytest.raises(GateNotPassed):
        Held(law_).open(members)


def test_no_ballot_is_opened_to_the_tellers_where_too_few_of_the_council_came(law_):
    held = Held(law_)
    held.open()
    held.vote("m1", "m2")
    with pytest.raises(GateNotPassed):
        held.seal()
    held.void()


def test_a_ballot_that_can_never_count_any_more_is_given_up_even_if_it_can_be_read(law_):
    fewer = law_.councils[0].model_copy(update={"quorum": 2})
    held = Held(replace(law_, councils=(fewer,)))
    held.open()
    held.vote("m1", "m2")
    held.seal()
    held.share()
    with pytest.raises(BallotNotOpen):
        held.void()
    held.case = replace(held.case, recused=("m3",))
    held.void()
