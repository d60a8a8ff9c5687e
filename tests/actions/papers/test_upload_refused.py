"""Who may not replace a text, when it is too late, and which files: nothing is changed or lost."""

from __future__ import annotations

import pytest

from actions.papers.draft_versions import versions_of
from domain.errors import (
    BadInput,
    BadPaper,
    CaseClosed,
    DraftClosed,
    NotAllowed,
    NotFound,
    NotYourTask,
    SelfApproval,
    StaleDraft,
)
from tests.actions.decisions.test_issue import issue
from tests.actions.papers.test_upload_draft import (
    at_decision,
    current,
    edited_in_word,
    upload,
)
from tests.documents.intake.packages import saved, with_part
from tests.playing import at_opinions


@pytest.mark.parametrize(
    ("person", "refusal"),
    [("phamquochung", NotYourTask), ("dangducthuan", NotAllowed), ("ythongeban", SelfApproval)],
)
def test_only_an_officer_of_the_handling_or_issuing_body_replaces_a_text(lite, person, refusal):
    play = at_decision(lite)
    before = play.case
    with pytest.raises(refusal):
        upload(
            play,
            "decision_appoint",
            edited_in_word(current(play, "decision_appoint")),
            person=person,
        )
    assert play.case == before


def test_an_officer_of_the_issuing_body_may_replace_its_text(lite):
    play = at_decision(lite)
    upload(
        play,
        "decision_appoint",
        edited_in_word(current(play, "decision_appoint")),
        person="nguyenthilan",
    )
    assert versions_of(lite, play.id, "decision_appoint")[-1].by == "nguyenthilan"


def test_who_runs_the_case_does_not_word_what_another_body_concludes(lite):
    """In the directing body's appraisal only that body writes: not even who runs the case."""
    play = at_opinions(lite)
    new = edited_in_word(current(play, "appraisal"), "Kính gửi", "Kính trình")
    with pytest.raises(NotYourTask) as caught:
        upload(play, "appraisal", new, person="lethuha")
    assert caught.value.facts["needs"] == "BTGDVTU"


def test_a_text_that_has_served_its_step_is_changed_no_more(lite):
    play = at_decision(lite)
    with pytest.raises(DraftClosed):
        upload(play, "appraisal", edited_in_word(current(play, "appraisal"), "Kính", "KÍNH"))


def test_a_closed_case_takes_no_new_text(lite):
    play = at_decision(lite)
    content = edited_in_word(current(play, "decision_appoint"))
    issue(play)
    play.until("nothing")
    with pytest.raises(CaseClosed):
        upload(play, "decision_appoint", content)


def test_an_unchanged_file_and_an_unknown_paper_are_refused(lite):
    play = at_decision(lite)
    content = current(play, "decision_appoint")
    with pytest.raises(BadInput):
        upload(play, "decision_appoint", content)
    with pytest.raises(NotFound):
        upload(play, "no_such_paper", content, based_on="0" * 64)
    with pytest.raises(StaleDraft):
        upload(play, "personnel_submission", content, based_on="0" * 64)


@pytest.mark.parametrize(
    ("old", "rule"), [("Số", "no_number_line"), ("Đắk Lắk, ngày", "no_date_line")]
)
def test_a_decision_without_room_for_number_or_date_is_refused_and_nothing_is_lost(lite, old, rule):
    play = at_decision(lite)
    before, content = play.case, current(play, "decision_appoint")
    with pytest.raises(BadPaper) as refused:
        upload(play, "decision_appoint", edited_in_word(content, old, ""))
    assert refused.value.facts["rule"] == rule
    assert (play.case, current(play, "decision_appoint")) == (before, content)


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        pytest.param(b"", "empty", id="empty"),
        pytest.param(b"PK\x03\x04 broken", "damaged", id="corrupt"),
        pytest.param(saved()[:-400], "damaged", id="cut off on the way"),
        pytest.param(
            with_part(saved(), "word/vbaProject.bin", lambda _: b"x"), "macros", id="macros"
        ),
        pytest.param(
            with_part(saved(), "word/media/a.bin", lambda _: bytes(30_000_000)),
            "zip_bomb",
            id="zip bomb",
        ),
    ],
)
def test_a_bad_file_is_refused_by_name_and_nothing_is_kept_or_lost(lite, content, rule):
    play = at_decision(lite)
    before, text = play.case, current(play, "decision_appoint")
    files = sorted(lite.papers.root.rglob("*"))
    with pytest.raises(BadPaper) as refused:
        upload(play, "decision_appoint", content)
    assert refused.value.facts["rule"] == rule
    assert (play.case, current(play, "decision_appoint")) == (before, text)
    assert sorted(lite.papers.root.rglob("*")) == files
