"""A law file → rows of one shape, or the place and the line that have not this shape."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from domain.errors import BadLawFile
from domain.law.options import OptionSet
from domain.law.procedure import Procedure
from regulations.lines import impossible_day, line_at, line_of
from templates import read_yaml

M = TypeVar("M", bound=BaseModel)


class LawShape(StrEnum):
    """Why a file of the law cannot be read; worded in `law_shapes` of the words."""

    ABSENT = "absent"
    NOT_YAML = "not_yaml"
    NO_SUCH_DAY = "no_such_day"
    NOT_ROWS = "not_rows"
    MISSING = "missing"
    UNKNOWN_KEY = "unknown_key"
    NOT_TEXT = "not_text"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_DAY = "not_a_day"
    NOT_ON_LIST = "not_on_list"
    REFUSED = "refused"
    NO_OPTIONS = "no_options"
    UNPUBLISHED = "unpublished"
    DOUBLED = "doubled"


BY_TYPE = {
    "missing": LawShape.MISSING,
    "extra_forbidden": LawShape.UNKNOWN_KEY,
    "string_type": LawShape.NOT_TEXT,
    "enum": LawShape.NOT_ON_LIST,
    "literal_error": LawShape.NOT_ON_LIST,
}


def read(path: Path) -> Any:
    """What a file says. Raises BadLawFile."""
    try:
        return read_yaml(path)
    except OSError as fault:
        raise bad(path, LawShape.ABSENT) from fault
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        line = mark.line + 1 if mark else None
        raise bad(path, LawShape.NOT_YAML, line=line) from fault
    except ValueError as fault:
        day, line = impossible_day(path) or ("", None)
        raise bad(path, LawShape.NO_SUCH_DAY, what=day, line=line) from fault


def rows(model: type[M], path: Path) -> tuple[M, ...]:
    """The rows of a list. Raises BadLawFile."""
    found = read(path)
    if not isinstance(found, list):
        raise bad(path, LawShape.NOT_ROWS, line=1)
    return tuple(validated(model, row, path, (number,)) for number, row in enumerate(found))


def table(path: Path) -> dict[str, Any]:
    """The keys of a table. Raises BadLawFile."""
    found = read(path)
    if not isinstance(found, dict):
        raise bad(path, LawShape.NOT_ROWS, line=1)
    return found


def validated(model: type[M], row: Any, path: Path, place: Sequence[str | int] = ()) -> M:
    """A row as what it is; `place` is where in the file it stands. Raises BadLawFile."""
    try:
        return model.model_validate(row)
    except ValidationError as fault:
        every = fault.errors()
        first = next((one for one in every if one["type"] == "extra_forbidden"), every[0])
        inside = [part for part in first["loc"] if not isinstance(part, str) or part.isidentifier()]
        where = ".".join(str(part) for part in (*place, *inside))
        shape = _shape(first["type"])
        what = first["msg"] if shape == LawShape.REFUSED else str(first["input"])[:60]
        line = line_at(path, (*place, *inside)) or line_of(path, re.findall(r"\w+", what)[-1:])
        raise bad(path, shape, where=where, what=what, line=line) from fault


def bad(
    path: Path, shape: LawShape, *, where: str = "–", what: str = "", line: int | None = None
) -> BadLawFile:
    return BadLawFile(file=_named(path), where=where, what=what, shape=shape, line=line or 1)


def _named(path: Path) -> str:
    """The file by its name under the folder of the law."""
    folders = (folder for folder in path.parents if (folder / "instruments.yaml").exists())
    return path.relative_to(next(folders, path.parent)).as_posix()


def _shape(kind: str) -> LawShape:
    if kind.startswith(("int", "float", "greater", "less")):
        return LawShape.NOT_A_NUMBER
    if kind.startswith("date"):
        return LawShape.NOT_A_DAY
    return BY_TYPE.get(kind, LawShape.REFUSED)


def is_readable(path: Path) -> bool:
    """Is it YAML, with days that there are?"""
    try:
        read(path)
    except BadLawFile:
        return False
    return True


def read_procedure(path: Path, options: Mapping[str, OptionSet]) -> Procedure:
    """One procedure file with its option sets put in place. Raises BadLawFile."""
    raw = table(path)
    steps = raw.get("steps", [])
    for number, step in enumerate(steps if isinstance(steps, list) else []):
        if isinstance(step, dict):
            set_id = str(step.get("options"))
            if set_id not in options:
                line = line_at(path, ("steps", number, "options"))
                where = f"{step.get('id', '?')}.options"
                raise bad(path, LawShape.NO_OPTIONS, where=where, what=set_id, line=line)
            step["options"] = options[set_id]
    return validated(Procedure, raw, path)
