"""All pages of all papers as one picture: what a newcomer looks at first."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PIL import Image, ImageDraw

WIDTH, CAPTION, GAP = 300, 14, 8  # pixels
COLUMNS = 12


def contact_sheet(pages: Iterable[Path], to: Path) -> Path:
    """Write the pages, small, in rows from left to right, each under the name of its file."""
    found = [(path.stem, _small(path)) for path in pages]
    height = max(picture.height for _, picture in found) + CAPTION + GAP
    rows = -(-len(found) // COLUMNS)
    sheet = Image.new("RGB", (COLUMNS * (WIDTH + GAP), rows * height), "#888888")
    pen = ImageDraw.Draw(sheet)
    for place, (name, picture) in enumerate(found):
        left, top = place % COLUMNS * (WIDTH + GAP), place // COLUMNS * height
        pen.text((left, top), name, fill="white")
        sheet.paste(picture, (left, top + CAPTION))
    sheet.save(to)
    return to


def _small(path: Path) -> Image.Image:
    with Image.open(path) as page:
        return page.convert("RGB").resize((WIDTH, round(page.height * WIDTH / page.width)))
