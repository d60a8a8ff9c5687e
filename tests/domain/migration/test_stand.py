"""Answers that stand after a case went on by another text, and when they stand no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.facts.fact import evolve
from domain.facts.steps import StepOpened
from tests.domain.builders import NOON, at_opinions, dossier_then_opinions


@pytest.mark.parametrize(
    ("asked", "stand"),
    [
        ("new", ("dossier", "opinions")),  # a step of the new text
        ("opinions", ("dossier",)),
        ("dossier", ()),
    ],
)
def test_a_step_asked_once_more_takes_with_it_what_was_answered_after_it(asked, stand):
    case = replace(at_opinions(dossier_then_opinions()), stand=("dossier", "opinions"))
    after = evolve(case, [StepOpened(step=asked, round=2, tasks=(), at=NOON)])
    assert after.stand == stand
