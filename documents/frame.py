"""What stands around the wording: letterhead, number, date, subject, addressees, signature."""

from __future__ import annotations

from documents.blocks import Addressees, Block, Centred, Foot, Header, Paragraph, Title
from documents.context import Context, asked_of
from documents.vietnamese import NBSP, blank_date, long_date, party_spelling
from domain.agencies import Agency
from domain.routing import agency_for

GAP = NBSP * 8  # room for a number written by hand


def framed(context: Context, body: list[Block], *, number: int) -> list[Block]:
    """All blocks of the paper in order. `number` is the draft's version."""
    blocks: list[Block] = [_header(context, number)]
    if context.paper.form != "letter":
        blocks.append(Title(context.paper.type_name, _subject(context)))
    if context.paper.form == "decision" and not context.party:
        blocks.append(Centred(_deciding_authority(context)))
    addressees = _addressees(context)
    if addressees is not None:
        blocks.append(addressees)
    return [*blocks, *_ended(context, body), _foot(context)]


def _header(context: Context, number: int) -> Header:
    letter = context.paper.form == "letter"
    about = _about(context)
    under = f"về việc {about}" if context.party else f"V/v {about}"
    return Header(
        superior=_superior(context),
        issuer=_issuer(context),
        number=_number(context),
        place_date=_place_date(context),
        subject=under if letter else "",
        mark="" if _issued(context) else _mark(context, number),
    )


def _mark(context: Context, number: int) -> str:
    return f"Dự thảo lần {number}" if context.party else "DỰ THẢO"


def _issued(context: Context) -> bool:
    return context.paper.form == "decision" and context.file.decision is not None


def _superior(context: Context) -> str:
    if context.superior is None:
        return ""
    name = context.superior.name(context.file.day)
    return (name.above or name.full).upper()


def _issuer(context: Context) -> str:
    """Full name, without the superior's name that already stands above it."""
    full = context.issuer.name(context.file.day).full
    if context.superior is not None:
        above = context.superior.name(context.file.day).full
        place = context.superior.place
        full = full.removesuffix(f" {above}").removesuffix(f" tỉnh {place}")
    return full.upper()


def _number(context: Context) -> str:
    """ "Số 05-QĐ/TU" or "Số: 05/QĐ-UBND"; in a draft the number is room to write."""
    sign = context.issuer.name(context.file.day).sign or context.issuer.code
    code = context.paper.code
    decision = context.file.decision if _issued(context) else None
    if decision is not None:
        symbol = decision.symbol
    elif context.party:
        symbol = f"{GAP}-{code}/{sign}"
    else:
        symbol = f"{GAP}/{sign}" if context.paper.form == "letter" else f"{GAP}/{code}-{sign}"
    return f"Số{NBSP}{symbol}" if context.party else f"Số:{NBSP}{symbol}"


def _place_date(context: Context) -> str:
    decision = context.file.decision if _issued(context) else None
    day = long_date(decision.dated) if decision else blank_date(context.file.day)
    return f"{context.issuer.place}, {day}"


def _about(context: Context) -> str:
    return context.paper.about.format(verb=context.values["verb"], post=context.values["post"])


def _subject(context: Context) -> str:
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
    """Full names; a body that writes to itself writes to its head."""
    if role == "provincial_opinions":
        return list(context.values["asked"])
    procedure = context.file.law.procedure
    if role == "decider":
        reported = procedure.step("opinions_report")
        role = procedure.step(reported.then).asks[0]
    agency = _agency(context, role)
    name = agency.name(context.file.day).full
    return [f"{agency.head} {name}" if agency.code == context.issuer.code else name]


def _agency(context: Context, role: str) -> Agency:
    press = context.file.case.press_agency
    return agency_for(context.file.law.agencies, role, press_agency=press, day=context.file.day)


def _ended(context: Context, body: list[Block]) -> list[Block]:
    """The last line of the text carries the end mark of the regime: "./." or "."."""
    last = body[-1]
    if not isinstance(last, Paragraph):
        return body
    closed = Paragraph(last.text.rstrip(".") + context.layout.text_end, last.lead)
    return [*body[:-1], closed]


def _foot(context: Context) -> Foot:
    position = context.signer.position or context.issuer.head
    deputy = position.startswith("Phó")
    short, on_behalf = ("K/T", "T/M") if context.party else ("KT.", "TM.")
    authority: tuple[str, ...] = ()
    if context.issuer.collective:
        authority = (f"{on_behalf} {context.issuer.collective}".upper(),)
    elif deputy:
        authority = (f"{short} {context.issuer.head}".upper(),)
    decision = context.file.decision if _issued(context) else None
    name = decision.signer if decision else context.signer.name
    return Foot(_recipients(context), authority, position.upper(), name)


def _recipients(context: Context) -> tuple[str, ...]:
    """Who gets the paper, in the short names customary there."""
    asked = [_short(context, agency) for agency in asked_of(context.file)]
    kept = f"Lưu {_keeper(context)}" if context.party else "Lưu: VT"
    if context.paper.form == "decision":
        articles = "Điều 4" if context.paper.id == "decision_discipline" else "Điều 3"
        told = [_short(context, _agency(context, role)) for role in REPORTED_TO]
        return (f"Như {articles}", *(f"{name} (để b/c)" for name in told), *asked, kept)
    if context.paper.addressees:
        return ("Như trên", kept)
    if context.paper.stays:
        return (f"{kept}, hồ sơ",)
    return (*asked, context.values["press"], kept)


def _short(context: Context, agency: Agency) -> str:
    return agency.name(context.file.day).short


def _keeper(context: Context) -> str:
    """Who files a Party paper: the committee's office, or the body itself."""
    name = context.issuer.name(context.file.day)
    if context.superior is None:
        return f"Văn phòng {name.short}"
    return name.full.removesuffix(f" {context.superior.name(context.file.day).full}")


REPORTED_TO = ("central_directing", "ministry")


def spelled(context: Context, text: str) -> str:
    return party_spelling(text) if context.party else text
