"""A PDF signed by another program is taken only if it is the one made ready, page for page."""

from __future__ import annotations

import io
import shutil

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Rectangle

from actions.execute import Act
from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from documents.intake.sent_file import SentFile
from documents.signing.signatures import read_signatures
from domain.errors import BadPaper, CannotSign
from domain.facts.decisions import FinalMade
from domain.facts.signatures import PaperSigned, SameAs
from tests.actions.signing.elsewhere import (
    BODY,
    NAMES,
    PAPER,
    PERSON,
    answer_to,
    history,
    issued,
    prepare,
    printed,
    signed_outside,
    take,
)
from tests.documents.keys import SoftKey, certified

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="no LibreOffice on this machine"
)
BLUE = Image.new("RGBA", (200, 60), (30, 60, 200, 120))
WHITE = Image.new("RGBA", (200, 60), (255, 255, 255, 255))


@pytest.fixture(scope="module")
def keys():
    return {of: SoftKey(certified(name)) for of, name in NAMES.items()}


@pytest.fixture
def play(lite):
    return issued(lite)


@pytest.fixture
def pdf(play):
    return play.app.papers.get(prepare(play, image=False).content)


def refused(play, content, of=PERSON):
    with pytest.raises(CannotSign) as said:
        take(play, content, of)
    return str(said.value.facts["rule"])


def written_anew(pdf, change=lambda _: None):
    """As a program does that writes the whole file again."""
    writer, out = PdfWriter(), io.BytesIO()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        writer.add_page(page)
    change(writer)
    writer.write(out)
    return out.getvalue()


def test_the_leader_and_the_clerk_sign_the_file_with_programs_of_their_own(play, pdf, keys):
    first = take(play, signed_outside(pdf, keys[PERSON], image=BLUE)).facts[0]
    assert (first.same, first.content) == (SameAs.BYTES, play.app.papers.name_of(outside(play)))
    second = play.app.papers.get(prepare(play, BODY, image=False).content)
    assert second == outside(play)
    signed = signed_outside(second, keys[BODY], name="Seal", box=(300, 300, 360, 360))
    sealed = take(play, signed, BODY).facts[0]
    found = read_signatures("x", play.app.papers.get(sealed.content))
    assert [(one.certificate.name, one.holds) for one in found] == [
        (NAMES[PERSON], True),
        (NAMES[BODY], True),
    ]


def outside(play):
    signed = [f for f in history(play) if isinstance(f, PaperSigned)]
    return play.app.papers.get(signed[-1].content)


def test_our_seal_stands_over_a_signature_that_another_program_put(play, pdf, keys):
    take(play, signed_outside(pdf, keys[PERSON], image=BLUE))
    take(play, answer_to(play, prepare(play, BODY), keys[BODY]), BODY)


def test_a_file_written_anew_is_taken_where_every_page_is_the_same(play, pdf, keys):
    fact = take(play, signed_outside(written_anew(pdf), keys[PERSON], image=BLUE)).facts[0]
    assert fact.same == SameAs.PAGES


def test_another_page_is_named(play, pdf, keys):
    def one_more(writer):
        writer.add_blank_page(595, 842)

    def turned(writer):
        writer.pages[1].rotate(180)

    for change, rule in ((one_more, "other_pages"), (turned, "other_page")):
        changed = written_anew(pdf, change)
        assert refused(play, signed_outside(changed, keys[PERSON])) == rule


def test_what_is_laid_over_a_page_is_only_a_signature(play, pdf, keys):
    text = {"box": (90, 600, 300, 660), "page": 0}  # over words of the decision
    hides = signed_outside(pdf, keys[PERSON], image=WHITE, **text)
    assert refused(play, hides) == "hides_text"
    large = signed_outside(pdf, keys[PERSON], image=BLUE, box=(50, 50, 550, 500))
    assert refused(play, large) == "over_page"
    note = written_anew(pdf, stamp)
    assert refused(play, signed_outside(note, keys[PERSON])) == "over_page"


def stamp(writer):
    writer.add_annotation(0, Rectangle(rect=(100, 100, 300, 200), interior_color="ff0000"))


def test_exactly_one_new_signature_and_nothing_after_it(play, pdf, keys):
    assert refused(play, pdf) == "signatures"
    once = signed_outside(pdf, keys[PERSON])
    twice = signed_outside(once, SoftKey(certified("Ai Đó")), name="Second", box=(50, 50, 90, 90))
    assert refused(play, twice) == "signatures"
    broken = bytearray(once)
    broken[2000] ^= 1
    assert refused(play, bytes(broken)) == "copy_does_not_hold"
    with pytest.raises(BadPaper):
        take(play, b"%PDF-1.7 broken")


def test_without_a_file_made_ready_nothing_is_compared(play, keys):
    prepare(play)  # a ticket is not a file to be signed by other programs
    assert refused(play, b"%PDF-1.7 whatever") in ("no_ticket", "copy_does_not_hold")


def test_a_file_made_ready_holds_for_a_week(play, pdf, keys, clock):
    signed = signed_outside(pdf, keys[PERSON])
    clock.forward(days=7, seconds=1)
    assert refused(play, signed) == "ticket_expired"


def test_a_complete_copy_from_outside_is_compared_too(play, pdf, keys):
    """Whoever signed and sealed elsewhere keeps the copy in one act; another text is no copy."""
    both = signed_outside(
        signed_outside(pdf, keys[PERSON]), keys[BODY], name="Seal", box=(300, 300, 360, 360)
    )
    other = signed_outside(written_anew(pdf, lambda w: w.pages[1].rotate(180)), keys[PERSON])
    with pytest.raises(CannotSign) as wrong:
        keep(play, other)
    assert wrong.value.facts["rule"] == "other_page"
    fact = keep(play, both).facts[0]
    assert (fact.same, len(fact.signatures)) == (SameAs.BYTES, 2)


def test_without_a_file_made_ready_a_copy_is_compared_with_the_final_text(play, keys):
    final = [f for f in history(play) if isinstance(f, FinalMade)][-1]
    pdf = printed(play.app.papers.get(final.content), True)
    assert keep(play, signed_outside(pdf, keys[PERSON])).facts[0].same == SameAs.BYTES


def keep(play, content):
    act = Act(act_id=f"keep:{len(content)}", case_id=play.id, person="lethuha")
    return keep_signed_copy(play.app, act, SignedCopy(paper=PAPER, file=SentFile("k.pdf", content)))
