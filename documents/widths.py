"""How wide a line of Times New Roman is, so that rules can be as long as the law asks."""

from __future__ import annotations

import unicodedata

from documents.layouts import TEXT_WIDTH

MM_PER_POINT = 25.4 / 72
# Advance widths in thousandths of the size; marks stand over their letter and take no room.
REGULAR = dict(zip("abcdefghijklmnopqrstuvwxyz", (
    444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500, 278, 778, 500, 500, 500, 500, 333, 389,
    278, 500, 500, 722, 500, 500, 444), strict=True)) | dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
    722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556,
    611, 722, 722, 944, 722, 722, 611), strict=True))  # fmt: skip
BOLD = dict(zip("abcdefghijklmnopqrstuvwxyz", (
    500, 556, 444, 556, 444, 333, 500, 556, 278, 333, 556, 278, 833, 556, 500, 556, 556, 444, 389,
    333, 556, 500, 722, 500, 500, 444), strict=True)) | dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (
    722, 667, 722, 722, 667, 611, 778, 778, 389, 500, 778, 667, 944, 722, 778, 611, 778, 722, 556,
    667, 722, 722, 1000, 722, 722, 667), strict=True))  # fmt: skip
OTHER = {" ": 250, "-": 333, ",": 250, ".": 250, "(": 333, ")": 333, "/": 278, ":": 278}


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Width in millimetres of one line set at `size` points."""
    table = BOLD if bold else REGULAR
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = (letter for letter in bare if not unicodedata.combining(letter))
    units = sum(table.get(letter, OTHER.get(letter, 500)) for letter in letters)
    return units / 1000 * size * MM_PER_POINT


def column_widths(rows: tuple[tuple[str, ...], ...]) -> tuple[float, ...]:
    """Columns share the text width by their longest text, none too thin and none too greedy."""
    weights = [min(max(len(row[n]) for row in rows), 40) + 8 for n in range(len(rows[0]))]
    return tuple(TEXT_WIDTH * weight / sum(weights) for weight in weights)
