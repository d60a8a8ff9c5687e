"""An officer asks for a paper of the step at hand: made from what is known now, a version each time
that changes."""

from __future__ import annotations

import pytest

from actions.cases.case_files import case_file
from actions.cases.withdraw import withdraw
from actions.execute import Act
from actions.papers.attach_paper import Upload, attach_paper
from actions.papers.draft_paper import draft_paper
from actions.papers.draft_versions import versions_of
from actions.papers.upload_draft import EditedDraft, upload_draft
from bootstrap.demonstration.scans import scan
from documents.intake.sent_file import SentFile
from domain.errors import (
    ActIdReused,
    CaseClosed,
    DraftClosed,
    NotAllowed,
    NotFound,
    NotYourTask,
    SelfApproval,
)
from models.audit.audit_log import verify
from tests.actions.papers.test_upload_draft import edited_in_word
from tests.looking import read
from tests.playing import opened

PAPER = "dossier_list"


@pytest.fixture
def play(app):
    play = opened(app)
    play.until("dossier_in")
    return play


def asked(play, paper=PAPER, person="lethuha"):
    act = Act(act_id=f"draft:{paper}:{person}:{play.case.version}", case_id=play.id, person=person)
    return draft_paper(play.app, act, paper)


def attach(play, kind="degrees"):
    act = Act(act_id=f"attach:{kind}", case_id=play.id, person="lethuha")
    attach_paper(play.app, act, Upload(kind=kind, file=SentFile(f"{kind}.pdf", scan("a paper"))))


def test_the_paper_becomes_a_draft_of_the_case(play):
    made = asked(play)
    assert (made.number, made.new) == (1, True)
    assert play.case.draft(PAPER) == made.content
    assert play.app.papers.get(made.content).startswith(b"PK")
    assert not read(play.app.engine, lambda uow: verify(uow.connection, play.id))


def test_asking_again_gives_the_same_version_until_something_changes(play):
    first = asked(play)
    assert asked(play) == type(first)(PAPER, 1, first.content, new=False)
    attach(play)
    second = asked(play)
    assert (second.number, second.new) == (2, True)
    assert [v.number for v in versions_of(play.app, play.id, PAPER)] == [1, 2]


def test_another_paper_under_the_id_of_the_first_is_refused(play):
    act = Act(act_id="once", case_id=play.id, person="lethuha")
    draft_paper(play.app, act, PAPER)
    step = case_file(play.app, play.id).law.procedure.step("dossier_in")
    other = next(paper for paper in step.offers if paper != PAPER)
    with pytest.raises(ActIdReused):
        draft_paper(play.app, act, other)


def test_a_text_edited_in_word_stays_as_an_earlier_version(play):
    first = asked(play)
    edited = edited_in_word(play.app.papers.get(first.content), "gồm các", "gồm những")
    act = Act(act_id="upload", case_id=play.id, person="lethuha")
    upload_draft(
        play.app,
        act,
        EditedDraft(paper=PAPER, file=SentFile("sửa.docx", edited), based_on=first.content),
    )
    assert not asked(play).new  # nothing the software would write has changed: the edit stands
    attach(play)
    assert asked(play).number == 3
    assert versions_of(play.app, play.id, PAPER)[1].by == "lethuha"


def test_only_papers_the_step_offers(play):
    with pytest.raises(DraftClosed) as refused:
        asked(play, "ballot_slip")
    assert refused.value.facts["offered"] == ("cv_summary", "dossier_list")
    with pytest.raises(DraftClosed):
        asked(play, "opinion_request")  # prepared and approved: never redrafted on request
    with pytest.raises(NotFound):
        asked(play, "no_such_paper")


@pytest.mark.parametrize(
    ("person", "refusal"),
    [("ythongeban", SelfApproval), ("dothithuy", NotYourTask)],
)
def test_neither_the_person_concerned_nor_a_stranger(play, person, refusal):
    with pytest.raises((refusal, NotAllowed)):
        asked(play, person=person)
    assert play.case.draft(PAPER) is None


def test_a_closed_case_gets_no_more_papers(lite):
    play = opened(lite)
    play.until("dossier_in")
    withdraw(lite, Act(act_id="w", case_id=play.id, person="lethuha"), reason="thôi")
    with pytest.raises(CaseClosed):
        asked(play)
