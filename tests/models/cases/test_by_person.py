"""Cases by the person they are about, on both databases."""

from __future__ import annotations

import pytest

from models.cases.by_person import (
    concerned,
    own_cases,
    seen_about,
    seen_looking_at,
)
from models.visibility import Visibility
from tests.looking import read
from tests.playing import opened

HIM = "ythongeban"


def test_a_person_finds_the_own_cases_and_what_is_asked_in_them(app):
    opened(app, "resign")
    appointed = opened(app)
    found = read(app.engine, lambda uow: own_cases(uow.connection, HIM))
    assert {one.id: one.asked for one in found} == {"TC-2026-0001": 1, appointed.id: 0}
    assert read(app.engine, lambda uow: concerned(uow.connection, HIM))
    assert not read(app.engine, lambda uow: concerned(uow.connection, "hlinhnie"))


@pytest.mark.parametrize(
    ("body", "about_him", "looking"),
    [
        ("BTCTU", ["BN-2026-0001"], ()),
        ("BTGDVTU", ["GS-2026-0001"], ("GS-2026-0001",)),
        ("UBKTTU", [], ()),
    ],
)
def test_others_find_them_only_as_far_as_they_see(app, body, about_him, looking):
    case, visibility = opened(app).id, Visibility("somebody", (body,))
    opened(app, "supervise", about=case, handler="BTGDVTU", person="tranvanbinh")
    with app.engine.connect() as connection:
        found = seen_about(connection, visibility, HIM, "BPTTH")
        assert [one.id for one in found] == about_him
        assert seen_looking_at(connection, visibility, case) == looking
