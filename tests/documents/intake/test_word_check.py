"""What an officer's .docx may hold to become a draft; each refusal names its rule."""

from __future__ import annotations

import pytest

from documents.intake.sent_file import SentFile
from documents.intake.word_check import check_draft
from documents.render import render
from domain.errors import BadPaper
from tests.documents.intake.packages import in_body, relation, saved, twice, with_part


def rule_of(content: bytes, name: str = "sửa.docx") -> str:
    with pytest.raises(BadPaper) as refused:
        check_draft(SentFile(name, content))
    return str(refused.value.facts["rule"])


def test_our_own_drafts_and_files_saved_by_word_are_taken(party_file, state_file):
    for file in (party_file, state_file):
        check_draft(SentFile("a.docx", render(file, "decision_appoint", step="decision").content))
    check_draft(SentFile("a.docx", saved("Chữ & <dấu> 😀")))
    check_draft(SentFile("a.docx", relation("hyperlink")))


def test_a_corrupt_wrong_or_empty_file_is_refused():
    assert rule_of(saved()[:2000]) == "damaged"
    assert rule_of(b"%PDF-1.7", "a.pdf") == "other_kind"
    assert rule_of(b"D0CF11E0", "a.doc") == "other_kind"
    assert rule_of(b"%PDF-1.7", "a.docx") == "other_kind"
    assert rule_of(saved(), "a.doc") == "not_what_it_says"
    assert rule_of(saved("")) == "no_text"
    broken = with_part(saved(), "word/document.xml", lambda old: old[:-30])
    assert rule_of(broken) == "damaged"
    assert rule_of(twice()) == "damaged"


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame"])
def test_a_link_that_would_be_fetched_is_refused(kind):
    assert rule_of(relation(kind)) == "external_link"


@pytest.mark.parametrize(
    ("xml", "rule"),
    [
        (b'<w:p><w:ins w:id="1" w:author="a"/></w:p>', "tracked_changes"),
        (b'<w:p><w:del w:id="1" w:author="a"/></w:p>', "tracked_changes"),
        (b'<w:p><w:r><w:commentReference w:id="1"/></w:r></w:p>', "comments"),
        (b'<w:altChunk r:id="rId1"/>', "active_content"),
        (b"<w:p><w:r><w:instrText> DDEAUTO c:</w:instrText></w:r></w:p>", "active_content"),
        (b"<w:p><w:r><w:instrText>INCLUDETEXT x</w:instrText></w:r></w:p>", "active_content"),
    ],
)
def test_what_would_be_ambiguous_or_active_is_refused(xml, rule):
    assert rule_of(in_body(xml)) == rule


def test_fields_of_an_ordinary_paper_are_taken():
    field = b"<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    check_draft(SentFile("a.docx", in_body(field)))


def test_macros_are_found_whatever_the_ending_says():
    assert rule_of(with_part(saved(), "word/vbaProject.bin", lambda _: b"x")) == "macros"
    disguised = with_part(
        saved(),
        "[Content_Types].xml",
        lambda old: old.replace(b"wordprocessingml.document.main", b"macroEnabled.main"),
    )
    assert rule_of(disguised) == "macros"
    assert rule_of(with_part(saved(), "word/embeddings/a.bin", lambda _: b"x")) == "active_content"


def test_bombs_are_refused_before_they_are_unpacked():
    big = with_part(saved(), "word/media/a.bin", lambda _: bytes(30_000_000))
    assert rule_of(big) == "zip_bomb"
    entities = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    laughing = with_part(
        saved(),
        "word/document.xml",
        lambda old: old.replace(b"<w:document", entities + b"<w:document", 1),
    )
    assert rule_of(laughing) == "not_plain_xml"
    assert rule_of(in_body(b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 5_000)) == "too_long"
