"""An officer prepares, who has the power signs; a question put to the wrong body goes on."""

from __future__ import annotations

import pytest

from actions.cases.case_files import conformance_of
from actions.cases.recall import recall
from actions.execute import Act
from actions.holding.assign import assign
from actions.holding.forward import forward
from actions.holding.prepare import prepare
from domain.errors import (
    BadInput,
    NotAllowed,
    NotYourTask,
    OptionNotOffered,
    ReasonMissing,
    TaskClosed,
)
from domain.facts.holding import TaskForwarded
from domain.holding.errors import CannotForward, HeldByOther
from domain.holding.prepare import prepared_for
from domain.law.options import Outcome
from models.audit.projections import CaseRows, case_differences
from models.cases.cases import links_of
from models.cases.worklists import Wanted, lines
from models.visibility import Visibility
from tests.looking import read
from tests.playing import SIGNERS, at_opinions, opened

BODY, HEAD, OFFICER = "BTGDVTU", "hlinhnie", "tranvanbinh"
SAID = {"reason": "việc này thuộc Đảng ủy", "document": "Công văn số 9-CV/UBKTTU"}


@pytest.fixture
def play(lite):
    return at_opinions(lite)


def put(play, person=OFFICER, outcome=Outcome.AGREE, reason="đủ điều kiện", act_id="p"):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return prepare(play.app, act, task_id=play.task(BODY), outcome=outcome, reason=reason)


def on(play, task, *, person=SIGNERS["UBKTTU"], act_id="on", **more):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return forward(play.app, act, task_id=task, **({"agency": "TU"} | SAID | more))


def facts(play):
    return read(play.app.engine, lambda uow: uow.cases.facts(play.id))


def proven(play):
    with play.app.engine.connect() as connection:
        return (
            case_differences(
                CaseRows(connection, [play.id]), play.id, links_of(connection, play.id)
            )
            == []
        )


def test_what_an_officer_prepares_answers_nothing_until_it_is_signed(play):
    task = play.task(BODY)
    put(play)
    assert play.case.find_task(task).status == "open"
    assert play.case.find_task(task).prepared_by == OFFICER
    with pytest.raises(NotAllowed):
        play.sign(BODY, person=OFFICER)
    play.sign(BODY, "disagree", reason="chưa đủ")
    answered = play.case.find_task(task)
    assert (answered.person, answered.outcome) == (HEAD, "disagree")
    prepared = prepared_for(facts(play), task)
    assert (prepared.outcome, prepared.by.person) == ("agree", OFFICER)
    assert proven(play)


def test_the_last_thing_prepared_counts(play):
    put(play)
    put(play, outcome=Outcome.DISAGREE, reason="thiếu giấy tờ", act_id="q")
    assert prepared_for(facts(play), play.task(BODY)).reason == "thiếu giấy tờ"


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        ({"person": "lethuha"}, NotYourTask),
        ({"outcome": Outcome.ISSUE}, OptionNotOffered),
        ({"outcome": Outcome.DISAGREE, "reason": " "}, ReasonMissing),
    ],
)
def test_it_is_an_answer_the_step_offers_explained_by_somebody_of_the_body(play, more, fault):
    with pytest.raises(fault):
        put(play, **more)


def test_an_officer_does_not_prepare_what_somebody_else_holds(play):
    act = Act(act_id="take", case_id=play.id, person=HEAD)
    assign(play.app, act, task_id=play.task(BODY), to=HEAD, reason="")
    with pytest.raises(HeldByOther):
        put(play)


def test_a_vote_is_not_prepared(lite):
    play = opened(lite)
    play.until("standing_vote")
    (task,) = play.case.open_tasks
    act = Act(act_id="p", case_id=play.id, person=SIGNERS[task.agency])
    with pytest.raises(BadInput) as caught:
        prepare(lite, act, task_id=task.id, outcome=Outcome.PASSED, reason="x")
    assert caught.value.facts["rule"] == "use_count"


