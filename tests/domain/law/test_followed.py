"""Rows kept on a day, and what happened to them since."""

from __future__ import annotations

from datetime import date

import pytest

from domain.law.in_force import Dated, followed

SINCE = date(2026, 9, 1)
BEFORE, AFTER, LATER = date(2026, 3, 1), date(2027, 3, 1), date(2028, 3, 1)
EVE = date(2027, 2, 28)


class Row(Dated):
    id: str = "a"
    said: str = ""


def row(said, first=BEFORE, last=None, name="a"):
    return Row(id=name, said=said, first_day=first, last_day=last)


def now(kept, today):
    found = followed(kept, today, SINCE, lambda r: r.id)
    return [(r.said, r.first_day, r.last_day) for r in found]


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        pytest.param([row("old")], [("old", BEFORE, None)], id="as it was"),
        pytest.param([row("new")], [("old", BEFORE, None)], id="edited"),
        pytest.param([], [("old", BEFORE, None)], id="taken away"),
        pytest.param([row("old", last=EVE)], [("old", BEFORE, EVE)], id="ends later"),
        pytest.param(
            [row("old", last=date(2026, 8, 1))], [("old", BEFORE, None)], id="ended before: an edit"
        ),
        pytest.param(
            [row("old", last=EVE), row("next", AFTER)],
            [("old", BEFORE, EVE), ("next", AFTER, None)],
            id="replaced later",
        ),
        pytest.param(
            [row("next", AFTER), row("third", LATER)],
            [("old", BEFORE, EVE), ("next", AFTER, None), ("third", LATER, None)],
            id="taken away and replaced later",
        ),
        pytest.param(
            [row("old"), row("more", SINCE, name="b")], [("old", BEFORE, None)], id="begun by then"
        ),
    ],
)
def test_what_had_begun_stays_and_what_begins_later_is_followed(today, expected):
    assert now([row("old")], today) == expected


def test_a_row_known_to_begin_later_stays_as_it_was_known():
    kept = [row("old", last=EVE), row("next", AFTER)]
    assert now(kept, [row("old", last=EVE), row("other", AFTER)]) == [
        ("old", BEFORE, EVE),
        ("next", AFTER, None),
    ]
