"""Every kind of fact either tells somebody or says why it does not; every notice has its words."""

from __future__ import annotations

import pytest
import yaml

from domain.effects.notices import NoticeKind
from domain.facts.fact import FACTS
from models.directory.handovers import HANDED_OVER, RECEIVED
from notifications.directory import BEGUN, ENTERED, OVER
from notifications.telling import TOLD, UNTOLD
from templates import TEMPLATES
from tests.notifications.test_words import CODES


def test_every_kind_of_fact_tells_somebody_or_says_why_it_tells_nobody():
    assert TOLD.keys() | UNTOLD.keys() == set(FACTS.values())
    assert TOLD.keys() & UNTOLD.keys() == set()
    assert all(len(reason) > 20 for reason in UNTOLD.values())


def test_everything_entered_in_the_directory_tells_somebody():
    on_file = {
        "record_set",
        "person_corrected",
        "decision_written",
        "decision_undone",
    }  # read where rules are applied
    handed = {HANDED_OVER, RECEIVED}  # told by actions/told/leaving.py
    assert set(ENTERED) == set(CODES["directory_events"]) - on_file - handed
    assert BEGUN.keys() == OVER.keys()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_kind_of_notice_has_its_words(language):
    texts = yaml.safe_load((TEMPLATES / "messages" / f"{language}.yaml").read_text("utf-8"))
    assert set(texts["notices"]) == set(NoticeKind)
