"""Who may act, and which regime: worked examples by their ids."""

from __future__ import annotations

from datetime import date

import pytest

from domain.directory.actors import (
    Delegation,
    Power,
    Seat,
    actors_of,
    choose,
)
from domain.errors import NotAllowed, NoVersionInForce
from tests.conftest import CATALOGUE


def seat(person_id, agency, *powers, first=date(2020, 1, 1), end=date(2100, 1, 1)):
    return Seat(person_id, agency, "Trưởng Ban", frozenset(powers), first, end)


def test_c10_a_leaver_may_no_longer_sign_from_the_day_after():
    seats = [seat("a", "X", Power.SIGN, end=date(2026, 9, 1))]
    assert actors_of("a", seats, [], date(2026, 8, 31))
    with pytest.raises(NotAllowed):
        choose(actors_of("a", seats, [], date(2026, 9, 1)), "X", Power.SIGN)


def test_c04_a_delegate_cannot_pass_the_power_on():
    seats = [seat("head", "X", Power.SIGN)]
    delegated = [
        Delegation("head", "b", "X", "1", date(2026, 1, 1), date(2027, 1, 1)),
        Delegation("b", "c", "X", "2", date(2026, 1, 1), date(2027, 1, 1)),
    ]
    assert [a.on_behalf_of for a in actors_of("b", seats, delegated, date(2026, 9, 1))] == ["head"]
    assert actors_of("c", seats, delegated, date(2026, 9, 1)) == ()


def test_an_own_seat_comes_before_a_lent_one():
    seats = [seat("head", "X", Power.SIGN), seat("b", "X", Power.SIGN)]
    delegated = [Delegation("head", "b", "X", "1", date(2026, 1, 1), date(2027, 1, 1))]
    chosen = choose(actors_of("b", seats, delegated, date(2026, 9, 1)), "X", Power.SIGN)
    assert chosen.on_behalf_of == ""


def test_tc_17_the_regime_changes_on_28_february_2023():
    find = CATALOGUE.find
    assert find("appoint", "BAODL", date(2023, 2, 27)).regime == "QD75"
    assert find("appoint", "BAODL", date(2023, 2, 28)).regime == "QD101"
    with pytest.raises(NoVersionInForce):
        find("appoint", "BAODL", date(2007, 8, 20))
