"""No door keeps a text that no paper can hold; everything else that people type is kept."""

from __future__ import annotations

import pytest

from actions.cases.sign_off import sign_off
from actions.cases.take_out import take_out
from actions.cases.withdraw import withdraw
from actions.execute import Act
from domain.cases.sign_off import SignOff
from domain.errors import BadInput
from domain.facts.texts import UNPRINTABLE, check_text
from domain.law.options import Outcome
from tests.playing import SIGNERS, at_opinions, opened

BAD = ["\x00", "\x01", "\x08", "\x0b", "\x1f", "\ufffe", "\uffff", "\ud800"]


@pytest.mark.parametrize("letter", BAD)
def test_an_answer_nobody_can_print_is_not_taken(lite, letter):
    play = at_opinions(lite)
    task = play.task("BTGDVTU")
    act = SignOff(
        act_id="a",
        case_id=play.id,
        task_id=task,
        outcome=Outcome.AGREE,
        reason=f"Nhất trí{letter}.",
    )
    with pytest.raises(BadInput) as refused:
        sign_off(lite, act, person=SIGNERS["BTGDVTU"])
    assert refused.value.facts["rule"] == BadInput.Rule.UNPRINTABLE
    assert (refused.value.facts["value"], refused.value.facts["place"]) == (
        f"U+{ord(letter):04X}",
        9,
    )
    assert play.case.find_task(task).status == "open"


def test_any_other_act_asks_the_same(lite):
    play = opened(lite)
    with pytest.raises(BadInput):
        withdraw(lite, Act(act_id="w", case_id=play.id, person="lethuha"), reason="rút\x01")
    assert play.case.open


def test_no_door_keeps_more_than_a_person_writes(lite):
    play = at_opinions(lite)
    act = Act(act_id="m", case_id=play.id, person="lethuha")
    wish = {"task_id": play.task("UBKTTU"), "reason": "x" * 100, "document": "01-CV"}
    for field, most in (("reason", 20_000), ("document", 500)):
        with pytest.raises(BadInput) as refused:
            take_out(lite, act, **wish | {field: "đ" * (most + 1)})
        said = refused.value.facts
        assert (said["rule"], said["field"]) == (BadInput.Rule.TEXT_TOO_LONG, field)
        assert (said["found"], said["most"]) == (most + 1, most)
        assert f"nhiều nhất được {most}" in lite.sentence(refused.value)
    assert play.case.find_task(wish["task_id"]).status == "open"


def test_the_end_of_a_line_counts_once_however_a_browser_sends_it():
    check_text("dòng\r\n" * 4_000)
    with pytest.raises(BadInput):
        check_text("dòng\n" * 4_001)


@pytest.mark.parametrize("text", ["", "Ý kiến\r\ndòng hai\tcột", "Ê Đê · “ngoặc” – 😀", "\u2028"])
def test_whatever_can_be_printed_stays(text):
    assert check_text(text) == text
    assert UNPRINTABLE.sub("", text) == text
