"""What one row of a table had folded into one: ballots of 2020, bodies of the second province."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from domain.law.options import Outcome
from domain.law.procedure import Kind
from domain.law.routing import governing_body
from tests.conftest import CATALOGUE

DECREE = date(2020, 9, 29)
EVE = DECREE - timedelta(days=1)


def test_since_the_decree_each_ballot_is_a_step_of_its_own_and_before_it_there_is_one():
    early = CATALOGUE.find("appoint", "BAODL", EVE)
    late = CATALOGUE.find("appoint", "BAODL", DECREE)
    assert (early.id, late.id) == ("75-2007/appoint.party", "75/appoint.party")
    ballots = [[s.id for s in text.steps if s.kind == Kind.BALLOT] for text in (early, late)]
    assert ballots == [
        ["personnel_process", "standing_vote"],
        [
            "enlarged_vote",
            "collective_second",
            "key_staff_opinion",
            "collective_third",
            "sending_vote",
            "standing_vote",
        ],
    ]
    assert "ND115" not in {basis.instrument for step in early.steps for basis in step.basis}


def test_since_the_decree_somebody_from_outside_can_be_proposed():
    source = CATALOGUE.find("appoint", "BAODL", DECREE).step("policy_request")
    assert Outcome.SUBMITTED_OUTSIDE in {option.outcome for option in source.options.options}


def test_an_association_is_bound_by_the_decree_only_where_it_chose_it():
    text = CATALOGUE.text("75/appoint.association")
    bases = [b for step in text.steps for b in step.basis if b.instrument == "ND115"]
    assert {str(basis.confidence) for basis in bases} == {"I"}
    assert all("Hội quyết định" in basis.note for basis in bases)


@pytest.mark.parametrize("text", ["75-2007/appoint.party", "75/appoint.party"])
def test_the_dossier_of_a_head_goes_to_the_ministry_and_to_the_central_body(text):
    assert CATALOGUE.text(text).step("ministry_consent").asks == ("ministry", "central_directing")


@pytest.mark.parametrize("name", ["appoint", "transfer"])
@pytest.mark.parametrize("variant", ["party", "association"])
def test_c_11_a_waiver_is_asked_of_the_centre(name, variant):
    assert CATALOGUE.text(f"101/{name}.{variant}").step("waiver").asks == ("central_directing",)


@pytest.mark.parametrize(
    ("press", "body", "after"),
    [("BAOPY", "TUPY", "TU"), ("DAIPY", "UBNDPY", "UBND"), ("TCPY", "HVHNTPY", "HVHNT")],
)
def test_press_of_phu_yen_was_governed_from_phu_yen(press, body, after):
    agencies = CATALOGUE.agencies
    assert governing_body(agencies, press, date(2024, 5, 6)).code == body
    assert governing_body(agencies, press, date(2025, 7, 1)).code == after
