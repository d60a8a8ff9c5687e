"""Registers: a back-dated paper takes its number from the series of its own date (G04, G07)."""

from __future__ import annotations

from datetime import date

import pytest

from domain.decisions.numbering import series_for
from domain.errors import NoVersionInForce
from tests.conftest import CATALOGUE

TERMS = CATALOGUE.party_terms


def series(code, day):
    return series_for(CATALOGUE.agencies.get(code), "QĐ", day, TERMS)


def test_g04_g07_a_state_series_restarts_with_the_year_of_the_papers_date():
    assert series("UBND", date(2025, 12, 31)).key != series("UBND", date(2026, 1, 1)).key
    assert series("UBND", date(2026, 1, 1)).key == series("UBND", date(2026, 12, 31)).key


def test_a_party_series_runs_through_the_committee_term():
    assert series("TU", date(2025, 12, 31)).key == series("TU", date(2026, 1, 1)).key
    assert series("TU", date(2025, 9, 30)).key != series("TU", date(2025, 10, 1)).key


@pytest.mark.parametrize(
    ("code", "number", "printed"),
    [("TU", 5, "05-QĐ/TU"), ("UBND", 5, "05/QĐ-UBND"), ("UBND", 138, "138/QĐ-UBND")],
)
def test_numbers_are_printed_as_their_system_asks(code, number, printed):
    assert series(code, date(2026, 9, 7)).symbol(number) == printed


def test_two_bodies_never_share_a_series():
    assert series("UBND", date(2026, 9, 7)).key != series("HVHNT", date(2026, 9, 7)).key


def test_a_date_outside_the_known_terms_is_refused_and_not_guessed():
    with pytest.raises(NoVersionInForce):
        series("TU", date(2001, 1, 1))


def test_the_name_of_a_series_is_that_of_body_kind_and_term_or_year():
    """Kept in the base: another name would begin the register anew."""
    party, state = series("TU", date(2026, 9, 7)), series("UBND", date(2026, 9, 7))
    assert (party.key, party.layout, party.sign) == ("TU:QĐ:2025-2030", "party", "TU")
    assert (state.key, state.layout, state.sign) == ("UBND:2026", "state", "UBND")
