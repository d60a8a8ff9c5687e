"""What stands around the wording: letterhead, number, date, subject, addressees, signature."""

from __future__ import annotations

from documents.content.blocks import (
    Addressees,
    Block,
    Centred,
    Header,
    Paragraph,
    Title,
)
from documents.content.context import Context, addressed, decider_names
from documents.content.meeting import COUNCIL
from documents.content.vietnamese import (
    NBSP,
    blank_date,
    cut_at_names,
    long_date,
    party_spelling,
)
from documents.frame.foot import signed
from domain.law.procedure import Purpose

GAP = NBSP * 8  # room for a number written by hand
COUNCIL_SIGN = "HĐKL"
UNNUMBERED = ("slip", "sheet")
UNDATED = ("slip", "minutes")  # the day of minutes stands in their text (ND30 Appx III 1.9)


def framed(context: Context, body: list[Block], *, number: int) -> list[Block]:
    """All blocks of the paper in order. `number` is the draft's version."""
    blocks: list[Block] = [_header(context, number)]
    if context.paper.form != "letter":
        blocks.append(Title(context.paper.type_name, subject_of(context)))
    if context.paper.form == "decision" and not context.party:
        blocks.append(Centred(_deciding_authority(context)))
    addressees = _addressees(context)
    if addressees is not None:
        blocks.append(addressees)
    return [*blocks, *_ended(context, body), *signed(context, body)]


def _header(context: Context, number: int) -> Header:
    letter = context.paper.form == "letter"
    about = _about(context)
    under = f"về việc {about}" if context.party else f"V/v {about}"
    return Header(
        superior=_superior(context),
        issuer=_issuer(context),
        number="" if context.paper.form in UNNUMBERED else _number(context),
        place_date="" if context.paper.form in UNDATED else _place_date(context),
        subject=under if letter else "",
        mark="" if context.issued or context.paper.form == "slip" else _mark(context, number),
    )


def _mark(context: Context, number: int) -> str:
    return f"Dự thảo lần {number}" if context.party else "DỰ THẢO"


def _superior(context: Context) -> str:
    above = context.issuer if context.by_council else context.superior
    if above is None:
        return ""
    name = above.name(context.file.day)
    return (name.above or name.full).upper()


def _issuer(context: Context) -> str:
    """Full name, without the superior's name that already stands above it."""
    if context.by_council:
        return COUNCIL.upper()
    full = context.issuer.name(context.file.day).full
    if context.superior is not None:
        above = context.superior.name(context.file.day).full
        place = context.superior.place
        full = full.removesuffix(f" {above}").removesuffix(f" tỉnh {place}")
    return full.upper()


def _number(context: Context) -> str:
    """ "Số 05-QĐ/TU" or "Số: 05/QĐ-UBND"; in a draft the number is room to write."""
    sign = context.issuer.name(context.file.day).sign or context.issuer.code
    if context.by_council:
        sign = COUNCIL_SIGN
    code = context.paper.code
    decision = context.numbered
    if decision is not None:
        symbol = decision.symbol
    elif context.party:
        symbol = f"{GAP}-{code}/{sign}"
    else:
        symbol = f"{GAP}/{sign}" if context.paper.form == "letter" else f"{GAP}/{code}-{sign}"
    return f"Số{NBSP}{symbol}" if context.party else f"Số:{NBSP}{symbol}"


def _place_date(context: Context) -> str:
    decision = context.numbered
    day = long_date(decision.dated) if decision else blank_date(context.file.day)
    return f"{context.issuer.place}, {day}"


def _about(context: Context) -> str:
    values = context.values
    return context.paper.about.format(
        verb=values["verb"],
        post=values["post"],
        meeting=values["meeting"],
        changed=values["changed"]["decision"],
    )


def subject_of(context: Context) -> str:
    """The trích yếu as printed under the name of the type."""
    if context.paper.form in ("minutes", "sheet"):  # what it is, not what it is about
        about = _about(context)
        return about if context.party else about[0].upper() + about[1:]
    if not context.party:
        return f"Về việc {_about(context)}"
    return _about(context) if context.paper.form == "decision" else f"về việc {_about(context)}"


def _deciding_authority(context: Context) -> str:
    """Agrees with the signature block: the collective's name, or the head's title."""
    full = context.issuer.name(context.file.day).full
    return (full if context.issuer.collective else f"{context.issuer.head} {full}").upper()


def _addressees(context: Context) -> Addressees | None:
    if not context.paper.addressees:
        return None
    names = [name for role in context.paper.addressees for name in _named(context, role)]
    submission = context.paper.code == "TTr" and context.party
    return Addressees("Kính trình:" if submission else "Kính gửi:", tuple(names))


def _named(context: Context, role: str) -> list[str]:
    """Full names, of the body that is competent."""
    if role == Purpose.OPINION_ROUND:
        return list(context.values["asked"])
    if role == "decider":
        return decider_names(context.file, context.step, context.issuer)
    return [addressed(context.agency(role), context.issuer, context.file.day)]


def _ended(context: Context, body: list[Block]) -> list[Block]:
    """The last line of the text carries the end mark of the regime: "./." or "."."""
    last = body[-1]
    if not isinstance(last, Paragraph) or context.paper.form == "slip":
        return body
    closed = Paragraph(last.text.rstrip(".") + context.layout.text_end, last.lead)
    return [*body[:-1], closed]


def spelled(context: Context, text: str) -> str:
    """In the spelling of the regime; a person's name stays as on file."""
    if not context.party:
        return text
    parts = cut_at_names(text, context.names)
    parts[::2] = [party_spelling(part) for part in parts[::2]]
    return "".join(parts)
