"""A kept draft holds what prints and is shown, and nothing else, whatever came with the file."""

from __future__ import annotations

import io
import zipfile

import pytest

from documents.docx.compare import compare, differences
from documents.docx.word_text import pieces
from documents.intake.office_check import check_office
from documents.intake.rewrite import canonical
from documents.intake.sent_file import SentFile
from documents.intake.word_check import check_draft
from documents.render import render
from domain.errors import BadPaper
from tests.documents.intake.corpus import strict_docx
from tests.documents.intake.packages import in_body, relation, saved, with_part
from tests.oracle.base import package

SECRET = b"xuat hien o dau"


def kept(content: bytes) -> bytes:
    return check_draft(SentFile("a.docx", content))


def everything(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return b"\n".join(
            [*(n.encode() for n in packed.namelist()), *map(packed.read, packed.namelist())]
        )


@pytest.mark.parametrize(
    "sent",
    [
        pytest.param(
            with_part(saved(), "customXml/item1.xml", lambda _: b"<x>" + SECRET + b"</x>"),
            id="data",
        ),
        pytest.param(
            with_part(saved(), "docProps/custom.xml", lambda _: b"<x>" + SECRET + b"</x>"),
            id="properties",
        ),
        pytest.param(with_part(saved(), "word/fonts/font1.odttf", lambda _: SECRET), id="typeface"),
        pytest.param(with_part(saved(), "word/media/image1.png", lambda _: SECRET), id="picture"),
        pytest.param(
            in_body(b'<w:p><w:bookmarkStart w:id="1" w:name="' + SECRET + b'"/></w:p>'),
            id="bookmark",
        ),
        pytest.param(
            in_body(b"<w:p><w:r><w:t>x</w:t></w:r><!--" + SECRET + b"--></w:p>"), id="comment"
        ),
        pytest.param(
            in_body(
                b'<w:sdt><w:sdtPr><w:alias w:val="'
                + SECRET
                + b'"/></w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>'
            ),
            id="control",
        ),
        pytest.param(
            in_body(
                b'<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
                b'<w:instrText>HYPERLINK "'
                + SECRET
                + b'"</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r>'
                b'<w:t>x</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            ),
            id="link",
        ),
    ],
)
def test_what_nobody_sees_is_not_kept(sent):
    assert SECRET in everything(sent)
    assert SECRET not in everything(kept(sent))


def test_no_relation_leads_outside():
    assert any(one.external for one in check_office("a", relation("hyperlink")).relations())
    assert not any(
        one.external for one in check_office("a", kept(relation("hyperlink"))).relations()
    )


def test_the_kept_file_says_and_looks_the_same(party_file, state_file):
    for file in (party_file, state_file):
        draft = render(file, "decision_appoint", step="decision").content
        assert compare(draft, kept(draft)) == ()
        assert kept(kept(draft)) == kept(draft) == canonical(draft)


def test_strict_names_are_written_in_the_usual_dialect():
    usual = kept(saved("Chữ & <dấu> 😀"))
    assert pieces(kept(strict_docx("Chữ & <dấu> 😀"))) == pieces(usual)


def test_page_numbers_stay_fields():
    field = b"<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    assert b"PAGE" in everything(kept(in_body(field)))


@pytest.mark.parametrize(
    ("look", "unseen"),
    [
        ("<w:vanish/>", "hidden"),
        ('<w:rStyle w:val="Ghost"/>', "hidden"),
        ('<w:color w:val="FEFEFE"/>', "white"),
        ('<w:sz w:val="2"/>', "tiny"),
    ],
)
def test_words_made_to_be_overlooked_are_refused_by_name(look, unseen):
    ghost = (
        '<w:style w:type="character" w:styleId="Ghost"><w:name w:val="Ghost"/>'
        "<w:rPr><w:vanish/></w:rPr></w:style>"
    )
    with pytest.raises(BadPaper) as refused:
        kept(package({"rpr": look, "styles": ghost}))
    assert refused.value.facts["unseen"] == [unseen]


def test_a_change_that_is_in_no_block_is_said_to_be_one_of_layout():
    base = kept(package())
    wider = kept(package({"tblpr": '<w:tblW w:w="8000" w:type="dxa"/>'}))
    assert compare(base, wider) == ()
    assert [change.kind for change in differences(base, wider)] == ["layout"]
    assert differences(base, wider, same_pages=True) == ()
