"""The right to be heard, the discipline council and stepping aside, through the one door."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from actions.cases.sign_off import sign_off
from actions.execute import Act
from actions.hearing.form_council import form_council
from actions.hearing.hearing import record_hearing, serve_paper
from actions.hearing.recuse import step_aside
from actions.papers.attach_paper import Upload, attach_paper
from actions.votes.votes import count_votes
from bootstrap.demonstration.scans import scan as a_pdf
from documents.intake.sent_file import SentFile
from domain.cases.gate_input import GateInput
from domain.cases.sign_off import SignOff
from domain.decisions.gates import check_gates
from domain.errors import (
    ActIdReused,
    BadCouncil,
    BadInput,
    GateNotPassed,
)
from domain.facts.answers import PaperReply
from domain.facts.hearing import CouncilSeat
from domain.facts.votes import Tally
from domain.hearing.hearing import Serving, last_day_to_summon, stricter_day_to_summon
from domain.law.options import Outcome
from domain.votes.ballots import Count
from tests.conftest import CATALOGUE
from tests.looking import read
from tests.playing import SIGNERS, opened

PAPER = Upload(kind="served_paper", file=SentFile("da-giao.pdf", a_pdf("served")))
THREE = (("chair", "ymoaeban"), ("using_unit", "ngoquanghuy"), ("cadre_advice", "dangducthuan"))
FIVE = (
    ("chair", "ymoaeban"),
    ("using_unit", "ngoquanghuy"),
    ("party_body", "vominhtri"),
    ("trade_union", "buithanhmai"),
    ("secretary", "lethuha"),
)
FULL = Tally(summoned=3, present=3, issued=3, returned=3, valid=3, in_favour=3)


def discipline(app, **more):
    return opened(app, "discipline", **more)


def serve(play, **more):
    """The accusation, handed over today with its paper."""
    said = {"what": "accusation", "on": play.app.today(), "proof": "ký nhận"} | more
    return serve_paper(play.app, act(play, "served"), Serving(**said), PAPER)


@pytest.fixture
def play(lite):
    """A discipline case whose council is to vote, with nothing done for it yet."""
    play = discipline(lite)
    play.until("council_vote")
    return play


def act(play, name, person="lethuha"):
    return Act(act_id=f"{name}:{play.case.version}", case_id=play.id, person=person)


def council(play, seats=THREE, secretary="lethuha"):
    formed = tuple(CouncilSeat(person=person, seat=seat) for seat, person in seats)
    return form_council(play.app, act(play, "council"), formed, secretary=secretary)


def summon(play, on, meeting):
    serving = Serving(what="summons", on=on, proof="Có chữ ký nhận", meeting=meeting)
    return serve_paper(play.app, act(play, "summons"), serving, PAPER)


def attend(play, meeting, attendance, note=""):
    return record_hearing(play.app, act(play, "heard"), meeting, attendance, note)


def vote(play, tally=FULL):
    task = play.case.open_tasks[0].id
    for person in ("lethuha", _signer(play)):
        wish = Count(
            act_id=f"{task}:{person}:{play.case.version}",
            case_id=play.id,
            task_id=task,
            tally=tally,
        )
        receipt = count_votes(play.app, wish, person=person)
    return receipt


def _signer(play):
    return SIGNERS.get(play.case.open_tasks[0].agency, "ymoaeban")


def gate_of(refused):
    return refused.value.facts["gate"]


def test_a_council_votes_only_when_formed_and_the_person_was_called_in_time(play):
    with pytest.raises(GateNotPassed) as refused:
        vote(play)
    assert gate_of(refused) == "no_council"
    assert refused.value.basis
    council(play)
    with pytest.raises(GateNotPassed) as refused:
        vote(play)
    assert gate_of(refused) == "not_summoned"
    today = play.app.today()
    play.wait(14)
    meeting = play.app.today()
    with pytest.raises(BadInput):
        summon(play, meeting, meeting)
    summon(play, today, meeting)
    with pytest.raises(GateNotPassed) as refused:
        vote(play)
    assert gate_of(refused) == "attendance_unknown"
    attend(play, meeting, "present")
    assert vote(play).case.step == "council_recommendation"


def test_t_4a_a_summons_one_day_late_is_late(play):
    """A meeting on Monday 14 September 2026: the summons arrives on 7 September at the latest."""
    calendar = CATALOGUE.calendar
    assert last_day_to_summon(date(2026, 9, 14), calendar) == date(2026, 9, 7)
    assert stricter_day_to_summon(date(2026, 9, 14), calendar) == date(2026, 9, 4)
    late = date(2026, 9, 8)
    play.wait((late - play.app.today()).days)
    with pytest.raises(GateNotPassed) as refused:
        summon(play, late, date(2026, 9, 14))
    assert gate_of(refused) == "summoned_late"
    assert refused.value.facts["last"] == date(2026, 9, 7)
    assert summon(play, late, date(2026, 9, 15)).facts


def test_k_10_the_second_absence_lets_the_council_go_on(play):
    council(play)
    for again in (False, True):
        on = play.app.today()
        play.wait(14)
        meeting = play.app.today()
        summon(play, on, meeting)
        attend(play, meeting, "absent", "Không có lý do")
        if not again:
            with pytest.raises(GateNotPassed) as refused:
                vote(play)
            assert gate_of(refused) == "absent_once"
    assert vote(play).case.step == "council_recommendation"


def test_k_11_two_of_three_may_not_meet(play):
    council(play)
    on = play.app.today()
    play.wait(14)
    summon(play, on, play.app.today())
    attend(play, play.app.today(), "asked_without", "Đơn đề nghị họp vắng mặt")
    with pytest.raises(GateNotPassed) as refused:
        vote(play, Tally(summoned=3, present=2, issued=2, returned=2, valid=2, in_favour=2))
    assert gate_of(refused) == "council_quorum"


@pytest.mark.parametrize(
    ("seats", "secretary", "rule"),
    [
        pytest.param(FIVE, "lethuha", "seats", id="K-7a five under Decree 234"),
        pytest.param(THREE[:2], "lethuha", "seats", id="one missing"),
        pytest.param((*THREE[:2], ("cadre_advice", "ymoaeban")), "lethuha", "twice", id="twice"),
        pytest.param((*THREE[:2], ("cadre_advice", "ythongeban")), "lethuha", "barred", id="K-8"),
        pytest.param(THREE, "ymoaeban", "secretary_no_member", id="minute-taker votes"),
    ],
)
def test_k_7_councils_that_may_not_be(play, seats, secretary, rule):
    with pytest.raises(BadCouncil) as refused:
        council(play, seats, secretary)
    assert refused.value.facts["rule"] == rule
    assert refused.value.basis[0].article == "16.2"


def test_k_7_before_july_2026_five_members_with_the_secretary(lite):
    play = discipline(lite, decided_on=date(2026, 6, 1))
    with pytest.raises(BadCouncil):
        council(play)
    with pytest.raises(BadCouncil) as refused:
        council(play, FIVE, secretary="dangducthuan")
    assert refused.value.facts["rule"] == "secretary_is_member"
    assert council(play, FIVE).facts[0].secretary == "lethuha"


def test_where_no_text_names_the_seats_only_seats_that_have_a_name_are_filled(lite):
    """Found by search: another word was kept, and every paper of the case then failed on it."""
    play = discipline(lite, decided_on=date(2012, 6, 30))
    with pytest.raises(BadCouncil) as refused:
        council(play, (("member", "ymoaeban"),))
    assert refused.value.facts["rule"] == "unknown_seat"
    assert council(play, FIVE).facts[0].secretary == "lethuha"


def test_a_member_who_steps_aside_must_be_replaced(play):
    council(play)
    on = play.app.today()
    play.wait(14)
    summon(play, on, play.app.today())
    attend(play, play.app.today(), "present")
    step_aside(play.app, act(play, "aside", "dangducthuan"), who="dangducthuan", relation="parent")
    with pytest.raises(GateNotPassed) as refused:
        vote(play)
    assert gate_of(refused) == "council_faulty"
    council(play, (*THREE[:2], ("cadre_advice", "phamquochung")))
    assert vote(play).case.step == "council_recommendation"


def test_silence_of_the_person_is_recorded_only_after_the_day_asked_for(lite):
    """An officer cannot write on the first day that the person does not explain."""
    play = discipline(lite)
    play.until("explanation")
    today = lite.today()
    scan = (
        attach_paper(
            lite,
            act(play, "scan"),
            Upload(kind="paper_reply", file=SentFile("a.pdf", a_pdf("a paper"))),
        )
        .facts[0]
        .content
    )
    paper = PaperReply(number="01/BB", dated=today, received=today, scan=scan)
    task = play.case.open_tasks[0].id
    wish = SignOff(
        act_id="silent",
        case_id=play.id,
        task_id=task,
        outcome=Outcome.NOT_PURSUED,
        reason="không trả lời",
        paper=paper,
    )
    serve(play)
    sign_off(lite, wish, person="lethuha")

    def gate():
        case, law, person, history = read(
            lite.engine,
            lambda uow: (
                uow.cases.get(play.id),
                lite.law(uow, uow.cases.get(play.id)),
                uow.directory.person("ythongeban"),
                uow.cases.facts(play.id),
            ),
        )
        check_gates(
            law.procedure.step("decision"),
            GateInput(case, law, person, today, history),
            confirmed="",
        )

    with pytest.raises(GateNotPassed) as refused:
        gate()
    assert gate_of(refused) == "silent_too_early"


def test_an_act_of_hearing_sent_again_is_compared_by_every_word(play):
    """The proof of service, the note of a hearing, the members of a council: under one form id
    other words are another act."""
    form = Act(act_id="twice", case_id=play.id, person="lethuha")
    today, seats = play.app.today(), tuple(CouncilSeat(person=p, seat=s) for s, p in THREE)

    def served(form, proof="ký nhận"):
        serving = Serving(what="accusation", on=today, proof=proof)
        return serve_paper(play.app, form, serving, PAPER)

    def heard(form, note="không đến"):
        return record_hearing(play.app, form, today, "absent", note)

    def formed(form, secretary="lethuha", seats=seats):
        return form_council(play.app, form, seats, secretary=secretary)

    others = ((served, {"proof": "bưu điện"}), (heard, {"note": "ốm"}))
    council = ((formed, {"secretary": "tranvanbinh"}), (formed, {"seats": seats[:2]}))
    for place, (what, other) in enumerate((*others, *council)):
        one = replace(form, act_id=f"twice {place}")
        assert not what(one).repeated
        assert what(one).repeated
        with pytest.raises(ActIdReused):
            what(one, **other)
    assert formed(one, seats=seats[::-1]).repeated, "the order of a list says nothing"
