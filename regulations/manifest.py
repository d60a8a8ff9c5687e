"""What was published of each law file, by digests and ranges of days: no edit of it is silent.

Of each row, table or step a digest is kept for each range of days in which it reads the same. Days
written at a row are the ranges themselves and no part of the digest: closing a row and adding the
next one changes no day before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

from pydantic import Field

from domain.errors import BadLawFile
from domain.law.in_force import BEGINNING, Frozen
from domain.law.proofs import KeptProof
from regulations.lines import line_of
from regulations.reading import LawShape, bad, read
from templates import read_yaml

NAMES = ("id", "code", "day", "role", "paper")
LISTS = "rows"
# Say what comes before and after, not what is.
AFTERWARDS = frozenset({"from", "to", "replaced_by", "successor"})
ONE_DAY = timedelta(days=1)
Ranges = tuple[tuple[date, str], ...]


class Correction(Frozen):
    """A published text was changed for days before its publishing: when, why, where."""

    day: date
    reason: str = Field(min_length=10)
    places: tuple[str, ...]


class Published(Frozen):
    """`files` hashes of the files as they were checked; `texts` file → row or step → its ranges."""

    day: date = BEGINNING
    files: Mapping[str, str] = Field(default_factory=dict)
    texts: Mapping[str, Mapping[str, str]] = Field(default_factory=dict)
    proofs: Mapping[str, KeptProof] = Field(default_factory=dict)
    corrections: tuple[Correction, ...] = ()


def law_files(data: Path) -> dict[str, Path]:
    """Every file of the law but the record of what was published, by its name under `data`."""
    paths = sorted(data.rglob("*.yaml"))
    named = {path.relative_to(data).as_posix(): path for path in paths}
    return {name: path for name, path in named.items() if name != "published.yaml"}


def file_digest(path: Path) -> str:
    """Empty for a file that is not there."""
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def unpublished(data: Path, published: Published) -> list[str]:
    """Files that are not what was checked: changed, added or taken away."""
    now = {name: file_digest(path) for name, path in law_files(data).items()}
    every = sorted({*now, *published.files})
    return [name for name in every if now.get(name) != published.files.get(name)]


def not_published(data: Path, name: str, published: Published) -> BadLawFile:
    """The refusal to read a file that did not pass, with the first line that reads differently."""
    path = data / name
    try:
        read(path)
    except BadLawFile as unreadable:
        return unreadable
    first = next(silent_edits(path, published.texts.get(name, {}), date.max), ("–", BEGINNING))
    line = line_of(path, first[0].split("."))
    return bad(path, LawShape.UNPUBLISHED, where=first[0], line=line)


def ranges_in(path: Path) -> dict[str, str]:
    """Row, table or step of a file → its digests by ranges, as they are kept."""
    return {key: _written(_ranges(node)) for key, node in _parts(path).items()}


def silent_edits(path: Path, kept: Mapping[str, str], until: date) -> Iterator[tuple[str, date]]:
    """What reads differently, on a day up to `until`, from what was published: where, from when.

    A new row is no edit; a new step of a published procedure is.
    """
    now = ranges_in(path)
    steps = any(key.startswith("steps.") for key in kept)
    for key in {**kept, **now}:
        if key in kept or steps:
            before, after = _kept(kept.get(key, "")), _kept(now.get(key, ""))
            days = sorted({day for day, _ in (*before, *after) if day <= until})
            changed = (day for day in days if _on(before, day) != _on(after, day))
            yield from ((key, day) for day in list(changed)[:1])


def _parts(path: Path) -> dict[str, Any]:
    """The rows of a list by name, the keys of a table, the steps of a procedure."""
    whole = read_yaml(path)
    if isinstance(whole, list):
        rows = sorted(enumerate(whole), key=lambda row: (_name(row[1]), row[0]))
        return {
            name: [row for _, row in same] for name, same in groupby(rows, lambda r: _name(r[1]))
        }
    if "steps" not in whole:
        return dict(whole)
    head = {key: value for key, value in whole.items() if key not in ("steps", "exemptions")}
    return {"head": head} | {f"steps.{step['id']}": step for step in whole["steps"]}


def _name(row: Any) -> str:
    found = (str(row[key]) for key in NAMES if isinstance(row, dict) and key in row)
    return next(found, LISTS)


def _ranges(node: Any) -> Ranges:
    found: list[tuple[date, str]] = []
    for day in sorted({BEGINNING, *_edges(node)}):
        said = json.dumps(_view([node], day), sort_keys=True, default=str, ensure_ascii=False)
        digest = hashlib.sha256(said.encode()).hexdigest()[:12]
        if not found or found[-1][1] != digest:
            found.append((day, digest))
    return tuple(found)


def _edges(node: Any) -> Iterator[date]:
    if isinstance(node, dict):
        if isinstance(node.get("from"), date):
            yield node["from"]
        if isinstance(node.get("to"), date) and node["to"] < date.max:
            yield node["to"] + ONE_DAY
    if isinstance(node, dict | list):
        for child in node.values() if isinstance(node, dict) else node:
            yield from _edges(child)


def _view(node: Any, day: date) -> Any:
    """What of it is in force on a day, without the days themselves."""
    if isinstance(node, list):
        return [_view(child, day) for child in node if _covers(child, day)]
    if isinstance(node, dict):
        return {
            str(key): _view(child, day)
            for key, child in node.items()
            if key not in AFTERWARDS and _covers(child, day)
        }
    return node


def _covers(node: Any, day: date) -> bool:
    if not isinstance(node, dict):
        return True
    first, last = node.get("from", BEGINNING), node.get("to", date.max)
    return not isinstance(first, date) or not isinstance(last, date) or first <= day <= last


def _written(ranges: Ranges) -> str:
    return " ".join(f"{day}:{digest}" for day, digest in ranges)


def _kept(kept: str) -> Ranges:
    pairs = (part.rpartition(":") for part in kept.split())
    return tuple((date.fromisoformat(day), digest) for day, _, digest in pairs)


def _on(ranges: Ranges, day: date) -> str:
    return next((digest for first, digest in reversed(ranges) if first <= day), "")
