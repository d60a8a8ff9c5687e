"""Case files ready for the decision, of a Party press agency and of an association's."""

from __future__ import annotations

import pytest

from actions.case_files import case_file
from tests.playing import opened


@pytest.fixture
def party_file(lite):
    play = opened(lite)
    play.until("decision")
    return case_file(lite, play.id)


@pytest.fixture
def state_file(lite):
    play = opened(
        lite, press_agency="CYS", handler="HVHNT", person="dothithuy", act_id="open:state"
    )
    play.until("decision")
    return case_file(lite, play.id)
