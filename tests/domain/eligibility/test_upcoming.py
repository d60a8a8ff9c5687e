"""The radar tells at its marks, and counts acting by where one comes from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from domain.directory.people import Person
from domain.directory.record import Discipline, Record, Service
from domain.eligibility.upcoming import radar
from tests.conftest import CATALOGUE

WHO = Person("p", "Nguyễn Thử", "Thử", "male", date(1979, 2, 14))


def seen(on, *, press=("BPTTH",), term_ends=None, **record):
    person = replace(WHO, term_ends=term_ends, record=Record(**record))
    return radar([person], press, CATALOGUE.watches, CATALOGUE.calendar, on)


def held(position, first, last=None, agency="BPTTH"):
    return Service(agency, position, first, last, press=True)


@pytest.mark.parametrize(
    ("on", "mark", "legal"),
    [
        (date(2026, 7, 3), None, None),
        (date(2026, 7, 4), 180, False),
        (date(2026, 9, 1), 180, False),
        (date(2026, 9, 2), 120, False),
        (date(2026, 10, 2), 90, True),
        (date(2026, 12, 31), 90, True),
        (date(2027, 1, 1), None, True),
    ],
)
def test_bl_1_a_term_is_told_at_180_120_and_90_days_and_when_it_has_passed(on, mark, legal):
    found = tuple(b for b in seen(on, term_ends=date(2026, 12, 31)) if b.watch.id == "term")
    if legal is None:
        assert found == ()
        return
    (blip,) = found
    assert (blip.watch.id, blip.mark, blip.legal) == ("term", mark, legal)
    assert blip.left == (date(2026, 12, 31) - on).days


def test_bl_1a_ninety_working_days_before_the_end_are_told_of_until_it_has_ended():
    """Party rules as the press reports them (U-3): an earlier day than the law's 90 days."""
    ends = date(2026, 9, 30)

    def notices(on):
        return [b for b in seen(on, term_ends=ends) if b.watch.id == "notice"]

    assert notices(date(2026, 4, 24)) == []
    (told,) = notices(date(2026, 4, 25))
    assert (told.last, told.mark, told.legal) == (date(2026, 5, 25), 30, False)
    (late,) = notices(ends)
    assert (late.last, late.mark) == (date(2026, 5, 25), None)
    assert notices(date(2026, 10, 1)) == []


@pytest.mark.parametrize(
    ("services", "last"),
    [
        pytest.param(
            (held("deputy", date(2020, 1, 1)), held("acting_head", date(2024, 6, 1))),
            date(2025, 11, 30),
            id="TC-2 press deputy: 18 months",
        ),
        pytest.param(
            (
                held("governing_deputy", date(2020, 1, 1), agency="TU"),
                held("acting_head", date(2025, 11, 1)),
            ),
            date(2026, 10, 31),
            id="governing body's deputy: 12 months",
        ),
    ],
)
def test_r_14_acting_heads_past_their_limit(services, last):
    (blip,) = seen(date(2026, 11, 25), services=services)
    assert (blip.watch.id, blip.last, blip.mark) == ("acting", last, None)


def test_k_19_the_end_of_a_discipline_is_told_thirty_days_before():
    decision = Discipline("state", "reprimand", date(2026, 9, 1))
    assert seen(date(2027, 8, 1), disciplines=(decision,)) == ()
    (blip,) = seen(date(2027, 8, 2), disciplines=(decision,))
    assert (blip.watch.id, blip.last, blip.left) == ("discipline", date(2027, 9, 1), 30)
    assert seen(date(2027, 9, 2), disciplines=(decision,)) == ()


def test_r_22_six_months_without_a_head():
    left = (held("head", date(2020, 1, 1), date(2026, 8, 31)),)
    assert seen(date(2026, 11, 25), services=left) == ()
    (blip,) = seen(date(2026, 12, 10), services=left)
    assert (blip.watch.id, blip.agency, blip.last) == ("vacancy", "BPTTH", date(2027, 3, 1))


def test_tc_15_a_vacancy_from_the_first_of_july_lasts_to_the_first_of_january():
    left = (held("head", date(2020, 1, 1), date(2026, 6, 30)),)
    (blip,) = seen(date(2026, 12, 10), services=left)
    assert blip.last == date(2027, 1, 1)


def test_r_22_an_acting_head_ends_the_vacancy_and_it_runs_anew_when_they_leave():
    """ND237 5.2a: head or acting head."""
    left = held("head", date(2020, 1, 1), date(2026, 6, 30))
    acting = held("acting_head", date(2026, 7, 10), date(2026, 12, 31))
    assert "vacancy" not in {b.watch.id for b in seen(date(2026, 12, 10), services=(left, acting))}
    (blip,) = seen(date(2027, 6, 10), services=(left, acting))
    assert (blip.watch.id, blip.last) == ("vacancy", date(2027, 7, 1))


def test_r_22_no_vacancy_while_somebody_is_head_or_nothing_is_on_record():
    both = (held("head", date(2015, 1, 1), date(2019, 12, 31)), held("head", date(2020, 1, 1)))
    assert seen(date(2026, 12, 10), services=both) == ()
    assert seen(date(2026, 12, 10), services=()) == ()


def test_the_most_pressing_comes_first():
    found = seen(
        date(2026, 11, 25),
        term_ends=date(2026, 12, 31),
        services=(held("deputy", date(2020, 1, 1)), held("acting_head", date(2024, 6, 1))),
    )
    assert [blip.watch.id for blip in found] == ["acting", "notice", "term"]
