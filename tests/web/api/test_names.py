"""A refusal names people, to programs as on pages, also those it lists."""

from __future__ import annotations

from domain.errors import BadCouncil


def test_people_in_a_list_are_named_for_everybody(lite):
    error = BadCouncil(rule=BadCouncil.Rule.TWICE, value=["hlinhnie", "phamquochung"])
    said = lite.sentence(error)
    assert "hlinhnie" not in said
    assert "phamquochung" not in said
