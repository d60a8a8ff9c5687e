"""`thamdinh documents fields`: shown, entered, refused."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.papers.enter_fields import enter_fields
from domain.errors import BadInput
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


@pytest.mark.parametrize("day", ["01/01/1800", "31/12/2999"])
def test_a_day_of_another_age_is_a_slip(terminal, lite, day):
    play = opened(lite, "dismiss")
    play.until("decision")
    task = play.case.open_tasks[0].id
    said = ("--set", f"effective={day}", "--as", "lethuha")
    code, _, err = terminal("documents", "fields", task, *said)
    assert (code, "1900" in err, day in err) == (1, True, True)


def test_an_act_that_enters_nothing_is_none(lite):
    play = opened(lite, "dismiss")
    task = play.case.open_tasks[0].id
    with pytest.raises(BadInput) as refused:
        enter_fields(lite, Act(act_id="nothing", case_id=play.id, person="lethuha"), task, {})
    assert refused.value.facts["field"] == "values"
