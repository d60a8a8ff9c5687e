"""How papers look, one table per regime with its days: State (ND30) and Party (HD05, HD36).

Figures: Decree 30/2020/NĐ-CP Appx I; guidance 05-HD/VPTW (27/5/2026) and 36-HD/VPTW (3/4/2018);
measured in ../shared/law/documents.md. For days before the oldest table no source was read: that
table is used and marked `assumed`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True)
class Style:
    """Size and spacing in points; `exact` is an exact line height, 0 for single spacing."""

    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    before: float = 0
    after: float = 0
    exact: float = 0


@dataclass(frozen=True, slots=True)
class Layout:
    """One regime. Lengths in millimetres; `ground_prefix`/`ground_last` frame each căn cứ.

    A line of the letterhead's left side is at most `issuer_room` long; where that splits a name in
    an ugly place its letters may shrink to `issuer_smallest` points.
    """

    name: str
    system: Literal["state", "party"]
    first_day: date
    top_line: str
    motto: str
    header_columns: tuple[float, float]
    foot_columns: tuple[float, float]
    first_line: float
    superior: Style
    issuer: Style
    top: Style
    motto_style: Style
    number: Style
    place: Style
    cv_subject: Style
    mark: Style
    type_name: Style
    subject: Style
    authority_line: Style
    ground: Style
    body: Style
    recipients_word: Style
    recipients: Style
    authority: Style
    signer_title: Style
    signer_name: Style
    ground_prefix: str
    ground_last: str
    item_end: str
    item_last: str
    text_end: str
    issuer_mark: Literal["rule", "star"]
    issuer_room: float
    issuer_smallest: float
    subject_mark: Literal["rule", "dashes"]
    page_number: Style
    assumed: bool = False


MARGINS = {"top": 20.0, "bottom": 20.0, "left": 30.0, "right": 15.0}
PAGE = (210.0, 297.0)
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]

ND30 = Layout(
    name="ND30",
    system="state",
    first_day=date(2020, 3, 5),
    top_line="CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    motto="Độc lập - Tự do - Hạnh phúc",
    header_columns=(65, 100),
    foot_columns=(75, 90),
    first_line=12.7,
    superior=Style(13),
    issuer=Style(13, bold=True),
    top=Style(13, bold=True),
    motto_style=Style(14, bold=True),
    number=Style(13, before=4),
    place=Style(14, italic=True, before=4),
    cv_subject=Style(12, before=6),
    mark=Style(12, bold=True, before=2),
    type_name=Style(14, bold=True, before=18),
    subject=Style(14, bold=True),
    authority_line=Style(14, bold=True, before=12, after=6),
    ground=Style(14, italic=True, before=6),
    body=Style(14, before=6),
    recipients_word=Style(12, bold=True, italic=True),
    recipients=Style(11),
    authority=Style(14, bold=True),
    signer_title=Style(14, bold=True),
    signer_name=Style(14, bold=True),
    ground_prefix="",
    ground_last=".",
    item_end=";",
    item_last=".",
    text_end="./.",
    issuer_mark="rule",
    issuer_room=63,
    issuer_smallest=12,
    subject_mark="rule",
    page_number=Style(14),
)

HD05 = Layout(
    name="HD05",
    system="party",
    first_day=date(2026, 5, 27),
    top_line="ĐẢNG CỘNG SẢN VIỆT NAM",
    motto="",
    header_columns=(76, 89),
    foot_columns=(80, 85),
    first_line=10,
    superior=Style(14),
    issuer=Style(14, bold=True),
    top=Style(15, bold=True),
    motto_style=Style(14),
    number=Style(14),
    place=Style(14, italic=True),
    cv_subject=Style(12, italic=True),
    mark=Style(14, italic=True),
    type_name=Style(16, bold=True, before=20),
    subject=Style(15, bold=True),
    authority_line=Style(14, bold=True, before=12, after=6),
    ground=Style(14, before=6, exact=19),
    body=Style(14, before=6, exact=19),
    recipients_word=Style(14, underline=True),
    recipients=Style(12),
    authority=Style(14, bold=True),
    signer_title=Style(14),
    signer_name=Style(14, bold=True),
    ground_prefix="- ",
    ground_last=".",
    item_end=";",
    item_last=".",
    text_end=".",
    issuer_mark="star",
    issuer_room=76,
    issuer_smallest=14,
    subject_mark="dashes",
    page_number=Style(14),
)

HD36 = replace(
    HD05, name="HD36", first_day=date(2018, 4, 3), ground_prefix="", ground_last=",", item_end=","
)

LAYOUTS = {"state": (ND30,), "party": (HD36, HD05)}


def layout_for(system: str, day: date) -> Layout:
    """The table in force for a body of this system on the draft's day.

    Before the first known table the first one is given, marked `assumed`.
    """
    tables = LAYOUTS[system]
    in_force = [table for table in tables if table.first_day <= day]
    return in_force[-1] if in_force else replace(tables[0], assumed=True)
