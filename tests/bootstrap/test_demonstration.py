"""The invented province plays any procedure to a step, for training and for looking."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from actions.cases.open_case import open_case
from bootstrap.demonstration.cast import invented_case, procedures_open_to
from bootstrap.demonstration.rehearsal import PRESS
from bootstrap.demonstration.scenario import Scenario


@pytest.mark.parametrize("press", PRESS[1:])
def test_every_procedure_and_variant_stops_at_the_step_it_is_told(lite, press):
    texts = [
        text
        for text in procedures_open_to(lite, press, lite.today())
        if not lite.catalogue.kinds[text.name].about_another
    ]
    assert texts
    for text in texts:
        second = text.steps[1].id
        wish = invented_case(lite, text, press, act_id=text.id)
        case_id = open_case(lite, wish).case.id
        case = Scenario(lite, case_id, wish.person).play(until=second)
        assert (case.open, case.step) == (True, second), text.id
        assert case.open_tasks


def test_a_case_of_the_old_regulation_is_played_as_well(lite, clock):
    clock.now = datetime(2022, 11, 14, 3, tzinfo=UTC)
    (text,) = (t for t in procedures_open_to(lite, "BAODL", lite.today()) if t.name == "appoint")
    wish = invented_case(lite, text, "BAODL", act_id="old")
    case = Scenario(lite, open_case(lite, wish).case.id, wish.person).play(until=text.steps[2].id)
    assert (text.regime, case.step) == ("QD75", text.steps[2].id)
