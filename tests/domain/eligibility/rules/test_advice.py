"""Advice beside a finding fits its verdict (findings M13)."""

from __future__ import annotations

import pytest

from domain.directory.record import Record
from domain.eligibility.eligibility import COMPLETE_THE_RECORD, Verdict
from tests.domain.eligibility.rules.candidates import findings

NOTHING = {
    "record": Record(),
    "degree": "",
    "political_theory": "",
    "press_management_certificate": False,
    "press_card": "",
    "party_member_since": None,
    "term_ends": None,
}


@pytest.mark.parametrize("procedure", ["appoint", "reappoint", "transfer", "dismiss", "resign"])
def test_who_lacks_data_is_told_to_complete_the_record(procedure):
    """Never to wait until a discipline ends, or to choose somebody else."""
    lacking = [
        found
        for found in findings(procedure=procedure, **NOTHING).values()
        if found.verdict == Verdict.DATA_MISSING
    ]
    assert lacking
    assert {found.fix for found in lacking} == {COMPLETE_THE_RECORD}


def test_what_was_measured_and_fails_keeps_the_advice_of_the_rule():
    found = findings(political_theory="trung_cap")["R-03"]
    assert found.fix not in ("", COMPLETE_THE_RECORD)
