"""An agency's own template, kept once and used by itself; what is refused; nothing is lost."""

from __future__ import annotations

import io

import pytest
from docx import Document

from actions.effects import effects
from actions.papers.own_templates import drop_template, keep_template
from documents.intake.rewrite import canonical
from documents.intake.sent_file import SentFile
from domain.errors import BadPaper, BadTemplate, NotAllowed, NotFound
from domain.facts.decisions import FinalMade
from domain.facts.papers import DraftMade
from tests.actions.decisions.test_issue import issue
from tests.actions.papers.test_upload_draft import current, facts_of
from tests.documents.intake.packages import saved, with_part
from tests.documents.own_template.test_own_template import template
from tests.looking import read
from tests.playing import opened

PAPER = "decision_appoint"
OWN = (
    "{{ number }}",
    "{{ place_date }}",
    "{{ mark }}",
    "Mẫu riêng: bổ nhiệm {{ name }}.",
    "Thời hạn kể từ {{ effective }}.",
    "{{ signer_title }}",
    "{{ signer_name }}",
)


def keep(app, *lines, agency="TU", paper=PAPER, person="nguyenthilan", content=None):
    content = content or template(*(lines or OWN))
    return keep_template(app, agency, paper, SentFile("mẫu.docx", content), person=person)


def said(content):
    return [p.text for p in Document(io.BytesIO(content)).paragraphs]


def at_decision(app):
    play = opened(app)
    play.until("decision")
    return play


def kept(app):
    return read(app.engine, lambda uow: uow.own_templates.history())


def test_from_then_on_the_agencys_drafts_are_made_with_its_template(app):
    assert keep(app)
    play = at_decision(app)
    text = said(current(play, PAPER))
    assert "Mẫu riêng: bổ nhiệm Y Thông Êban." in text
    assert "Dự thảo lần 1" in text
    made = [f for f in facts_of(play, DraftMade) if f.paper == PAPER]
    assert [f.template for f in made] == [kept(app)[0].content]
    others = {f.template for f in facts_of(play, DraftMade) if f.paper != PAPER}
    assert others == {""}


def test_the_decision_is_issued_on_the_template_that_was_approved(app):
    keep(app)
    play = at_decision(app)
    drop_template(app, "TU", PAPER, person="nguyenthilan")  # meanwhile: the approved text stands
    issue(play)
    play.follow()
    text = said(app.papers.get(facts_of(play, FinalMade)[0].content))
    assert text[0] == "Số\u00a001-QĐ/TU"
    assert "Mẫu riêng: bổ nhiệm Y Thông Êban." in text
    assert "Thời hạn kể từ ngày 07/9/2026." in text
    assert not any("Dự thảo" in line for line in text)


def test_a_template_dropped_is_used_no_more_and_stays_on_record(lite):
    content = template(*OWN)
    keep(lite, content=content)
    assert drop_template(lite, "TU", PAPER, person="nguyenthilan")
    assert not drop_template(lite, "TU", PAPER, person="nguyenthilan")
    assert "Mẫu riêng" not in " ".join(said(current(at_decision(lite), PAPER)))
    first, second = kept(lite)
    assert (first.name, second.name, second.content) == ("mẫu.docx", "", "")
    assert lite.papers.get(first.content) == canonical(content)


def test_the_same_template_twice_is_kept_once(app):
    content = template(*OWN)
    assert [keep(app, content=content), keep(app, content=content)] == [True, False]
    assert len(kept(app)) == 1


def test_another_agencys_papers_keep_their_look(lite):
    keep(lite, agency="HVHNT", person="dothithuy")
    assert "Mẫu riêng" not in " ".join(said(current(at_decision(lite), PAPER)))


@pytest.mark.parametrize("person", ["ymoaeban", "lethuha", "ythongeban"])
def test_only_who_prepares_papers_there_may_keep_or_drop_a_template(lite, person):
    with pytest.raises(NotAllowed):
        keep(lite, person=person)
    with pytest.raises(NotAllowed):
        drop_template(lite, "TU", PAPER, person=person)
    assert kept(lite) == ()


@pytest.mark.parametrize(
    ("lines", "refusal", "rule"),
    [
        pytest.param(("{{ luong }}",), BadTemplate, "undeclared", id="unknown name"),
        pytest.param(("{{ name",), BadTemplate, "syntax", id="broken tag"),
        pytest.param(
            (*OWN, "{%p for o in opinions %}", "{{ o.luong }}", "{%p endfor %}"),
            BadTemplate,
            "syntax",
            id="unknown part of a value",
        ),
        pytest.param(OWN[1:], BadPaper, "no_number_line", id="no number"),
        pytest.param((OWN[0], *OWN[2:]), BadPaper, "no_date_line", id="no date"),
    ],
)
def test_a_template_that_would_fail_later_is_refused_when_it_is_offered(lite, lines, refusal, rule):
    with pytest.raises(refusal) as refused:
        keep(lite, *lines)
    assert refused.value.facts["rule"] == rule
    assert kept(lite) == ()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(b"PK\x03\x04 broken", id="corrupt"),
        pytest.param(with_part(saved(), "word/vbaProject.bin", lambda _: b"x"), id="macros"),
        pytest.param(with_part(saved(), "word/a.bin", lambda _: bytes(30_000_000)), id="bomb"),
    ],
)
def test_a_template_is_checked_like_any_upload(lite, content):
    with pytest.raises(BadPaper):
        keep(lite, content=content)
    assert kept(lite) == ()


def test_an_unknown_agency_or_paper_is_not_found(lite):
    with pytest.raises(NotFound):
        keep(lite, agency="XYZ")
    with pytest.raises(NotFound):
        keep(lite, paper="no_such_paper")


def test_a_template_that_does_not_fit_a_case_is_said_and_the_case_goes_on_without_it(lite):
    keep(lite, *OWN, "{{ ballot.formula }}")  # there is no ballot at the step of the decision
    play = opened(lite)
    with pytest.raises(BadTemplate):
        play.until("decision")
    drop_template(lite, "TU", PAPER, person="nguyenthilan")
    play.until("decision")
    assert play.case.draft(PAPER)
    assert effects.pending(lite, play.id).todos == ()
