"""People see the pages before they sign; the answer says which, and no others are issued."""

from __future__ import annotations

import io
import shutil
from dataclasses import replace

import pytest
from docx import Document
from PIL import Image

from actions.audit.verifying import verify
from actions.effects import effects
from actions.papers.draft_versions import find_version
from actions.papers.read_draft import read_page
from documents.docx.word_text import pieces
from documents.export.pdf import Office
from domain.errors import CannotRead, NotFound, StaleDraft
from domain.facts.answers import SignedOff
from domain.facts.decisions import DecisionIssued, FinalMade
from domain.facts.papers import PagesMade
from domain.state.task import TaskStatus
from tests.actions.decisions.test_issue import at_decision, issue
from tests.actions.papers.test_upload_draft import current, edited_in_word, facts_of, upload
from tests.playing import PlayedCase, at_opinions

real = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
PAPER, DECISION = "appraisal", "decision_appoint"
STATE = {"press_agency": "CYS", "handler": "HVHNT", "person": "dothithuy", "act_id": "open:state"}


@pytest.fixture
def play(lite):
    """A case at its opinions; from here on drafts are printed by the real LibreOffice."""
    played = at_opinions(lite)
    return PlayedCase(replace(lite, prints=True), played.id)


def sign(play, agency="UBKTTU", **more):
    text = play.case.draft(PAPER)
    return play.sign(agency, read=text, pages=more.pop("pages", play.case.printed(text)), **more)


@real
def test_pages_are_made_once_for_all_drafts_and_shown_as_pictures(play):
    play.follow()
    made = facts_of(play, PagesMade)
    assert {(fact.paper, fact.content) for fact in made} == set(play.case.drafts)
    assert {fact.at for fact in made} == {made[0].at}  # one start of LibreOffice
    version = find_version(play.app, play.id, PAPER)
    first = read_page(play.app, play.id, version, 1, person="phamquochung")
    with Image.open(io.BytesIO(first)) as picture:
        assert (picture.format, picture.width / picture.height) == (
            "PNG",
            pytest.approx(210 / 297, abs=0.01),
        )
    assert read_page(play.app, play.id, version, len(version.pages), person="phamquochung")
    assert [r.how for r in find_version(play.app, play.id, PAPER).readers] == ["pages"]
    for page in (0, len(version.pages) + 1):
        with pytest.raises(NotFound):
            read_page(play.app, play.id, version, page, person="phamquochung")
    with pytest.raises(CannotRead):  # on every page, not on the first alone
        read_page(play.app, play.id, version, 2, person="dothithuy")
    assert effects.pending(play.app, play.id).todos == ()
    assert verify(play.app) == []


@real
def test_an_answer_keeps_the_pages_that_were_seen(play):
    play.follow()
    sign(play)
    (signed,) = [f for f in facts_of(play, SignedOff) if f.read == play.case.draft(PAPER)]
    assert signed.pages_seen == find_version(play.app, play.id, PAPER).seen != ""


@real
def test_pages_made_while_somebody_reads_are_looked_at_first(play):
    """They opened the page before LibreOffice was done, or name other pages than there are."""
    before = play.case.printed(play.case.draft(PAPER))
    assert before == ""
    play.follow()
    for stale in (before, "0" * 64):
        with pytest.raises(StaleDraft) as refused:
            sign(play, pages=stale)
        assert refused.value.facts["rule"] == "pages"
    assert next(t for t in play.case.tasks if t.agency == "UBKTTU").status == TaskStatus.OPEN
    sign(play)


@real
def test_the_pages_of_a_replaced_text_count_no_more(play):
    play.follow()
    old, seen = play.case.draft(PAPER), play.case.printed(play.case.draft(PAPER))
    upload(play, PAPER, edited_in_word(current(play, PAPER), "Kính gửi", "Kính trình"))
    new = play.case.draft(PAPER)
    for read, pages in ((old, seen), (new, seen)):
        with pytest.raises(StaleDraft):
            play.sign("UBKTTU", read=read, pages=pages)
    play.follow()
    assert play.case.printed(new) not in ("", seen)
    sign(play)


@real
def test_what_cannot_be_printed_is_signed_as_text_and_said_so(play):
    """Beside it the others have their pages."""
    document = Document()
    document.styles["Normal"].font.name = "DejaVu Sans"
    document.add_paragraph("BÁO CÁO")
    raw = io.BytesIO()
    document.save(raw)
    upload(play, PAPER, raw.getvalue())
    play.follow()
    made = {fact.paper: fact for fact in facts_of(play, PagesMade)}
    assert (made[PAPER].pages, made[PAPER].why) == ((), "fonts")
    assert all(fact.pages for paper, fact in made.items() if paper != PAPER)
    sign(play)
    assert facts_of(play, SignedOff)[-1].pages_seen == ""


def test_without_libreoffice_nobody_waits_for_pages(play):
    bare = replace(play, app=replace(play.app, office=Office("no-such-office")))
    bare.follow()
    assert facts_of(bare, PagesMade) == []
    sign(bare)
    assert facts_of(bare, SignedOff)[-1].pages_seen == ""


@real
def test_what_is_issued_prints_as_what_was_seen(lite):
    """Lines that the day pushes to the next page are refused before a number is taken."""
    played = at_decision(lite, **STATE)
    play = PlayedCase(replace(lite, prints=True), played.id)
    good = current(play, DECISION)
    upload(play, DECISION, longer(good), person="dothithuy")
    play.follow()
    with pytest.raises(StaleDraft) as refused:
        issue(play)
    assert refused.value.facts["rule"] == "layout"
    assert facts_of(play, DecisionIssued) == []
    upload(play, DECISION, good, person="dothithuy", act_id="u2")
    play.follow()
    issue(play)
    assert facts_of(play, SignedOff)[-1].pages_seen == play.case.printed(play.case.draft(DECISION))
    assert "01/QĐ-HVHNT" in "".join(piece.text for piece in pieces(final_of(play)))


def longer(content: bytes) -> bytes:
    """A decision of two pages in which many lines end in a day that is not known yet."""
    document = Document(io.BytesIO(content))
    line = next(p for p in document.paragraphs if p.text.startswith("Điều\xa01"))
    for length in range(30, 80, 4):
        line.insert_paragraph_before("chữ " * (length // 4) + "từ ngày [………].")
    for number in range(30):
        line.insert_paragraph_before(f"Dòng {number}")
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def final_of(play) -> bytes:
    play.follow()
    return play.app.papers.get(facts_of(play, FinalMade)[-1].content)
