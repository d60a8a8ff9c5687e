"""What stands is not undone: an issued decision, its signed copy, a closed ballot, a count by two,
a served paper; through the door, and not offered on the way to it."""

from __future__ import annotations

import pytest

from actions.cases.offers import kinds_to_attach, may_recall, may_withdraw, returns_to
from actions.cases.recall import recall
from actions.cases.return_case import return_case
from actions.cases.withdraw import withdraw
from actions.decisions.void_number import Voiding, void_numbers
from actions.execute import Act
from actions.hearing.hearing import serve_paper
from actions.hearing.recuse import step_aside
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.upload_draft import EditedDraft, upload_draft
from bootstrap.demonstration.scenario import SCAN
from documents.intake.sent_file import SentFile
from domain.cases.standing import what_stands
from domain.errors import ConflictOfInterest, Refused, Stands
from domain.facts.decisions import DecisionIssued
from domain.hearing.hearing import Serving
from domain.reasons import StandsRule
from domain.state.case import CaseStatus
from models.unit_of_work import reading
from tests.balloting import call, finish, hand_out, void, vote
from tests.playing import SIGNERS, at_opinions, opened

FIVE = ("appoint", "reappoint", "dismiss", "resign", "discipline")
MEMBERS = ("hlinhnie", "phamquochung", "buithanhmai", "vominhtri", "ymoaeban")


def issued(app, procedure="appoint"):
    """A case whose decision is issued and whose last steps are still asked."""
    play = opened(app, procedure)
    play.until("decision")
    decided = play.case.open_tasks[0]
    play.past("decision")
    assert play.case.open
    return play, decided


def history(play):
    with reading(play.app) as uow:
        return uow.cases.facts(play.id)


def refused(do):
    with pytest.raises(Stands) as caught:
        do()
    return caught.value.facts


def upload(kind):
    return Upload(kind=kind, file=SentFile(f"{kind}.pdf", SCAN + b"late" + kind.encode()))


@pytest.mark.parametrize("procedure", FIVE)
def test_nothing_takes_an_issued_decision_back(lite, procedure):
    """Recall, return, withdrawal and a late paper are refused in each procedure, naming the
    number; the case stays as it was, and no second number is taken."""
    play, decided = issued(lite, procedure)
    signer, now = SIGNERS[decided.agency], play.case.open_tasks[0]
    before = play.case

    for act, do in {
        "recall": lambda act: recall(lite, act, task_id=decided.id, reason="nhầm"),
        "return": lambda act: return_case(
            lite, act, task_id=now.id, to_step=done_submission(play), reason="làm lại"
        ),
    }.items():
        said = refused(lambda do=do, act=act: do(Act(act_id=act, case_id=play.id, person=signer)))
        assert (said["rule"], said["symbol"], said["on"]) == ("decision", "01-QĐ/TU", lite.today())

    officer = Act(act_id="w", case_id=play.id, person="lethuha")
    assert refused(lambda: withdraw(lite, officer, reason="xin rút"))["rule"] == "decision"
    late = Act(act_id="late", case_id=play.id, person="lethuha")
    assert refused(lambda: attach_paper(lite, late, upload("assessments")))["rule"] == "decision"

    assert play.case == before
    assert len([f for f in history(play) if isinstance(f, DecisionIssued)]) == 1


def done_submission(play):
    """An earlier step where papers are made."""
    names = [t.step for t in play.case.tasks if t.status == "done"]
    return next(n for n in names if n in ("opinions_report", "dossier_in"))


def test_what_would_be_refused_is_not_offered_after_issue(lite):
    play, decided = issued(lite)
    with reading(lite) as uow:
        assert not may_recall(lite, uow, decided.id, person=SIGNERS[decided.agency])
        assert not may_withdraw(lite, uow, play.id, person="lethuha")
        assert returns_to(lite, uow, play.case) == ()
        kinds = kinds_to_attach(lite, uow, play.id, person="lethuha")
        assert {kind.id for kind in kinds} == {"paper_reply", "served_paper", "archive_paper"}
        assert kinds_to_attach(lite, uow, play.id, person="buithanhmai") == ()


def test_after_issue_the_archive_side_is_still_open(lite):
    play, _ = issued(lite)
    attach_paper(lite, Act(act_id="a", case_id=play.id, person="lethuha"), upload("archive_paper"))


def test_before_issue_all_of_it_is_offered_and_done(lite):
    play = at_opinions(lite)
    play.sign("BTGDVTU")
    answered = f"{play.id}/provincial_opinions/1/directing_body"
    with reading(lite) as uow:
        assert may_recall(lite, uow, answered, person="hlinhnie")
        assert may_withdraw(lite, uow, play.id, person="lethuha")
        assert "dossier_in" in returns_to(lite, uow, play.case)
        assert len(kinds_to_attach(lite, uow, play.id, person="lethuha")) > 10
    recall(
        lite, Act(act_id="rc", case_id=play.id, person="hlinhnie"), task_id=answered, reason="nhầm"
    )
    withdraw(lite, Act(act_id="w", case_id=play.id, person="lethuha"), reason="xin rút")
    assert play.case.status == CaseStatus.WITHDRAWN


