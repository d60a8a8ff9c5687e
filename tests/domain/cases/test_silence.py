"""No reply in the time foreseen, and withdrawal."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.cases.attempt import Attempt
from domain.cases.corrections import decide_silence, decide_withdraw
from domain.errors import (
    CannotRecordSilence,
    CaseClosed,
    SelfApproval,
    TaskClosed,
)
from domain.facts.fact import evolve
from domain.law.options import Outcome
from domain.state.case import CaseStatus
from tests.domain.builders import (
    NOON,
    at_opinions,
    dossier_then_opinions,
    officer,
    opened,
    sign,
    task_of,
)


def test_withdrawing_closes_the_case_and_its_tasks():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    case = evolve(
        case, decide_withdraw(Attempt(case, law_, officer(), NOON), reason="nhân sự xin rút")
    )

    assert case.status == CaseStatus.WITHDRAWN
    assert case.open_tasks == ()


def test_a_closed_case_cannot_be_withdrawn():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    case = evolve(case, decide_withdraw(Attempt(case, law_, officer(), NOON), reason="rút"))
    with pytest.raises(CaseClosed):
        decide_withdraw(Attempt(case, law_, officer(), NOON), reason="rút")


def test_the_person_concerned_cannot_withdraw_the_case():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    with pytest.raises(SelfApproval):
        decide_withdraw(Attempt(case, law_, officer("BTC", "an"), NOON), reason="rút")


def silence(case, law_, at, task_id=None):
    return decide_silence(
        Attempt(case, law_, officer(), at),
        task_id=task_id or task_of(case, "directing_body"),
        proof="CV 12, gửi ngày 07/9/2026",
    )


def test_silence_may_be_recorded_only_after_the_foreseen_days_have_ended():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    fifteenth = NOON + timedelta(days=21)  # 15 working days after Monday 7 September
    with pytest.raises(CannotRecordSilence):
        silence(case, law_, fifteenth)
    case = evolve(case, silence(case, law_, fifteenth + timedelta(days=1)))
    assert case.tasks[1].outcome == Outcome.NO_REPLY


def test_silence_of_the_last_agency_completes_the_step():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    case, _ = sign(case, law_, "inspection_committee", "agree")
    case = evolve(case, silence(case, law_, NOON + timedelta(days=30)))
    assert case.step == "last"


def test_an_answer_given_meanwhile_beats_silence():
    law_ = dossier_then_opinions()
    case = at_opinions(law_)
    asked = task_of(case, "directing_body")
    case, _ = sign(case, law_, "directing_body", "agree")
    with pytest.raises(TaskClosed):
        silence(case, law_, NOON + timedelta(days=30), asked)


def test_a_step_that_foresees_no_silence_must_be_answered():
    law_ = dossier_then_opinions()
    case = opened(law_)
    with pytest.raises(CannotRecordSilence):
        silence(case, law_, NOON + timedelta(days=90), task_of(case, "organization_board"))
