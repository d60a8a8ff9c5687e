"""A secret ballot held from opening to closing, as its members, tellers and officer would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from actions.execute import Act, Receipt
from actions.votes.tellers import open_share, seal_ballot, take_slip, void_ballot
from actions.votes.votes import cast, count_votes, open_ballot
from domain.votes.ballots import Count
from domain.votes.opening import BallotRequest
from domain.votes.tellers import Sealing, Teller
from tests.playing import PlayedCase

TELLERS = ("lethuha", "phamquochung", "vominhtri")  # of three bodies
OFFICER = "lethuha"


def tellers(people: Sequence[str] = TELLERS) -> tuple[Teller, ...]:
    return tuple(Teller(person) for person in people)


def call(play: PlayedCase, members: Sequence[str], act_id: str = "open", **more: Any) -> str:
    """Open a ballot; the id of its task."""
    task = more.pop("task", "") or play.case.open_tasks[0].id
    wish = BallotRequest(
        act_id=act_id,
        case_id=play.id,
        task_id=task,
        members=tuple(members),
        tellers=more.pop("tellers", tellers()),
        **more,
    )
    open_ballot(play.app, wish, person=OFFICER)
    return task


def act(play: PlayedCase, name: str, person: str) -> Act:
    return Act(act_id=f"{name}:{person}:{play.case.version}", case_id=play.id, person=person)


def hand_out(play: PlayedCase, task: str, people: Sequence[str] = TELLERS) -> dict[str, str]:
    """Every teller's slip, by teller."""
    return {one: take_slip(play.app, act(play, "slip", one), task) for one in people}


def seal(play: PlayedCase, task: str, *, person: str = OFFICER, **more: Any) -> Receipt:
    wish = Sealing(act_id=f"seal:{play.case.version}", case_id=play.id, task_id=task, **more)
    return seal_ballot(play.app, wish, person=person)


def share(play: PlayedCase, task: str, slips: Mapping[str, str]) -> None:
    for teller, slip in slips.items():
        open_share(play.app, act(play, "share", teller), task, slip)


def void(play: PlayedCase, task: str, reason: str = "Mất phiếu khóa") -> Receipt:
    return void_ballot(play.app, act(play, "void", OFFICER), task, reason)


def vote(play: PlayedCase, task: str, choices: Mapping[str, str]) -> None:
    for member, choice in choices.items():
        cast(play.app, play.id, task, choice, person=member)


def close(play: PlayedCase, task: str, *, person: str = OFFICER, **more: Any) -> Receipt:
    wish = Count(act_id=f"close:{play.case.version}", case_id=play.id, task_id=task, **more)
    return count_votes(play.app, wish, person=person)


def finish(play: PlayedCase, task: str, slips: Mapping[str, str], **sealing: Any) -> Receipt:
    """From the last vote to the answer."""
    seal(play, task, **sealing)
    share(play, task, slips)
    return close(play, task)
