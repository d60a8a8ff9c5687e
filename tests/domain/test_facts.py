"""Facts register themselves, each name once."""

from __future__ import annotations

from dataclasses import fields, is_dataclass

import pytest

from domain.facts.fact import FACTS, Fact


def test_a_second_fact_of_one_name_is_refused():
    with pytest.raises(TypeError, match=r"SignedOff is a fact of domain\.facts\.answers already"):
        type("SignedOff", (Fact,), {"__module__": "elsewhere"})


def test_what_is_registered_is_the_class_people_import():
    for name, kind in FACTS.items():
        module = __import__(kind.__module__, fromlist=[name])
        assert getattr(module, name) is kind


@pytest.mark.parametrize("kind", FACTS.values(), ids=FACTS)
def test_a_fact_is_frozen_and_takes_keywords_only(kind):
    assert is_dataclass(kind)
    assert kind.__dataclass_params__.frozen
    assert "__dict__" not in dir(kind)
    assert all(field.kw_only for field in fields(kind))
