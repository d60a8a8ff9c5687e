"""What the preview shows is what the engine then does."""

from __future__ import annotations

from datetime import date

import pytest

from domain.cases.preview import Matter, preview
from domain.errors import NoVersionInForce
from domain.state.case import PostKind
from tests.conftest import CATALOGUE
from tests.playing import opened

DAY = date(2026, 12, 1)


def foreseen(name, press="BPTTH", post=PostKind.HEAD, day=DAY, **more):
    law = CATALOGUE.law(CATALOGUE.find(name, press, day))
    return preview(law, Matter(press, post, day, **more))


def steps(rows):
    return [row.step.id for row in rows]


def test_dismissing_a_deputy_names_everybody_in_order_with_the_last_day_of_each():
    rows = foreseen("dismiss", post=PostKind.DEPUTY)
    assert steps(rows)[-1] == "close" or rows[-1].step.then == "end"
    opens = [row.opens for row in rows]
    assert opens == sorted(opens)
    assert opens[0] == DAY
    opinions = next(row for row in rows if row.step.id == "provincial_opinions")
    assert {task.agency for task in opinions.asked} >= {"BTGDVTU", "UBKTTU"}


def test_ten_working_days_over_new_year_are_counted_with_the_holiday():
    rows = foreseen("appoint", day=date(2026, 12, 24))
    decided = next(row for row in rows if row.step.id == "policy_decision")
    assert decided.asked[0].due.day == date(2027, 1, 8)


def test_another_answer_leads_another_way():
    inside = foreseen("appoint")
    outside = foreseen("appoint", takes=(("policy_request", "submitted_outside"),))
    assert "enlarged_vote" in steps(inside)
    assert "sending_vote" not in steps(inside)
    assert "sending_vote" in steps(outside)
    assert "enlarged_vote" not in steps(outside)


def test_where_other_answers_lead_is_shown():
    row = foreseen("appoint")[1]
    assert {(str(o.outcome), to) for o, to in row.otherwise} == {
        ("clarify", "policy_request"),
        ("reject", "stop"),
    }


def test_before_the_law_there_is_nothing_to_foresee():
    with pytest.raises(NoVersionInForce):
        foreseen("complain", day=date(2022, 1, 1))


@pytest.mark.parametrize("name", ["appoint", "resign", "assign", "suspend"])
def test_the_preview_is_what_happens(lite, name):
    """A case played with the answers that carry on opens the same steps and asks the same."""
    expected = [
        (row.step.id, sorted(task.agency for task in row.asked))
        for row in foreseen(name, day=lite.today())
    ]
    play = opened(lite, name, handler="TU", person="nguyenthilan")
    seen: list[tuple[str, list[str]]] = []
    while play.case.open:
        step = play.case.step
        asked = sorted({t.agency for t in play.case.tasks if t.step == step})
        seen.append((step, asked))
        play.past(step)
    assert seen == expected
