"""The one door: races, repeats, conflicts, rights, on both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import event

from actions.attach_paper import Upload, attach_paper
from actions.door import Act
from actions.open_case import OpenCase, open_case
from actions.sign_off import sign_off
from domain.case import PostKind
from domain.errors import (
    ActIdReused,
    BadInput,
    NotAllowed,
    NotFound,
    NotYourTask,
    NoVersionInForce,
    SelfApproval,
    TaskClosed,
)
from domain.facts import PaperReply, StepCompleted
from domain.options import Outcome
from domain.sign_off import SignOff
from models.audit_log import verify
from models.inbox import waiting
from models.unit_of_work import read
from tests.conftest import second_process
from tests.playing import SIGNERS, Play, at_opinions, opened

FOUR = ("BTGDVTU", "UBKTTU", "SVHTTDL", "DUUBND")


def together(acts: list[Callable[[], object]]) -> list[object]:
    """Run all at once, each in its own thread; gives results or the exceptions raised."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        barrier.wait()
        try:
            results[place] = acts[place]()
        except Exception as raised:  # noqa: BLE001  the test looks at whatever came out
            results[place] = raised

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def completed(play: Play, step: str) -> int:
    facts = read(play.app.engine, lambda uow: [f.fact() for f in uow.cases.history(play.id)])
    return sum(isinstance(fact, StepCompleted) and fact.step == step for fact in facts)


def test_a01_all_who_are_asked_commit_together_and_the_case_moves_exactly_once(app):
    play = at_opinions(app)
    play.sign("BTGDVTU")
    doors = [Play(second_process(app), play.id) for _ in FOUR[1:]]
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
    doors = [Play(second_process(app), play.id) for _ in range(2)]
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
    doors = [Play(second_process(app), play.id) for _ in range(2)]
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

    # case, tasks, delegations, seats; case, task, facts, outbox
    assert len([sql for sql in said if not sql.startswith("BEGIN")]) <= 8


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
        attach_paper(lite, Act("x", play.id, "ythongeban"), Upload("other", "a.pdf", b"%PDF-1.4"))


def scan(play: Play, content: bytes = b"%PDF-1.4 reply") -> str:
    upload = Upload("paper_reply", "tra-loi.pdf", content)
    receipt = attach_paper(play.app, Act("scan", play.id, "lethuha"), upload)
    return receipt.facts[0].content


def test_the_same_file_attached_twice_is_one_paper(app):
    play = opened(app)
    first, second = scan(play), scan(play)
    assert first == second
    kept = read(app.engine, lambda uow: uow.papers.of_case(play.id))
    assert [p.role for p in kept] == ["attached"]


def test_one_form_pressed_twice_at_the_same_instant_opens_one_case(app):
    others = [second_process(app) for _ in range(3)]
    results = together([lambda o=o: open_case(o, wish()) for o in others])
    assert {r.case.id for r in results} == {"BN-2026-0001"}
    assert sorted(r.repeated for r in results) == [False, True, True]


def paper_act(play: Play, paper: PaperReply) -> SignOff:
    task = play.task("UBKTTU")
    return SignOff("paper", play.id, task, Outcome.AGREE, paper=paper)


def test_an_opinion_on_paper_is_recorded_with_two_dates_recorder_and_scan(app):
    play = at_opinions(app)
    paper = PaperReply("7-CV/UBKTTU", date(2026, 9, 4), date(2026, 9, 7), scan(play))
    sign_off(app, paper_act(play, paper), person="lethuha")

    task = next(t for t in play.case.tasks if t.agency == "UBKTTU")
    assert (task.person, task.paper_date, task.paper_number) == (
        "lethuha", date(2026, 9, 4), "7-CV/UBKTTU",
    )  # fmt: skip


def test_an_opinion_on_paper_without_its_scan_in_the_dossier_is_refused(app):
    play = at_opinions(app)
    paper = PaperReply("7-CV/UBKTTU", date(2026, 9, 4), date(2026, 9, 7), "0" * 64)
    with pytest.raises(BadInput):
        sign_off(app, paper_act(play, paper), person="lethuha")


def wish(**more: object) -> OpenCase:
    base = {
        "act_id": "o", "procedure": "appoint", "subject": "ythongeban", "press_agency": "BPTTH",
        "post": PostKind.HEAD, "handler": "BTCTU", "person": "lethuha",
    }  # fmt: skip
    return OpenCase(**(base | more))


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        pytest.param({"press_agency": "NO"}, NotFound, id="unknown agency"),
        pytest.param({"press_agency": "BTCTU"}, NotFound, id="not a press agency"),
        pytest.param({"press_agency": "BAODL"}, BadInput, id="agency that has ended"),
        pytest.param({"subject": "nobody"}, NotFound, id="unknown person"),
        pytest.param({"procedure": "promote"}, NotFound, id="unknown procedure"),
        pytest.param({"person": "dangducthuan"}, NotAllowed, id="signer is no officer"),
        pytest.param({"handler": "UBND"}, BadInput, id="body that takes no part"),
        pytest.param({"decided_on": date(2000, 1, 1)}, NoVersionInForce, id="before any law"),
        pytest.param({"person": "ythongeban"}, SelfApproval, id="about oneself"),
    ],
)
def test_a_case_that_cannot_be_opened_leaves_nothing_behind(lite, change, refusal):
    with pytest.raises(refusal):
        open_case(lite, wish(**change))
    assert read(lite.engine, lambda uow: verify(uow.connection)) == []
    assert open_case(lite, wish()).case.id == "BN-2026-0001"


def test_opening_twice_with_one_form_opens_one_case(app):
    first = open_case(app, wish())
    second = open_case(app, wish())
    assert (first.case.id, second.repeated) == (second.case.id, True)


def test_one_form_id_for_two_different_cases_is_refused(app):
    open_case(app, wish())
    with pytest.raises(ActIdReused):
        open_case(app, wish(press_agency="CYS"))
