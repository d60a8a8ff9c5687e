"""`thamdinh migrate`: look first, then move."""

from __future__ import annotations

from datetime import date

from tests.cli.typing_commands import answer
from tests.playing import opened


def test_a_case_is_moved_to_another_text(terminal, lite):
    play = opened(lite, decided_on=date(2023, 2, 27))
    play.until("provincial_opinions")
    plan = answer(terminal, "migrate", play.id, "--as", "lethuha", "--check")
    assert (plan["collective_first"], plan["eligibility_review"]) == ("stands", "new")
    assert terminal("migrate", play.id, "--as", "lethuha", "--check")[0] == 0
    said = ("--reason", "đã có quy định mới", "--document", "12-CV")
    answer(terminal, "migrate", play.id, "--as", "lethuha", *said)
    assert play.case.step == "eligibility_review"
