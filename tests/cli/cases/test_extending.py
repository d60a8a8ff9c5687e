"""More time for a question, by commands."""

from __future__ import annotations

from tests.cli.typing_commands import answer
from tests.playing import at_opinions


def test_more_time_is_asked_for_given_and_refused(terminal, lite):
    play = at_opinions(lite)
    task = play.task("UBKTTU")
    ask = ("ask-extension", task, "--days", "5", "--reason", "chờ kết luận", "--as", "phamquochung")
    assert answer(terminal, *ask)["facts"][0]["days"] == 5
    given = ("grant-extension", task, "--reason", "nhất trí", "--as", "lethuha")
    assert answer(terminal, *given)["facts"][0]["due"]["day"] == "2026-09-28"
    assert answer(terminal, *ask)["repeated"] is False
    refused = ("refuse-extension", task, "--reason", "đã gia hạn", "--as", "lethuha")
    assert answer(terminal, *refused)["facts"][0]["reason"] == "đã gia hạn"
    code, _, said = terminal(*refused)
    assert (code, "không xin gia hạn" in said) == (1, True)
