"""What may be entered in the directory: spans, powers that never meet, nothing for oneself."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.directory.absences import Absence, away
from domain.directory.actors import Delegation, Power, Seat
from domain.directory.checks import (
    check_absence,
    check_delegation,
    check_seat,
    end_after,
)
from domain.errors import BadInput

TODAY = date(2026, 9, 7)
SEAT = Seat("a", "TU", "Phó Bí thư", frozenset({Power.SIGN}), TODAY, date(2027, 1, 1))
LENT = Delegation("a", "b", "TU", "12-QĐ/TU", TODAY, date(2026, 10, 1))
ADMIN = replace(SEAT, agency="UBND", position="Quản trị", powers=frozenset({Power.ADMINISTER}))


def refused(check, *said, **more):
    with pytest.raises(BadInput) as no:
        check(*said, **more)
    return no.value.facts["rule"]


def test_a_position_that_fits_is_taken():
    check_seat(SEAT, [], by="x")
    earlier = replace(SEAT, first_day=date(2020, 1, 1), end=TODAY)
    check_seat(SEAT, [earlier], by="x")


@pytest.mark.parametrize(
    ("seat", "held", "by", "rule"),
    [
        (replace(SEAT, end=TODAY), [], "x", "before_first"),
        (replace(SEAT, position=""), [], "x", "missing"),
        (replace(SEAT, powers=frozenset()), [], "x", "missing"),
        (SEAT, [replace(SEAT, first_day=date(2026, 12, 31))], "x", "overlapping"),
        (SEAT, [ADMIN], "x", "administers_alone"),
        (ADMIN, [SEAT], "x", "administers_alone"),
        (
            replace(SEAT, powers=frozenset({Power.SIGN, Power.ADMINISTER})),
            [],
            "x",
            "administers_alone",
        ),
        (SEAT, [], "a", "own_entry"),
    ],
)
def test_a_position_that_may_not_be(seat, held, by, rule):
    assert refused(check_seat, seat, held, by=by) == rule


def test_powers_that_follow_each_other_do_not_meet():
    check_seat(ADMIN, [replace(SEAT, first_day=date(2020, 1, 1), end=TODAY)], by="x")


@pytest.mark.parametrize(
    ("delegated", "giver", "taker", "others", "by", "rule"),
    [
        (LENT, [], [], [], "x", "no_own_seat"),
        (replace(LENT, agency="UBND"), [SEAT], [], [], "x", "no_own_seat"),
        (LENT, [replace(SEAT, end=TODAY, first_day=date(2020, 1, 1))], [], [], "x", "no_own_seat"),
        (LENT, [replace(ADMIN, agency="TU")], [], [], "x", "no_own_seat"),
        (LENT, [SEAT], [ADMIN], [], "x", "administers_alone"),
        (LENT, [SEAT], [], [replace(LENT, first_day=date(2026, 9, 30))], "x", "overlapping"),
        (replace(LENT, taker="a"), [SEAT], [], [], "x", "delegate_other_person"),
        (LENT, [SEAT], [], [], "a", "own_entry"),
        (LENT, [SEAT], [], [], "b", "own_entry"),
    ],
)
def test_a_delegation_that_may_not_be(delegated, giver, taker, others, by, rule):
    assert refused(check_delegation, delegated, giver, taker, others, by=by) == rule


def test_a_delegation_of_ones_own_power_is_taken():
    check_delegation(LENT, [SEAT], [], [replace(LENT, taker="c")], by="x")


def test_absences_do_not_overlap():
    first = Absence("a", TODAY, date(2026, 9, 12), "Giấy nghỉ phép")
    check_absence(replace(first, first_day=date(2026, 9, 12), end=date(2026, 9, 13)), [first])
    assert refused(check_absence, replace(first, first_day=date(2026, 9, 11)), [first]) == (
        "overlapping"
    )


@pytest.mark.parametrize(
    ("last", "rule"),
    [
        (date(2026, 9, 5), "passed"),
        (date(2026, 12, 31), "only_sooner"),
        (date(2027, 5, 1), "only_sooner"),
    ],
)
def test_an_end_never_changes_what_has_passed_and_never_prolongs(last, rule):
    old = replace(SEAT, first_day=date(2020, 1, 1))
    assert refused(end_after, old, last, TODAY) == rule


def test_a_position_may_end_at_once_from_today():
    old = replace(SEAT, first_day=date(2020, 1, 1))
    assert end_after(old, date(2026, 9, 6), TODAY) == TODAY


def test_away_names_who_holds_the_written_power_and_is_there():
    gone = Absence("a", TODAY, date(2026, 9, 12), "")
    others = [LENT, replace(LENT, taker="c"), replace(LENT, taker="d", agency="UBND")]
    also = Absence("c", TODAY, date(2026, 9, 9), "")
    (found,) = away([gone, also], [SEAT], others, TODAY)
    assert (found.person, found.agency, found.takers) == ("a", "TU", ("b",))
    assert found.last_day == date(2026, 9, 11)
    assert away([gone], [SEAT], [], date(2026, 9, 12)) == ()
    officer = replace(SEAT, powers=frozenset({Power.PREPARE}))
    assert away([gone], [officer], [], TODAY) == ()
