"""Dates, numbers and spelling as Vietnamese official papers write them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

NBSP = "\u00a0"
BLANK = "[………]"  # something only a person can fill in

DIGITS = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES = ("", "nghìn", "triệu", "tỷ")
UY = re.compile(r"(?<!\w)(?:[ủỦ][yY]|[uU][ỷỶ])(?!\w)")
PARTY_UY = str.maketrans("ủỦyY", "uUỷỶ")
STATE_UY = str.maketrans("uUỷỶ", "ủỦyY")


def long_date(day: date) -> str:
    """ "ngày 05 tháng 9 năm 2026": days below 10 and months below 3 take a zero."""
    return f"ngày{NBSP}{_day(day)} tháng{NBSP}{month_of(day.month)} năm{NBSP}{day.year}"


def blank_date(day: date) -> str:
    """The date line of a draft: the day is left to be written."""
    return f"ngày{NBSP * 8}tháng{NBSP}{month_of(day.month)} năm{NBSP}{day.year}"


def short_date(day: date) -> str:
    """ "05/9/2026", as Party papers write inside the text."""
    return f"{_day(day)}/{month_of(day.month)}/{day.year}"


def in_text(day: date | None, *, party: bool) -> str:
    """A date inside the text; unknown is a marked blank."""
    if day is None:
        return f"ngày {BLANK}"
    return f"ngày {short_date(day)}" if party else long_date(day)


def party_spelling(text: str) -> str:
    """Party papers write "uỷ". Only the word itself, never inside another one."""
    return UY.sub(lambda found: _other(found[0], PARTY_UY, "ủỦ"), text)


def state_spelling(text: str) -> str:
    """State papers write "ủy"."""
    return UY.sub(lambda found: _other(found[0], STATE_UY, "uU"), text)


def _other(word: str, table: dict[int, int], first: str) -> str:
    return word.translate(table) if word[0] in first else word


def cut_at_names(text: str, names: Iterable[str]) -> list[str]:
    """The text in pieces: every second one is a name, to be left as its bearer writes it."""
    longest_first = sorted({re.escape(name) for name in names if name}, key=len, reverse=True)
    return re.split(f"({'|'.join(longest_first)})", text) if longest_first else [text]


def without_names(text: str, names: Iterable[str]) -> list[str]:
    return cut_at_names(text, names)[::2]


def words(number: int) -> str:
    """A whole number from 0 in words: 24 hai mươi tư, 105 một trăm linh năm."""
    if number == 0:
        return DIGITS[0]
    groups = [int(group) for group in f"{number:,}".split(",")]
    said = []
    for place, group in enumerate(groups):
        if group:
            scale = SCALES[len(groups) - 1 - place]
            said.append(f"{_hundreds(group, full=place > 0)} {scale}".strip())
    return " ".join(said)


def _hundreds(group: int, *, full: bool) -> str:
    hundreds, rest = divmod(group, 100)
    head = f"{DIGITS[hundreds]} trăm" if hundreds or full else ""
    if not rest:
        return head
    tens, units = divmod(rest, 10)
    if not tens:
        return f"{head} linh {DIGITS[units]}" if head else DIGITS[units]
    return f"{head} {_tens(tens)}{_units(tens, units)}".strip()


def _tens(tens: int) -> str:
    return "mười" if tens == 1 else f"{DIGITS[tens]} mươi"


def _units(tens: int, units: int) -> str:
    if not units:
        return ""
    if units == 1 and tens > 1:
        return " mốt"
    if units == 4 and tens > 1:
        return " tư"
    return " lăm" if units == 5 else f" {DIGITS[units]}"


def _day(day: date) -> str:
    return f"{day.day:02d}"


def month_of(month: int) -> str:
    return f"{month:02d}" if month < 3 else str(month)
