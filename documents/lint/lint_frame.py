"""What stands around the wording, read back from the .docx: do its parts agree with each other and
with the regime? Pure functions on the paragraphs as they would be printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from documents.content.context import Context
from documents.content.vietnamese import state_spelling
from documents.docx.word_text import Piece
from documents.frame.foot import person_told
from documents.frame.frame import UNNUMBERED
from documents.lint.lint_words import LintFinding

OPENERS = ("Căn cứ", "Xét đề nghị", "Theo đề nghị")
MANDATE = re.compile(r"^(T/M|K/T|T/L|T/UQ|TM\.|KT\.|TL\.|TUQ\.)\s*")
OTHER_WAY = {
    "TM.": "T/M",
    "KT.": "K/T",
    "TL.": "T/L",
    "TUQ.": "T/UQ",
    "T/M": "TM.",
    "K/T": "KT.",
    "T/L": "TL.",
    "T/UQ": "TUQ.",
}
TOP_LINES = re.compile(r"^(CỘNG HÒA|CỘNG HOÀ|ĐẢNG CỘNG SẢN)")
NUMBER = re.compile(r"^Số\b")
DEPUTY, DECISION = "PHÓ ", "QUYẾT ĐỊNH"


@dataclass(frozen=True, slots=True)
class PrintedSignature:
    """The lines over the name: mandates (TM., K/T …), then the title."""

    mandates: tuple[str, ...]
    title: str


def frame_slips(
    pieces: Sequence[Piece], context: Context
) -> Iterator[tuple[Piece | None, LintFinding]]:
    """Each slip with the paragraph it is in; None where the paragraph is missing."""
    yield from _head(pieces, context)
    if context.paper.form != "letter":  # its "Căn cứ …, X đề nghị" is a sentence
        yield from grounds_slips(pieces, context)
    if context.paper.form in ("decision", "named", "letter"):
        yield from _foot(pieces, context)
    yield from _end(pieces, context)


def grounds_of(pieces: Sequence[Piece]) -> list[Piece]:
    """The run of căn cứ, wherever they begin; a line that leads into the text (":") is none."""
    body = [piece for piece in pieces if piece.place == ""]
    first = next((n for n, piece in enumerate(body) if _is_ground(piece)), len(body))
    return list(takewhile(_is_ground, body[first:]))


def _is_ground(piece: Piece) -> bool:
    text = piece.text.strip()
    return text.lstrip("-– ").startswith(OPENERS) and not text.endswith(":")


def grounds_slips(pieces: Sequence[Piece], context: Context) -> Iterator[tuple[Piece, LintFinding]]:
    """ ";" after each căn cứ, the regime's mark after the last, its dash, slope and commas."""
    layout, found = context.layout, grounds_of(pieces)
    for piece in found:
        text = piece.text.strip()
        end = layout.ground_last if piece is found[-1] else ";"
        bare = text.rstrip(" ;.,")
        if text != bare + end:
            yield piece, LintFinding("ground_end", _tail(text), _tail(bare) + end)
        if text.startswith("-") != bool(layout.ground_prefix):
            right = layout.ground_prefix + text.lstrip("-– ")
            yield piece, LintFinding("ground_dash", text[:30], right[:30])
        look = "nghiêng" if layout.ground.italic else "đứng"
        if any(run.italic != layout.ground.italic for run in piece.runs if run.text.strip()):
            yield piece, LintFinding("ground_look", text[:30], look)
        yield from ((piece, slip) for slip in _commas(text, party=context.party))


def _commas(text: str, *, party: bool) -> Iterator[LintFinding]:
    """A Party paper writes "số …, ngày 05/9/2026", a State paper "số … ngày 05 tháng 9 …"."""
    for found in re.finditer(r"(số\s+(?:\[…+\]|[^\s,;]+))(,?)(\s+ngày)\b", text):
        if bool(found[2]) != party:
            right = found[1] + ("," if party else "") + found[3]
            yield LintFinding("ground_comma", found[0], right)


def _head(pieces: Sequence[Piece], context: Context) -> Iterator[tuple[Piece | None, LintFinding]]:
    layout = context.layout
    tops = [piece for piece in pieces if TOP_LINES.match(piece.text.strip())]
    if not tops:
        yield None, LintFinding("top_line", "", layout.top_line)
    for piece in tops:
        if piece.text.strip() != layout.top_line:
            yield piece, LintFinding("top_line", piece.text.strip(), layout.top_line)
    if layout.motto and not any(piece.text.strip() == layout.motto for piece in pieces):
        yield None, LintFinding("motto", "", layout.motto)
    if context.paper.form not in UNNUMBERED:
        yield from _number(pieces, context)


def _number(
    pieces: Sequence[Piece], context: Context
) -> Iterator[tuple[Piece | None, LintFinding]]:
    """ "Số: 05/QĐ-UBND" for State, "Số 05-QĐ/TU" for Party bodies."""
    line = next((piece for piece in pieces if NUMBER.match(piece.text.strip())), None)
    if line is None:
        yield None, LintFinding("number_line", "")
        return
    shown = " ".join(line.text.split())
    right = re.sub(r"^Số\s*:?\s*", "Số " if context.party else "Số: ", shown)
    if shown != right:
        yield line, LintFinding("number_line", shown, right)


