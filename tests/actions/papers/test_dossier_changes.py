"""The dossier is bound to the answers about it: what joins or leaves it later is marked, and who
answered in the running round is asked again."""

from __future__ import annotations

import pytest

from actions.cases.case_files import case_file, conformance_of
from actions.execute import Act
from actions.hearing.hearing import serve_paper
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.give_paper import give_paper
from actions.papers.remove_paper import remove_paper
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.errors import BadInput, NotYourTask, ReasonMissing, Stands
from domain.facts.answers import AnswerVoided
from domain.facts.papers import PaperRemoved
from domain.hearing.hearing import Serving
from tests.playing import at_opinions, opened

PDF = scan("late")


def upload(kind="assessments", content=PDF):
    return Upload(kind=kind, file=SentFile(f"{kind}.pdf", content))


def attach(play, kind="assessments", *, content=PDF, act_id="late", person="lethuha"):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return attach_paper(play.app, act, upload(kind, content))


def remove(play, content, *, reason="nhầm người", act_id="gone", person="lethuha"):
    act = Act(act_id=act_id, case_id=play.id, person=person)
    return remove_paper(play.app, act, content=content, reason=reason)


def remarks(play, code):
    rows = conformance_of(play.app, play.id)
    return [(row.step.id, r.facts) for row in rows for r in row.remarks if r.code == code]


def test_who_answered_in_this_round_is_asked_again(app):
    """A paper of the list came after one opinion: that one is asked anew, the others still are."""
    play = at_opinions(app)
    play.sign("UBKTTU", "agree")
    voided = [f for f in attach(play).facts if isinstance(f, AnswerVoided)]
    assert [f.paper for f in voided] == ["assessments"]
    assert len(play.case.open_tasks) == 4
    assert {t.agency for t in play.case.open_tasks} >= {"UBKTTU"}


def test_later_steps_and_the_path_say_that_the_dossier_changed_after_the_answers(lite):
    play = at_opinions(lite)
    play.past("provincial_opinions")
    assert case_file(lite, play.id).late == ()
    kept = attach(play).facts
    assert len(kept) == 1
    (late,) = case_file(lite, play.id).late
    assert late.fact == kept[0]
    assert late.steps[-1] == "provincial_opinions"
    said = remarks(play, "paper_added")
    assert ("provincial_opinions", {"paper": "assessments.pdf", "on": lite.today()}) in said


@pytest.mark.parametrize("kind", ["archive_paper", "paper_reply", "other"])
def test_what_is_no_paper_of_the_list_asks_nobody_again(lite, kind):
    play = at_opinions(lite)
    play.sign("UBKTTU", "agree")
    attach(play, kind)
    assert len(play.case.open_tasks) == 3
    assert bool(remarks(play, "paper_added")) == (kind == "other")


def test_the_person_concerned_keeps_no_round_open(lite):
    """What they give in is marked, and asks nobody again."""
    play = at_opinions(lite)
    play.sign("UBKTTU", "agree")
    act = Act(act_id="own", case_id=play.id, person=play.case.subject)
    give_paper(lite, act, upload("cv"))
    assert len(play.case.open_tasks) == 3
    assert case_file(lite, play.id).late[0].fact.kind == "cv"


def test_a_wrong_file_is_taken_out_with_a_reason_and_counts_no_more(lite):
    play = at_opinions(lite)
    content = attach(play).facts[0].content
    play.sign("UBKTTU", "agree")
    with pytest.raises(ReasonMissing):
        remove(play, content, reason=" ")
    with pytest.raises(NotYourTask):
        remove(play, content, person="hlinhnie")
    removed = remove(play, content).facts
    assert isinstance(removed[0], PaperRemoved)
    assert isinstance(removed[1], AnswerVoided)
    held = {fact.content for fact in case_file(lite, play.id).attached}
    assert content not in held
    assert case_file(lite, play.id).late[-1].removed
    steps = [step for step, _ in remarks(play, "paper_removed")]
    assert "provincial_opinions" not in steps  # that answer counts no more
    with pytest.raises(BadInput):
        remove(play, content, act_id="again")


def test_a_served_paper_stays(lite):
    play = opened(lite, "discipline")
    play.until("explanation")
    serving = Serving(what="accusation", on=lite.today(), proof="ký nhận")
    act = Act(act_id="s", case_id=play.id, person="lethuha")
    content = serve_paper(lite, act, serving, upload("served_paper")).facts[0].content
    with pytest.raises(BadInput) as refused:
        remove(play, content)
    assert refused.value.facts["rule"] == "in_use"


def test_nothing_leaves_the_dossier_once_it_was_decided_on(lite):
    play = at_opinions(lite)
    content = attach(play).facts[0].content
    play.until("decision")
    play.past("decision")
    with pytest.raises(Stands):
        remove(play, content)