def test_the_text_of_an_issued_decision_is_not_replaced(lite):
    play, _ = issued(lite)
    paper = "decision_appoint"
    text = lite.papers.get(dict(play.case.drafts)[paper])
    edited = EditedDraft(
        paper=paper, file=SentFile("sua.docx", text + b" "), based_on=dict(play.case.drafts)[paper]
    )
    with pytest.raises(Refused):
        upload_draft(lite, Act(act_id="u", case_id=play.id, person="lethuha"), edited)


def test_the_number_is_still_voided_and_named_anew_before_the_paper_goes_out(lite):
    play, decided = issued(lite)
    wish = Voiding(
        act_id="void", agency="TU", first=1, last=1, dated=lite.today(), reason="trùng số sổ giấy"
    )
    void_numbers(lite, wish, person="nguyenthilan")
    act = Act(act_id="r", case_id=play.id, person=SIGNERS[decided.agency])
    said = refused(lambda: recall(lite, act, task_id=decided.id, reason="nhầm"))
    assert (said["rule"], said["symbol"]) == ("decision", "02-QĐ/TU")


def test_a_served_decision_is_named_by_the_day_it_was_served(lite, clock):
    play, decided = issued(lite)
    on = lite.today()
    clock.forward(days=2)
    serve_paper(
        lite,
        Act(act_id="s", case_id=play.id, person="lethuha"),
        Serving(what="decision", on=on, proof="ký nhận"),
    )
    act = Act(act_id="r", case_id=play.id, person=SIGNERS[decided.agency])
    said = refused(lambda: recall(lite, act, task_id=decided.id, reason="nhầm"))
    assert (said["rule"], said["on"]) == ("decision_served", on)


def on_screen(play):
    task = call(play, MEMBERS)
    slips = hand_out(play, task)
    vote(play, task, dict.fromkeys(MEMBERS, "agree"))
    finish(play, task, slips)
    return task


def on_paper(play):
    task = play.case.open_tasks[0].id
    play.past("standing_vote")
    return task


@pytest.mark.parametrize(("voted", "rule"), [(on_screen, "ballot"), (on_paper, "count")])
def test_one_signer_does_not_undo_a_vote(lite, voted, rule):
    """Neither by recall nor by sending the case back to before it."""
    play = opened(lite)
    play.until("standing_vote")
    task = voted(play)
    act = Act(act_id="r", case_id=play.id, person=SIGNERS["BTVTU"])
    said = refused(lambda: recall(lite, act, task_id=task, reason="không đồng ý"))
    assert (said["rule"], said["step"]) == (rule, "Ban Thường vụ Tỉnh ủy thảo luận, biểu quyết")
    now = play.case.open_tasks[0]
    back = Act(act_id="b", case_id=play.id, person=SIGNERS[now.agency])
    again = refused(
        lambda: return_case(lite, back, task_id=now.id, to_step="opinions_report", reason="x")
    )
    assert again["rule"] == rule
    with reading(lite) as uow:
        assert "opinions_report" not in returns_to(lite, uow, play.case)
        assert not may_recall(lite, uow, task, person=SIGNERS["BTVTU"])


def test_a_case_goes_back_to_a_step_after_its_last_vote(lite):
    play = opened(lite)
    play.until("ministry_consent")
    with reading(lite) as uow:
        assert returns_to(lite, uow, play.case) == ("consent_request",)


def test_an_answer_is_not_recalled_under_a_ballot_that_runs(lite):
    play = opened(lite)
    play.until("opinions_report")
    asked = play.case.open_tasks[0]
    play.past("opinions_report")
    task = call(play, MEMBERS)
    act = Act(act_id="r", case_id=play.id, person=SIGNERS[asked.agency])
    said = refused(lambda: recall(lite, act, task_id=asked.id, reason="nhầm"))
    assert said["rule"] == "running"
    void(play, task)
    recall(lite, act, task_id=asked.id, reason="nhầm")


def test_a_case_does_not_go_back_behind_a_served_accusation(lite):
    play = opened(lite, "discipline")
    play.until("review_meeting")
    (served,) = (
        s for s in what_stands(play.case, history(play)) if s.what == StandsRule.ACCUSATION_SERVED
    )
    assert served.on == lite.today()
    now = play.case.open_tasks[0]
    act = Act(act_id="b", case_id=play.id, person=SIGNERS[now.agency])
    said = refused(
        lambda: return_case(lite, act, task_id=now.id, to_step="violation", reason="sai")
    )
    assert said["rule"] == "accusation_served"
    with reading(lite) as uow:
        assert returns_to(lite, uow, play.case) == ("explanation",)


def test_who_stepped_aside_takes_no_answer_back(lite):
    play = at_opinions(lite)
    task = play.task("BTGDVTU")
    play.sign("BTGDVTU")
    step_aside(
        lite,
        Act(act_id="a", case_id=play.id, person="hlinhnie"),
        who="hlinhnie",
        relation="sibling",
    )
    with pytest.raises(ConflictOfInterest):
        recall(
            lite, Act(act_id="r", case_id=play.id, person="hlinhnie"), task_id=task, reason="nhầm"
        )
