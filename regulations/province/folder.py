"""A province as a folder: one file for each of its lists, read and written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import yaml

from domain.law.in_force import Frozen
from domain.province.province import SHAPES, Part, Province, plain
from regulations.lines import doubled_keys, line_of
from regulations.reading import LawShape, bad, rows

FILES = {
    Part.BODIES: "agencies.yaml",
    Part.ASKED: "asked_bodies.yaml",
    Part.TERMS: "party_terms.yaml",
    Part.TEXTS: "instruments.yaml",
    Part.REMINDERS: "reminders.yaml",
}


def read_folder(folder: Path) -> Province:
    """Every file of the folder, or nothing; a list without file is empty, but for the bodies.

    Raises BadLawFile, with file and line, for the first row that cannot be.
    """
    return Province.model_validate(
        {
            part.value: _read(folder / name, part)
            for part, name in FILES.items()
            if part is Part.BODIES or (folder / name).exists()
        }
    )


def _read(path: Path, part: Part) -> tuple[Frozen, ...]:
    for key, line in doubled_keys(path):
        raise bad(path, LawShape.DOUBLED, where=key, what=key, line=line)
    found = rows(SHAPES[part].model, path)
    for name, times in Counter(SHAPES[part].name(row) for row in found).items():
        if times > 1:
            raise bad(path, LawShape.DOUBLED, where=name, what=name, line=line_of(path, [name]))
    return found


def written(province: Province) -> dict[str, str]:
    """File → text, as `read_folder` reads it back."""
    return {name: _written(getattr(province, part)) for part, name in FILES.items()}


def _written(found: tuple[Frozen, ...]) -> str:
    return yaml.safe_dump(
        [plain(row) for row in found], allow_unicode=True, sort_keys=False, width=120
    )


def write_folder(province: Province, folder: Path) -> Iterator[Path]:
    """The files written; a folder that is not there is made."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in written(province).items():
        (folder / name).write_text(text, "utf-8")
        yield folder / name