def test_a_question_goes_to_the_right_body_with_its_time_counted_from_that_day(play):
    task = play.task("UBKTTU")
    before = play.case.find_task(task)
    play.wait(days=3)
    receipt = on(play, task)
    (fact,) = receipt.facts
    assert isinstance(fact, TaskForwarded)
    gone, again = play.case.find_task(task), play.case.find_task(fact.again.id)
    assert (gone.status, gone.forwarded_to, gone.state) == ("cancelled", "TU", "forwarded")
    assert (again.agency, again.role, again.status) == ("TU", before.role, "open")
    assert again.due.amount == before.due.amount
    assert (again.due.start, again.opened_at) == (play.app.today(), fact.at)
    assert again.opened_at > before.opened_at
    with pytest.raises(TaskClosed) as caught:
        play.sign("UBKTTU", task=task)
    assert caught.value.facts["status"] == "forwarded"
    path = [r for row in conformance_of(play.app, play.id) for r in row.remarks]
    (said,) = [r.facts for r in path if r.code == "forwarded"]
    assert SAID["document"] in said["why"]
    notices = read(play.app.engine, lambda uow: uow.notices.of_case(play.id))
    assert [n.agency for n in notices if n.kind == "asked" and n.task == again.id] == ["TU"]
    assert {n.agency for n in notices if n.kind == "forwarded"} == {"BTCTU", "UBKTTU"}
    assert proven(play)


def test_the_step_is_answered_with_the_body_it_went_to_and_stays_there_when_asked_anew(play):
    on(play, play.task("UBKTTU"))
    for body in ("BTGDVTU", "SVHTTDL", "DUUBND"):
        play.sign(body, "agree")
    assert play.case.step == "provincial_opinions"
    play.sign("TU", "agree")
    assert play.case.step == "opinions_report"
    answered = next(t for t in play.case.tasks if "~2" in t.id)
    act = Act(act_id="r", case_id=play.id, person=SIGNERS["TU"])
    recall(play.app, act, task_id=answered.id, reason="nhầm")
    assert [t.agency for t in play.case.open_tasks] == ["TU"]


def test_a_say_required_by_a_text_that_was_read_is_not_passed_on(play):
    with pytest.raises(CannotForward) as caught:
        on(play, play.task(BODY), person=HEAD)
    assert caught.value.facts["rule"] == "required"
    assert [b.instrument for b in caught.value.basis] == ["QD101"]


@pytest.mark.parametrize(
    ("more", "fault", "rule"),
    [
        ({"reason": " "}, ReasonMissing, "forward"),
        ({"document": " "}, BadInput, "missing"),
        ({"agency": "SVHTTDL"}, CannotForward, "asked_already"),
        ({"agency": "UBKTTU"}, CannotForward, "asked_already"),
        ({"agency": "BTGTU"}, CannotForward, "not_in_force"),
        ({"person": "lethuha"}, NotYourTask, None),
    ],
)
def test_to_a_body_of_today_that_is_not_asked_yet_with_reason_and_document(play, more, fault, rule):
    with pytest.raises(fault) as caught:
        on(play, play.task("UBKTTU"), **more)
    assert caught.value.facts.get("rule") == rule
    assert len(play.case.open_tasks) == 4


def test_only_where_opinions_are_gathered(lite):
    play = opened(lite)
    (task,) = play.case.open_tasks
    with pytest.raises(CannotForward) as caught:
        on(play, task.id, person=SIGNERS[task.agency])
    assert caught.value.facts["rule"] == "no_consultation"


def test_n03_lists_count_what_one_can_get_on_with(play):
    """Four bodies are asked; who signs, who prepares, and what each of them does."""

    def mine(person, signs):
        sight = Visibility(person, (BODY,), signs=frozenset({BODY} if signs else ()))
        with play.app.engine.connect() as connection:
            return len(lines(connection, sight, Wanted(mine=True)))

    assert (mine(HEAD, True), mine(OFFICER, False), mine("another", False)) == (1, 1, 1)
    act = Act(act_id="take", case_id=play.id, person=OFFICER)
    assign(play.app, act, task_id=play.task(BODY), to=OFFICER, reason="")
    assert (mine(HEAD, True), mine(OFFICER, False), mine("another", False)) == (1, 1, 0)
    put(play)
    assert (mine(HEAD, True), mine(OFFICER, False), mine("another", False)) == (1, 0, 0)
    act = Act(act_id="over", case_id=play.id, person=HEAD)
    assign(play.app, act, task_id=play.task(BODY), to=HEAD, reason="tôi làm")
    assert (mine(HEAD, True), mine("deputy", True), mine(OFFICER, False)) == (1, 0, 0)
