"""What is signed is what is printed: whatever is added to a paper beside a signature is refused."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from documents.signing.same_paper import check_same_paper
from domain.errors import CannotSign
from domain.facts.signatures import SameAs

WORDS = b"MUC LUONG 100 TRIEU"
FONT = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}
PRINT, HIDDEN, NOVIEW = 4, 2, 32


def named(**said):
    """A dictionary of a PDF; text that begins with a stroke is a name."""
    return DictionaryObject({NameObject(f"/{key}"): value for key, value in said.items()})


def names(said):
    return DictionaryObject({NameObject(k): NameObject(v) for k, v in said.items()})


def numbers(*values):
    return ArrayObject([FloatObject(value) for value in values])


def drawn(writer, content):
    stream = DecodedStreamObject()
    stream.set_data(content)
    return writer._add_object(stream)


@pytest.fixture
def paper():
    writer = PdfWriter()
    page = writer.add_blank_page(595, 842)
    page[NameObject("/Resources")] = named(Font=named(F1=names(FONT)))
    page[NameObject("/Contents")] = drawn(writer, b"BT /F1 20 Tf 60 700 Td (QUYET DINH) Tj ET")
    return written(writer)


def written(writer):
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def with_content(writer, page, content):
    before = page.raw_get("/Contents")
    page[NameObject("/Contents")] = ArrayObject([before, drawn(writer, content)])


def with_annotation(writer, page, kind, rect=(0, 0, 595, 842), flags=PRINT, **more):
    form = DecodedStreamObject()
    form.set_data(b"BT /F1 40 Tf 60 200 Td (" + WORDS + b") Tj ET")
    form.update(
        named(
            Type=NameObject("/XObject"),
            Subtype=NameObject("/Form"),
            BBox=numbers(0, 0, 595, 842),
            Resources=named(Font=named(F1=names(FONT))),
        )
    )
    found = named(
        Type=NameObject("/Annot"),
        Subtype=NameObject(kind),
        F=NumberObject(flags),
        Rect=numbers(*rect),
        AP=named(N=writer._add_object(form)),
        **more,
    )
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(found)])


def white(writer, page):
    with_content(writer, page, b" q 1 1 1 rg BT /F1 12 Tf 60 60 Td (" + WORDS + b") Tj ET Q")


def never_drawn(writer, page):
    with_content(writer, page, b" q BT 3 Tr /F1 12 Tf 60 60 Td (" + WORDS + b") Tj ET Q")


def printed_alone(writer, page):
    with_annotation(writer, page, "/Stamp", flags=PRINT | NOVIEW)


def hidden(writer, page):
    with_annotation(writer, page, "/Stamp", flags=HIDDEN)


def calls_itself_a_signature(writer, page):
    box = (50, 25, 550, 60)
    with_annotation(writer, page, "/Stamp", box, FT=NameObject("/Sig"))


def an_empty_signature(writer, page):
    box = (50, 25, 550, 60)
    with_annotation(writer, page, "/Widget", box, FT=NameObject("/Sig"))


def a_field_to_fill(writer, page):
    more = {"FT": NameObject("/Tx"), "T": TextStringObject("luong")}
    page[NameObject("/Annots")] = ArrayObject(
        [
            writer._add_object(
                named(Subtype=NameObject("/Widget"), Rect=numbers(60, 60, 200, 80), **more)
            )
        ]
    )


def a_link(writer, page):
    where = named(S=NameObject("/URI"), URI=TextStringObject("https://example.invalid"))
    link = named(Subtype=NameObject("/Link"), Rect=numbers(0, 0, 595, 842), A=where)
    page[NameObject("/Annots")] = ArrayObject([writer._add_object(link)])


def a_layer(writer, page):
    layer = writer._add_object(named(Type=NameObject("/OCG"), Name=TextStringObject("in")))
    use = named(Event=NameObject("/Print"), OCGs=ArrayObject([layer]))
    shown = named(OFF=ArrayObject([layer]), AS=ArrayObject([use]))
    writer._root_object[NameObject("/OCProperties")] = named(OCGs=ArrayObject([layer]), D=shown)
    page["/Resources"][NameObject("/Properties")] = named(M1=layer)
    with_content(writer, page, b" /OC /M1 BDC BT /F1 40 Tf 60 200 Td (X) Tj ET EMC")


def another_unit(_writer, page):
    page[NameObject("/UserUnit")] = FloatObject(2)


ADDED = (
    white,
    never_drawn,
    printed_alone,
    hidden,
    calls_itself_a_signature,
    an_empty_signature,
    a_field_to_fill,
    a_link,
    a_layer,
    another_unit,
)


@pytest.mark.parametrize("add", ADDED, ids=lambda add: add.__name__)
def test_what_a_screen_does_not_show_or_a_reader_may_act_on_is_refused(paper, add):
    writer = PdfWriter(clone_from=io.BytesIO(paper))
    add(writer, writer.pages[0])
    with pytest.raises(CannotSign):
        check_same_paper("a.pdf", paper, written(writer))


def test_the_same_paper_written_anew_is_the_same(paper):
    writer = PdfWriter(clone_from=io.BytesIO(paper))
    assert check_same_paper("a.pdf", paper, written(writer)) in (SameAs.BYTES, SameAs.PAGES)
