"""The one door: races, repeats, conflicts, rights, on both databases."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import event

from actions.cases.sign_off import sign_off
from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from bootstrap.demonstration.scans import scan as a_pdf
from documents.intake.sent_file import SentFile
from domain.cases.sign_off import SignOff
from domain.errors import (
    ActIdReused,
    BadInput,
    NotYourTask,
    SelfApproval,
    TaskClosed,
)
from domain.facts.answers import PaperReply
from domain.facts.steps import StepCompleted
from domain.law.options import Outcome
from models.cases.inbox import waiting
from tests.conftest import second_process
from tests.looking import read
from tests.playing import SIGNERS, PlayedCase, at_opinions, opened, together

FOUR = ("BTGDVTU", "UBKTTU", "SVHTTDL", "DUUBND")


def completed(play: PlayedCase, step: str) -> int:
    facts = read(play.app.engine, lambda uow: [f.fact() for f in uow.cases.history(play.id)])
    return sum(isinstance(fact, StepCompleted) and fact.step == step for fact in facts)


def test_a01_all_who_are_asked_commit_together_and_the_case_moves_exactly_once(app):
    play = at_opinions(app)
    play.sign("BTGDVTU")
    doors = [PlayedCase(second_process(app), play.id) for _ in FOUR[1:]]
    acts = [
        lambda door=door, agency=agency: door.sign(agency)
        for door, agency in zip(doors, FOUR[1:], strict=True)
    ]

    results = together(acts)

    assert [r for r in results if isinstance(r, Exception)] == []
    assert play.case.step == "opinions_report"
    assert completed(play, "provincial_opinions") == 1


def test_a02_two_people_of_one_agency_answer_together_and_one_is_told_who_won(app):
    play = at_opinions(app)
    task = play.task("UBKTTU")
    doors = [PlayedCase(second_process(app), play.id) for _ in range(2)]
    results = together(
        [
            lambda: doors[0].sign("UBKTTU", "agree", task=task),
            lambda: doors[1].sign("UBKTTU", "disagree", task=task),
        ]
    )

    refused = [r for r in results if isinstance(r, TaskClosed)]
    assert len(refused) == 1
    assert refused[0].facts["by"] == SIGNERS["UBKTTU"]


def test_h13_the_same_form_pressed_twice_is_one_act(app):
    play = at_opinions(app)
    task = play.task("UBKTTU")
    first = play.sign("UBKTTU", task=task)
    second = play.sign("UBKTTU", task=task)

    assert (first.repeated, second.repeated) == (False, True)
    assert second.facts == first.facts


def test_the_same_form_pressed_twice_at_the_same_instant_is_one_act(app):
    play = at_opinions(app)
    task = play.task("UBKTTU")
    doors = [PlayedCase(second_process(app), play.id) for _ in range(2)]
    results = together([lambda d=d: d.sign("UBKTTU", task=task) for d in doors])

    assert sorted(r.repeated for r in results) == [False, True]


def test_a04_a_conflicting_second_answer_says_who_decided_what_and_when(app, clock):
    play = at_opinions(app)
    task = play.task("UBKTTU")
    decided_at = clock.now
    play.sign("UBKTTU", task=task)
    clock.forward(minutes=5)

    with pytest.raises(TaskClosed) as refused:
        play.sign("UBKTTU", "disagree", task=task)

    facts = refused.value.facts
    assert (facts["by"], facts["outcome"]) == ("phamquochung", Outcome.AGREE)
    assert facts["at"] == decided_at


def test_one_form_id_for_two_different_answers_is_refused(app):
    play = at_opinions(app)
    task = play.task("UBKTTU")
    play.sign("UBKTTU", task=task, act_id="form-1")
    with pytest.raises(ActIdReused):
        play.sign("UBKTTU", "disagree", task=task, act_id="form-1")


def test_the_next_agency_sees_its_task_when_the_commit_returns(app):
    play = opened(app)
    play.sign("BPTTH", "submitted")

    inbox = read(app.engine, lambda uow: waiting(uow.connection, ["BTVTU"]))
    assert [w.step for w in inbox] == ["policy_decision"]


def test_h05_nothing_waits_in_any_inbox_after_the_end(app):
    play = opened(app)
    play.until("never")

    everyone = list(app.catalogue.agencies.by_code)
    assert read(app.engine, lambda uow: waiting(uow.connection, everyone)) == ()


def test_a_sign_off_is_one_commit_and_few_statements(lite):
    play = at_opinions(lite)
    task = play.task("UBKTTU")
    play.sign("BTGDVTU")  # warm: the law is read once per process
    said: list[str] = []
    event.listen(lite.engine, "before_cursor_execute", lambda *seen: said.append(seen[2]))

    play.sign("UBKTTU", task=task)

    # case, tasks, delegations, seats; case, task, facts, notices, outbox
    assert len([sql for sql in said if not sql.startswith("BEGIN")]) <= 9


def test_b11_a_person_of_another_agency_cannot_answer_by_guessing_the_task(app):
    play = at_opinions(app)
    before = play.case.version
    with pytest.raises(NotYourTask):
        play.sign("UBKTTU", person="buithanhmai")
    assert play.case.version == before


def test_b03_the_person_concerned_is_refused_at_every_door(lite):
    play = at_opinions(lite)
    with pytest.raises(NotYourTask):
        play.sign("UBKTTU", person="ythongeban")
    with pytest.raises(SelfApproval):
        attach_paper(
            lite,
            Act(act_id="x", case_id=play.id, person="ythongeban"),
            Upload(kind="other", file=SentFile("a.pdf", a_pdf("a paper"))),
        )


def scan(play: PlayedCase, content: bytes = a_pdf("reply")) -> str:
    upload = Upload(kind="paper_reply", file=SentFile("tra-loi.pdf", content))
    receipt = attach_paper(play.app, Act(act_id="scan", case_id=play.id, person="lethuha"), upload)
    return receipt.facts[0].content


def test_the_same_file_attached_twice_is_one_paper(app):
    play = opened(app)
    first, second = scan(play), scan(play)
    assert first == second
    kept = read(app.engine, lambda uow: uow.papers.of_case(play.id))
    assert [p.role for p in kept] == ["attached"]


def paper_act(play: PlayedCase, paper: PaperReply) -> SignOff:
    task = play.task("UBKTTU")
    return SignOff(
        act_id="paper", case_id=play.id, task_id=task, outcome=Outcome.AGREE, paper=paper
    )


def test_an_opinion_on_paper_is_recorded_with_two_dates_recorder_and_scan(app):
    play = at_opinions(app)
    paper = PaperReply(
        number="7-CV/UBKTTU", dated=date(2026, 9, 4), received=date(2026, 9, 7), scan=scan(play)
    )
    sign_off(app, paper_act(play, paper), person="lethuha")

    task = next(t for t in play.case.tasks if t.agency == "UBKTTU")
    assert (task.person, task.paper_date, task.paper_number) == (
        "lethuha",
        date(2026, 9, 4),
        "7-CV/UBKTTU",
    )


def test_an_opinion_on_paper_without_its_scan_in_the_dossier_is_refused(app):
    play = at_opinions(app)
    paper = PaperReply(
        number="7-CV/UBKTTU", dated=date(2026, 9, 4), received=date(2026, 9, 7), scan="0" * 64
    )
    with pytest.raises(BadInput):
        sign_off(app, paper_act(play, paper), person="lethuha")


HEAVY = ("prefect", "alembic", "docx", "lxml", "openpyxl", "pyhanko", "pypdf", "pypdfium2", "PIL")


def test_an_answer_loads_no_library_of_flows_word_pdf_or_pictures():
    code = (
        "import sys, bootstrap, actions.cases.sign_off\n"
        f"print([name for name in {HEAVY} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
