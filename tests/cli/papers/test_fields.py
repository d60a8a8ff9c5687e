"""`thamdinh documents fields`: shown, entered, refused."""

from __future__ import annotations

from tests.cli.typing_commands import answer
from tests.playing import opened


def test_the_fields_of_a_task_are_shown_and_entered(terminal, lite):
    play = opened(lite, "dismiss")
    play.until("decision")
    task = play.case.open_tasks[0].id
    said = ("--set", "ground=Không hoàn thành nhiệm vụ", "--as", "lethuha")
    found = answer(terminal, "documents", "fields", task, *said)
    values = {one["field"]["id"]: one["value"] for one in found}
    assert values["ground"] == "Không hoàn thành nhiệm vụ"
    code, _, err = terminal("documents", "fields", task, "--set", "ground", "--as", "lethuha")
    assert (code, "set" in err) == (1, True)
