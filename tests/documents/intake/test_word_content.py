"""What Word prints and we cannot show is refused by name, in every part that is printed."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml import parse_xml

from documents.intake.sent_file import SentFile
from documents.intake.word_check import check_draft
from documents.render import render
from domain.errors import BadPaper
from tests.documents.intake.corpus import picture
from tests.documents.intake.packages import in_body, saved, with_part

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
M = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
FIELD = '<w:fldSimple w:instr="{}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
RUNS = {  # what stands in a paragraph → the name it is refused by
    '<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>': "symbol",
    f"<m:oMath {M}><m:r><m:t>KHÔNG</m:t></m:r></m:oMath>": "equation",
    f"<m:oMathPara {M}><m:oMath><m:r><m:t>x</m:t></m:r></m:oMath></m:oMathPara>": "equation",
    "<w:r><w:drawing/></w:r>": "drawing",
    "<w:r><w:pict/></w:r>": "drawing",
    f"<w:r><mc:AlternateContent {MC}/></w:r>": "drawing",
    '<w:r><w:ptab w:relativeTo="margin" w:alignment="right"/></w:r>': "position_tab",
    "<w:r><w:ruby><w:rt/><w:rubyBase/></w:ruby></w:r>": "ruby",
    "<w:r><w:pgNum/></w:r>": "unknown",
    "<w:r><w:dayLong/></w:r>": "unknown",
    "<w:r><w:annotationRef/></w:r>": "unknown",
    '<w:r><x:new xmlns:x="urn:somebody"><x:t>KHÔNG</x:t></x:new></w:r>': "unknown",
    "<w:r><w:rPr><w:shadow/></w:rPr><w:t>x</w:t></w:r>": "effect",
    '<w:r><w:rPr><w:em w:val="dot"/></w:rPr><w:t>x</w:t></w:r>': "effect",
    '<w:r><w:rPr><w:fitText w:val="99"/></w:rPr><w:t>x</w:t></w:r>': "stretched_text",
    FIELD.format("DATE"): "field",
    FIELD.format("SEQ a"): "field",
    FIELD.format("= 1 + 1"): "field",
    FIELD.format("IF 1 = 1 a b"): "field",
}
PARAGRAPHS = {
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>': "numbering",
    '<w:framePr w:w="99"/>': "frame",
    '<w:pStyle w:val="ListNumber"/>': "numbering",
    '<w:pStyle w:val="ListBullet"/>': "numbering",
}
TAKEN = (
    "<w:r><w:t>Có</w:t><w:tab/><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r>",
    "<w:r><w:lastRenderedPageBreak/><w:t>x</w:t></w:r>",
    '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/><w:proofErr w:type="x"/>',
    '<w:r><w:rPr><w:shadow w:val="0"/></w:rPr><w:t>x</w:t></w:r>',
    FIELD.format("PAGE"),
    FIELD.format(" NUMPAGES "),
)


def unseen(content: bytes) -> list[str]:
    with pytest.raises(BadPaper) as refused:
        check_draft(SentFile("a.docx", content))
    assert refused.value.facts["rule"] == "not_shown"
    return list(refused.value.facts["unseen"])


def in_header(xml: str) -> bytes:
    document, raw = Document(), io.BytesIO()
    document.add_paragraph("Quyết định")
    document.sections[0].header.paragraphs[0]._p.append(parse_xml(f"<w:r {W}><w:t>đầu</w:t></w:r>"))
    document.save(raw)
    return with_part(
        raw.getvalue(),
        "word/header1.xml",
        lambda old: old.replace(b"</w:p>", xml.encode() + b"</w:p>", 1),
    )


@pytest.mark.parametrize("run", RUNS)
def test_what_prints_and_is_not_shown_is_refused_by_name(run):
    assert unseen(in_body(f"<w:p>{run}</w:p>".encode())) == [RUNS[run]]


@pytest.mark.parametrize("run", RUNS)
def test_a_header_hides_nothing(run):
    assert unseen(in_header(run)) == [RUNS[run]]


@pytest.mark.parametrize("look", PARAGRAPHS)
def test_a_number_that_nobody_typed_is_refused(look):
    content = in_body(f"<w:p><w:pPr>{look}</w:pPr><w:r><w:t>x</w:t></w:r></w:p>".encode())
    assert unseen(content) == [PARAGRAPHS[look]]


def test_a_cell_and_a_content_control_hide_nothing():
    symbol = next(iter(RUNS))
    cell = f"<w:tbl><w:tr><w:tc><w:p>{symbol}</w:p></w:tc></w:tr></w:tbl>"
    control = f"<w:sdt><w:sdtContent><w:p>{symbol}</w:p></w:sdtContent></w:sdt>"
    assert unseen(in_body(cell.encode())) == unseen(in_body(control.encode())) == ["symbol"]


def test_a_picture_of_words_is_refused():
    document, raw = Document(), io.BytesIO()
    document.add_paragraph("Quyết định")
    document.add_picture(io.BytesIO(picture("PNG")))
    document.save(raw)
    assert unseen(raw.getvalue()) == ["drawing"]


@pytest.mark.parametrize("runs", TAKEN)
def test_what_is_shown_is_taken(runs):
    check_draft(SentFile("a.docx", in_body(f"<w:p>{runs}</w:p>".encode())))


def test_an_unnumbered_paragraph_and_an_unused_list_style_are_taken():
    none = '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>'
    content = in_body(f"<w:p>{none}<w:r><w:t>x</w:t></w:r></w:p>".encode())
    check_draft(SentFile("a.docx", content))
    check_draft(SentFile("a.docx", saved("Quyết định")))


def test_our_own_drafts_are_taken(party_file, state_file):
    for file in (party_file, state_file):
        check_draft(SentFile("a.docx", render(file, "decision_appoint", step="decision").content))
