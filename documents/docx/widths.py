"""How wide a line of Times New Roman is: how long its rule must be, where a name is cut in two."""

from __future__ import annotations

import unicodedata

from documents.frame.layouts import TEXT_WIDTH

SLACK = 1.12  # of an even share: words do not break

MM_PER_POINT = 25.4 / 72
# Advance widths in thousandths of the size; marks stand over their letter and take no room.
REGULAR = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            444,
            500,
            444,
            500,
            444,
            333,
            500,
            500,
            278,
            278,
            500,
            278,
            778,
            500,
            500,
            500,
            500,
            333,
            389,
            278,
            500,
            500,
            722,
            500,
            500,
            444,
        ),
        strict=True,
    )
) | dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            722,
            667,
            667,
            722,
            611,
            556,
            722,
            722,
            333,
            389,
            722,
            611,
            889,
            722,
            722,
            556,
            722,
            667,
            556,
            611,
            722,
            722,
            944,
            722,
            722,
            611,
        ),
        strict=True,
    )
)
BOLD = dict(
    zip(
        "abcdefghijklmnopqrstuvwxyz",
        (
            500,
            556,
            444,
            556,
            444,
            333,
            500,
            556,
            278,
            333,
            556,
            278,
            833,
            556,
            500,
            556,
            556,
            444,
            389,
            333,
            556,
            500,
            722,
            500,
            500,
            444,
        ),
        strict=True,
    )
) | dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            722,
            667,
            722,
            722,
            667,
            611,
            778,
            778,
            389,
            500,
            778,
            667,
            944,
            722,
            778,
            611,
            778,
            722,
            556,
            667,
            722,
            722,
            1000,
            722,
            722,
            667,
        ),
        strict=True,
    )
)
OTHER = {" ": 250, "-": 333, ",": 250, ".": 250, "(": 333, ")": 333, "/": 278, ":": 278}


def width_mm(text: str, size: float, *, bold: bool = False) -> float:
    """Width in millimetres of one line set at `size` points."""
    table = BOLD if bold else REGULAR
    bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    letters = (letter for letter in bare if not unicodedata.combining(letter))
    units = sum(table.get(letter, OTHER.get(letter, 500)) for letter in letters)
    return units / 1000 * size * MM_PER_POINT


def in_lines(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, int]:
    """`text` in one line, or in two cut where it reads best, and how well that went.

    2 uncut or cut before the name of the province, 1 at a comma or before "và", 0 between other
    words or not to be cut in two lines that fit `room` millimetres.
    """
    words = text.split(" ")
    halves = [(" ".join(words[:n]), " ".join(words[n:])) for n in range(1, len(words))]

    def width(part: str) -> float:
        return width_mm(part, size, bold=bold)

    fitting = [cut for cut in halves if max(map(width, cut)) <= room]
    if width(text) <= room or not fitting:
        return text, 2 if width(text) <= room else 0
    best = max(fitting, key=lambda cut: (_reads(cut), -max(map(width, cut))))
    return "\n".join(best), _reads(best)


def best_cut(
    text: str, sizes: tuple[float, float], room: float, *, bold: bool
) -> tuple[str, float]:
    """`text` in lines, and the largest of the sizes at which it is cut best."""
    cut = {size: in_lines(text, size, room, bold=bold) for size in sizes}
    size = max(cut, key=lambda size: (cut[size][1], size))
    return cut[size][0], size


def _reads(cut: tuple[str, str]) -> int:
    if cut[1].startswith("TỈNH "):
        return 2
    return 1 if cut[0].endswith(",") or cut[1].startswith("VÀ ") else 0


def balanced_indent(width: float) -> float:
    """How far in from both margins a centred text of this width (mm) stands, so that its lines are
    about equally long and no single word is left for the last."""
    lines = -(-width // TEXT_WIDTH)
    if lines < 2:
        return 0
    return max((TEXT_WIDTH - width / lines * SLACK) / 2, 0)
