"""People are found however they are typed; delegations hold for their days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import insert

from domain.directory.actors import Delegation
from domain.errors import StaleCase
from domain.text import fold, nfc
from models.schema.tables import delegations
from models.unit_of_work import transaction
from tests.looking import read
from tests.playing import at_opinions


def test_g13_people_are_found_without_marks(lite):
    found = read(lite.engine, lambda uow: uow.directory.search("dang duc thuan"))
    assert [p.id for p in found] == ["dangducthuan"]


def test_people_are_sorted_by_the_name_they_sort_by(lite):
    names = [p.sort_name for p in read(lite.engine, lambda uow: uow.directory.search())]
    assert names == sorted(names, key=fold)
    assert names[0].startswith("Bình")


def test_g14_decomposed_text_and_look_alikes_become_the_one_form():
    assert nfc("Ða\u0306\u0301k") == "Đắk"


def test_g14_what_is_typed_apart_is_kept_composed(lite):
    """G14: at input, whatever the door: kept and found as everybody else writes it."""
    plain = read(lite.engine, lambda uow: uow.directory.person("dangducthuan"))
    apart = replace(
        plain, id="moi", full_name="Ða\u0306\u0301k Thuâ\u0323n", hometown="Ða\u0306\u0301k"
    )
    transaction(lite.engine, lambda uow: uow.directory.add_person(apart))
    kept = read(lite.engine, lambda uow: uow.directory.person("moi"))
    assert (kept.full_name, kept.hometown) == ("Đắk Thuận", "Đắk")
    assert [p.id for p in read(lite.engine, lambda uow: uow.directory.search("Đắk Thuận"))] == [
        "moi"
    ]


def test_a_percent_sign_in_a_search_is_a_percent_sign(lite):
    assert read(lite.engine, lambda uow: uow.directory.search("%")) == ()


def test_c04_a_delegation_covers_its_first_day_and_not_its_end(app):
    delegated = Delegation(
        "hlinhnie", "tranvanbinh", "BTGDVTU", "03-GUQ/BTGDVTU", date(2026, 9, 1), date(2026, 9, 10)
    )
    transaction(app.engine, lambda uow: uow.directory.add_delegation(delegated))

    def behalf(day):
        actors = read(app.engine, lambda uow: uow.directory.actors("tranvanbinh", day))
        return [a.on_behalf_of for a in actors if a.on_behalf_of]

    assert [behalf(date(2026, 9, d)) for d in (1, 9, 10)] == [["hlinhnie"], ["hlinhnie"], []]


def test_c01_a_delegate_signs_on_behalf_and_the_history_names_both(app):
    delegated = Delegation(
        "hlinhnie", "tranvanbinh", "BTGDVTU", "03-GUQ/BTGDVTU", date(2026, 9, 1), date(2026, 9, 30)
    )
    transaction(app.engine, lambda uow: uow.directory.add_delegation(delegated))
    play = at_opinions(app)
    play.sign("BTGDVTU", person="tranvanbinh")
    task = next(t for t in play.case.tasks if t.agency == "BTGDVTU" and t.outcome)
    assert (task.person, task.on_behalf_of) == ("tranvanbinh", "hlinhnie")


def test_c04_nobody_delegates_to_oneself(app):
    row = {
        "giver": "hlinhnie",
        "taker": "hlinhnie",
        "agency": "BTGDVTU",
        "first_day": date(2026, 1, 1),
        "end": date(2026, 2, 1),
        "document": "x",
    }
    with pytest.raises(StaleCase):
        transaction(
            app.engine,
            lambda uow: uow.connection.execute(insert(delegations).values(**row)),
            tries=1,
        )
