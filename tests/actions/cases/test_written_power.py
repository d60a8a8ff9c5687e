"""Who acts on written power is named as what they are, and by whose power on which paper."""

from __future__ import annotations

from datetime import date

import pytest

from actions.cases.case_files import case_file
from actions.cases.sign_off import sign_off
from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.render import blocks_of
from domain.cases.sign_off import SignOff
from domain.directory.actors import Delegation
from domain.law.options import Outcome
from models.audit.projections import case_differences
from models.cases.cases import links_of
from models.unit_of_work import reading, transaction
from tests.playing import at_opinions, opened

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
        assert case_differences(connection, play.id, links_of(connection, play.id)) == []


def test_who_has_no_position_of_their_own_in_the_body_is_what_they_are_elsewhere(lite):
    lend(lite, Delegation(HEAD, "lethuha", BODY, PAPER, date(2026, 9, 1), date(2026, 10, 1)))
    with reading(lite) as uow:
        *_, lent = uow.directory.actors("lethuha", date(2026, 9, 7))
    assert (lent.agency, lent.position, lent.for_position) == (BODY, "Chuyên viên", "Trưởng Ban")


def test_a_decision_signed_on_written_power_says_so_above_the_name(lite):
    clerk = Delegation(
        "ymoaeban", "nguyenthilan", "TU", "2-GUQ", date(2026, 9, 1), date(2027, 9, 1)
    )
    play = opened(lite)
    play.until("decision", full=True)
    lend(lite, clerk)
    answer = SignOff(
        act_id="issue",
        case_id=play.id,
        task_id=play.task("TU"),
        outcome=Outcome.ISSUE,
        read=play.case.draft("decision_appoint"),
    )
    why = {"confirmed": "đã xem chỗ để trống", "document": "Tờ trình số 3"}
    sign_off(lite, answer, person="nguyenthilan", dated=lite.today(), **why)
    file = case_file(lite, play.id)
    foot = blocks_of(context_for(file, PAPERS["decision_appoint"], "decision"))[-1]
    assert foot.authority == ("T/UQ PHÓ BÍ THƯ",)
    assert (foot.title, foot.name) == ("CHUYÊN VIÊN VĂN PHÒNG", "Nguyễn Thị Lan")
