"""Who was shown which version is kept, and who has no part in a case is shown nothing."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from actions.audit.traces import take_in
from actions.papers.draft_versions import find_version, versions_of
from actions.papers.read_draft import read_draft
from domain.errors import CannotRead, NotFound, SelfApproval
from tests.actions.papers.test_upload_draft import (
    at_decision,
    attached,
    current,
    edited_in_word,
    upload,
)
from tests.playing import opened


def test_who_saw_which_version_is_kept(app):
    play = at_decision(app)
    first = play.case.draft("decision_appoint")
    assert read_draft(app, play.id, first, person="phamquochung", how="pdf")
    upload(play, "decision_appoint", edited_in_word(current(play, "decision_appoint")))
    read_draft(app, play.id, play.case.draft("decision_appoint"), person="lethuha", how="docx")

    one, two = versions_of(app, play.id, "decision_appoint")
    assert [(r.person, r.how) for r in one.readers] == [("phamquochung", "pdf")]
    assert [(r.person, r.how) for r in two.readers] == [("lethuha", "docx")]
    assert find_version(app, play.id, "decision_appoint").number == 2
    assert find_version(app, play.id, "decision_appoint", 1) == one


@pytest.mark.parametrize("verb", ["UPDATE readings SET how = 'x'", "DELETE FROM readings"])
def test_the_list_of_readers_cannot_be_changed(app, verb):
    play = at_decision(app)
    content = play.case.draft("decision_appoint")
    read_draft(app, play.id, content, person="lethuha", how="pdf")
    take_in(app)
    with pytest.raises(DatabaseError), app.engine.begin() as connection:
        connection.execute(text(verb))


@pytest.mark.parametrize(
    ("person", "refusal"),
    [("ythongeban", SelfApproval), ("dothithuy", CannotRead), ("nobody", NotFound)],
)
def test_who_has_no_part_in_the_case_reads_nothing_and_leaves_no_trace(lite, person, refusal):
    play = at_decision(lite)
    content = play.case.draft("decision_appoint")
    with pytest.raises(refusal):
        read_draft(lite, play.id, content, person=person, how="pdf")
    assert versions_of(lite, play.id, "decision_appoint")[0].readers == ()


def test_a_paper_that_is_no_draft_is_not_handed_out_as_one(lite):
    play = at_decision(lite)
    with pytest.raises(NotFound):
        read_draft(lite, play.id, attached(play), person="lethuha", how="docx")


def test_a_paper_of_another_case_is_not_handed_out(lite):
    one, two = at_decision(lite), opened(lite, act_id="other")
    with pytest.raises(NotFound):
        read_draft(lite, two.id, one.case.draft("decision_appoint"), person="lethuha", how="pdf")
