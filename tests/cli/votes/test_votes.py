"""A secret ballot by commands: called, slips taken, voted in, ended, opened, result taken."""

from __future__ import annotations

import io
import sys

import pytest

from tests.cli.typing_commands import answer
from tests.playing import opened

MEMBERS = ("hlinhnie", "phamquochung", "buithanhmai")
TELLERS = ("lethuha", "phamquochung", "vominhtri")
OFFICER = ("--as", "lethuha")


@pytest.fixture
def play(lite):
    play = opened(lite)
    play.until("standing_vote")
    return play


def called(terminal, play):
    task = play.case.open_tasks[0].id
    members = [word for member in MEMBERS for word in ("--member", member)]
    tellers = [word for teller in TELLERS for word in ("--teller", teller)]
    assert terminal("vote", "open", task, *members, *tellers, *OFFICER)[0] == 0
    return task


def slip(terminal, task, person):
    code, out, err = terminal("vote", "slip", task, "--as", person)
    assert code == 0, out + err
    return out.splitlines()[0]


def test_a_ballot_from_opening_to_its_result(terminal, play, monkeypatch):
    task = called(terminal, play)
    slips = {person: slip(terminal, task, person) for person in TELLERS}
    for member, choice in zip(MEMBERS, ("agree", "against", "agree"), strict=True):
        assert terminal("vote", "cast", task, choice, "--as", member)[0] == 0
    assert answer(terminal, "vote", "turnout", task)["keyed"] == sorted(TELLERS)
    assert terminal("vote", "seal", task, *OFFICER)[0] == 0
    for person, letters in slips.items():
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{letters}\n"))
        code, out, err = terminal("vote", "share", task, "--as", person)
        assert code == 0, out + err
        assert letters not in out + err
    found = answer(terminal, "vote", "turnout", task)
    assert (found["sealed"], found["shared"]) == (True, sorted(TELLERS))
    assert terminal("vote", "close", task, *OFFICER)[0] == 0
    assert play.case.find_task(task).outcome == "passed"


def test_a_ballot_given_up_is_opened_and_given_up_again(terminal, play):
    """The same words twice are two wishes, once the case has gone on between them."""
    for _ in range(2):
        task = called(terminal, play)
        slip(terminal, task, "vominhtri")
        words = ("vote", "void", task, "--reason", "Mất mã", *OFFICER)
        assert terminal(*words)[0] == 0
    code, _, err = terminal("vote", "slip", task, "--as", "vominhtri")
    assert code != 0
    assert "Chưa mở cuộc bỏ phiếu kín" in err