def _foot(pieces: Sequence[Piece], context: Context) -> Iterator[tuple[Piece | None, LintFinding]]:
    left, right = _columns(pieces)
    if not left or not right:
        yield None, LintFinding("signature_missing", "")
        return
    yield from _recipients(left, context)
    yield from _mandates(right, context)
    if context.paper.form == "decision":
        yield from authority_slips(pieces, signature_of(right), party=context.party)


def _columns(pieces: Sequence[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The two columns of the last table that holds "Nơi nhận"."""
    tables = [p.place[0] for p in pieces if isinstance(p.place, tuple) and _says_recipients(p)]
    inside = [p for p in pieces if isinstance(p.place, tuple) and p.place[0] in tables[-1:]]
    left = [p for p in inside if isinstance(p.place, tuple) and p.place[2] == 1]
    return left, [p for p in inside if p not in left]


def _says_recipients(piece: Piece) -> bool:
    return piece.text.strip().startswith("Nơi nhận")


def signature_of(column: Sequence[Piece]) -> PrintedSignature:
    lines = [" ".join(piece.text.split()) for piece in column]
    mandates = tuple(takewhile(MANDATE.match, lines))
    return PrintedSignature(mandates, lines[len(mandates)] if len(lines) > len(mandates) else "")


def _mandates(column: Sequence[Piece], context: Context) -> Iterator[tuple[Piece, LintFinding]]:
    """T/M, K/T for Party and TM., KT. for State bodies; who signs for the head is his deputy."""
    signed = signature_of(column)
    for piece, line in zip(column, signed.mandates, strict=False):
        mark = MANDATE.match(line)
        if mark and ("/" in mark[1]) != context.party:
            right = f"{OTHER_WAY[mark[1]]} {line[mark.end() :]}"
            yield piece, LintFinding("mandate_mark", line, right)
    for_head = any(line.startswith(("K/T", "KT.")) for line in signed.mandates)
    deputy = signed.title.startswith(DEPUTY)
    if for_head and not deputy:
        yield column[0], LintFinding("mandate_deputy", signed.title, f"{DEPUTY}{signed.title}")
    if deputy and not signed.mandates:
        for_the_head = "K/T" if context.party else "KT."
        right = f"{for_the_head} {signed.title.removeprefix(DEPUTY)}"
        yield column[0], LintFinding("mandate_missing", signed.title, right)


def authority_slips(
    pieces: Sequence[Piece], signed: PrintedSignature, *, party: bool
) -> Iterator[tuple[Piece | None, LintFinding]]:
    """The line that says who decides names the same as the signature: the collective where it is
    signed T/M, TM., else the title of the head (ND30 form 1.2 note 6; HD05)."""
    line = _authority_line(pieces, party=party)
    if line is None:
        yield None, LintFinding("authority_missing", "")
        return
    first = signed.mandates[0] if signed.mandates else signed.title
    who, said = MANDATE.sub("", first), " ".join(line.text.split())
    if not state_spelling(said).startswith(state_spelling(who)):
        yield line, LintFinding("authority", said, f"{who} …")


def _authority_line(pieces: Sequence[Piece], *, party: bool) -> Piece | None:
    """Between type name and căn cứ (State); "… QUYẾT ĐỊNH" after them (Party)."""
    capitals = [p for p in pieces if p.place == "" and p.text.strip().isupper()]
    types = [n for n, piece in enumerate(capitals) if _bare(piece) == DECISION]
    after = capitals[types[0] + 1 :] if types else capitals
    named = [piece for piece in after if _bare(piece) != DECISION]
    return next((p for p in named if not party or _bare(p).endswith(DECISION)), None)


def _bare(piece: Piece) -> str:
    return piece.text.strip().rstrip(":")


def _recipients(column: Sequence[Piece], context: Context) -> Iterator[tuple[Piece, LintFinding]]:
    layout, items = context.layout, [p for p in column if not _says_recipients(p)]
    for piece in items:
        text = piece.text.strip()
        last = piece is items[-1]
        right = (
            "- "
            + text.lstrip("-– ").rstrip(" ;.,")
            + (layout.item_last if last else layout.item_end)
        )
        if text != right:
            yield piece, LintFinding("recipient_end", text, right)
    kept = items[-1].text if items else ""
    if "Lưu" not in kept or ("VT" in kept) == context.party:
        right = "Lưu Văn phòng …" if context.party else "Lưu: VT, …"
        yield column[-1], LintFinding("recipient_kept", kept.strip(), right)
    if context.paper.tells and not any(context.values["person"]["name"] in p.text for p in items):
        yield column[0], LintFinding("recipient_person", "", person_told(context))


def _end(pieces: Sequence[Piece], context: Context) -> Iterator[tuple[Piece, LintFinding]]:
    """The text ends "./." in a State paper, "." in a Party one; a slip just ends."""
    body = [piece for piece in pieces if piece.place == ""]
    if not body or context.paper.form == "slip":
        return
    text, end = body[-1].text.strip(), context.layout.text_end
    bare = text.removesuffix("./.").rstrip(".")
    if text != bare + end:
        yield body[-1], LintFinding("text_end", _tail(text), _tail(bare) + end)


def _tail(text: str) -> str:
    return text[-30:]
