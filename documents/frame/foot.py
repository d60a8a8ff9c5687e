"""How a paper ends: Nơi nhận on the left, who signs on the right, or several side by side."""

from __future__ import annotations

from documents.content.blocks import (
    Block,
    Foot,
    Paragraph,
    Signatures,
)
from documents.content.context import Context
from documents.content.meeting import COUNCIL
from documents.content.opinions import consulted
from documents.content.vietnamese import BLANK
from domain.law.agencies import Role

REPORTED_TO = (Role.CENTRAL_DIRECTING, Role.MINISTRY)
MINUTES_SIGNED_BY = {
    "state": ("THƯ KÝ", "CHỦ TỌA"),
    "party": ("NGƯỜI GHI BIÊN BẢN", "CHỦ TRÌ HỘI NGHỊ"),
}


def signed(context: Context, body: list[Block]) -> list[Block]:
    match context.paper.form:
        case "slip":
            return []
        case "sheet":
            return [Signatures((("NGƯỜI LẬP", BLANK), ("XÁC NHẬN CỦA CƠ QUAN", BLANK)))]
        case "minutes":
            return [Signatures(_minutes_signed(context), (_kept(context),))]
        case _:
            return [_foot(context, body)]


def _minutes_signed(context: Context) -> tuple[tuple[str, str], ...]:
    titles = context.paper.signed_by or MINUTES_SIGNED_BY[context.layout.system]
    values, field = context.values, context.values["field"]
    names = {
        "meeting_minutes": (values["secretary"], values["chair"]),
        "handover_minutes": (values["person"]["name"], field.get("receiver", BLANK)),
        "tally_record": (field.get("count_secretary", BLANK), field.get("count_head", BLANK)),
    }.get(context.paper.id, (BLANK, BLANK))
    return tuple(zip(titles, names, strict=True))


def _foot(context: Context, body: list[Block]) -> Foot:
    recipients = _recipients(context, body)
    if context.by_council:
        authority = (f"{'T/M' if context.party else 'TM.'} {COUNCIL}".upper(),)
        return Foot(recipients, authority, "CHỦ TỊCH", context.values["chair"])
    position = context.signer.position or context.issuer.head
    decision = context.numbered
    name = decision.signer if decision else context.signer.name
    return Foot(recipients, _authority(context, position), position.upper(), name)


def _authority(context: Context, position: str) -> tuple[str, ...]:
    """For a collective T/M, TM.; a deputy for the head K/T, KT. A deputy who signs for a Party
    collective signs as its member, without K/T (ND30 Appx I II.7, HD05)."""
    head_too, on_behalf = ("K/T", "T/M") if context.party else ("KT.", "TM.")
    lines = [f"{on_behalf} {context.issuer.collective}"] if context.issuer.collective else []
    if position.startswith("Phó") and not (context.party and lines):
        lines.append(f"{head_too} {context.issuer.head}")
    return tuple(line.upper() for line in lines)


def _recipients(context: Context, body: list[Block]) -> tuple[str, ...]:
    """Written from the case: who carries it out, the person told, who was asked, who keeps it."""
    paper, file = context.paper, context.file
    if paper.stays:
        return (f"{_kept(context)}, hồ sơ",)
    found = ["Như trên"] if paper.addressees else [*consulted(file), context.values["press"]]
    if paper.form == "decision":
        bound = f"Như {_last_article(body)}"
        others = [*_reported(context), *consulted(file)]
        found = [*others, bound] if context.party else [bound, *others]
    elif paper.tells:
        told = _reported(context) if file.decision else []
        found = [person_told(context), *told, *found]
    return (*dict.fromkeys(found), _kept(context))


def _reported(context: Context) -> list[str]:
    """Who must be told of a decision about a leader (101-QĐ/TW; Press Law)."""
    names = (context.agency(role).name(context.file.day).short for role in REPORTED_TO)
    return [f"{name} (để\u00a0b/c)" for name in names]


def person_told(context: Context) -> str:
    title = context.values["title"]
    return f"{title[0].upper()}{title[1:]} {context.values['person']['name']}"


def _last_article(body: list[Block]) -> str:
    """The article that says who carries the decision out is its last one."""
    leads = [block.lead for block in body if isinstance(block, Paragraph) and block.lead]
    return leads[-1].rstrip(".")


def _kept(context: Context) -> str:
    if context.party:
        return f"Lưu {_keeper(context)}"
    return "Lưu: VT, hồ sơ" if context.paper.form == "minutes" else "Lưu: VT"


def _keeper(context: Context) -> str:
    """Who files a Party paper: the committee's office (also its standing committee's), or the
    body itself."""
    name = context.issuer.name(context.file.day)
    if context.superior is None:
        return f"Văn phòng {name.short}"
    above = context.superior.name(context.file.day)
    if name.sign == above.sign:
        return f"Văn phòng {above.short}"
    return name.full.removesuffix(f" {above.full}")
