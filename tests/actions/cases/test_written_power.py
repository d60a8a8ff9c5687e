"""Who acts on written power is named as what they are, and by whose power on which paper."""

from __future__ import annotations

from datetime import date

import pytest

from domain.directory.actors import Delegation
from models.audit.projections import CaseRows, case_differences
from models.cases.cases import links_of
from models.unit_of_work import reading, transaction
from tests.playing import at_opinions

HEAD, OFFICER, BODY, PAPER = "hlinhnie", "tranvanbinh", "BTGDVTU", "13-GUQ/BTGDVTU"
WRITTEN = "Chuyên viên, TUQ. Trưởng Ban H'Linh Niê, 13-GUQ/BTGDVTU"


@pytest.fixture
def play(lite):
    lend(lite, Delegation(HEAD, OFFICER, BODY, PAPER, date(2026, 9, 1), date(2026, 10, 1)))
    return at_opinions(lite)


def lend(app, delegated):
    transaction(app.engine, lambda uow: uow.directory.add_delegation(delegated))


def test_an_answer_is_kept_with_the_true_position_and_the_power_it_rests_on(play):
    task = play.task(BODY)
    (signed, *_) = play.sign(BODY, person=OFFICER).facts
    answered = play.case.find_task(task)
    assert (answered.position, answered.for_position) == ("Chuyên viên", "Trưởng Ban")
    assert (answered.on_behalf_of, answered.mandate) == (HEAD, PAPER)
    words = play.app.words({HEAD: "H'Linh Niê"})
    assert words.capacity(answered) == words.capacity(signed.by) == WRITTEN
    with play.app.engine.connect() as connection:
        assert (
            case_differences(
                CaseRows(connection, [play.id]), play.id, links_of(connection, play.id)
            )
            == []
        )


def test_who_has_no_position_of_their_own_in_the_body_is_what_they_are_elsewhere(lite):
    lend(lite, Delegation(HEAD, "lethuha", BODY, PAPER, date(2026, 9, 1), date(2026, 10, 1)))
    with reading(lite) as uow:
        *_, lent = uow.directory.actors("lethuha", date(2026, 9, 7))
    assert (lent.agency, lent.position, lent.for_position) == (BODY, "Chuyên viên", "Trưởng Ban")
