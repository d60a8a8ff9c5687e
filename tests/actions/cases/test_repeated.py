"""A form sent twice is one act; other words under the same id are another act, and refused."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

import pytest

from actions.cases.recall import recall
from actions.cases.record_silence import record_silence
from actions.cases.return_case import return_case
from actions.cases.take_out import take_out
from actions.cases.withdraw import withdraw
from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.papers.remove_paper import remove_paper
from domain.errors import ActIdReused
from tests.actions.papers.test_dossier_changes import attach
from tests.playing import SIGNERS, at_opinions

CODES = ("to_step", "relation")  # chosen, not typed


@dataclass(frozen=True)
class Wish:
    """An act with everything it says, and for what it says something else that fits as well."""

    act: Any
    person: str
    said: dict[str, str]
    other: dict[str, str]


def wishes(play) -> dict[str, Wish]:
    asked, silent = play.task("BTGDVTU"), play.task("UBKTTU")
    file = attach(play).facts[0].content
    reason = {"reason": "nhân sự xin rút"}
    why = {"reason": "lý do khác"}
    return {
        "withdraw": Wish(withdraw, "lethuha", reason, why),
        "recall": Wish(partial(recall, task_id=asked), SIGNERS["BTGDVTU"], reason, why),
        "return": Wish(
            partial(return_case, task_id=silent),
            SIGNERS["UBKTTU"],
            reason | {"to_step": "dossier_in"},
            why | {"to_step": "eligibility_review"},
        ),
        "take out": Wish(
            partial(take_out, task_id=silent),
            "lethuha",
            reason | {"document": "CV 1"},
            why | {"document": "CV 2"},
        ),
        "silence": Wish(
            partial(record_silence, task_id=silent), "lethuha", {"proof": "CV 1"}, {"proof": "CV 2"}
        ),
        "aside": Wish(
            partial(step_aside, who="hlinhnie"),
            "hlinhnie",
            {"relation": "spouse", "note": "vợ"},
            {"relation": "child", "note": "con"},
        ),
        "remove": Wish(partial(remove_paper, content=file), "lethuha", reason, why),
    }


@pytest.mark.parametrize(
    "name", ["withdraw", "recall", "return", "take out", "silence", "aside", "remove"]
)
def test_every_word_of_a_repeated_act_is_compared(lite, name):
    play = at_opinions(lite)
    wish = wishes(play)[name]
    play.sign("BTGDVTU", "agree")
    if name == "silence":
        play.wait(30)
    act = Act(act_id="twice", case_id=play.id, person=wish.person)
    first = wish.act(lite, act, **wish.said)
    typed = {name: f" {text} " for name, text in wish.said.items() if name not in CODES}
    again = wish.act(lite, act, **(wish.said | typed))
    assert (first.repeated, again.repeated) == (False, True)
    for said, other in wish.other.items():
        with pytest.raises(ActIdReused):
            wish.act(lite, act, **(wish.said | {said: other}))
