"""Files that can be read in one sitting, folders that can be seen at a glance, known names.

The fault: 76 modules lay flat in `domain/`; the same matter had another name in every room, and
whoever changed it found half of its files.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

LINES = 300
FILES = 15  # code files of one folder, its __init__ not counted
SUBJECTS = frozenset(
    {
        "accounts",
        "audit",
        "calendar",
        "cases",
        "decisions",
        "directory",
        "effects",
        "eligibility",
        "hearing",
        "holding",
        "migration",
        "law",
        "leaving",
        "watch",
        "papers",
        "province",
        "search",
        "signing",
        "told",
        "votes",
    }
)
# What is no subject but a room's own trade, each in one room.
TRADES: Mapping[str, frozenset[str]] = {
    "domain": frozenset({"facts", "invariants", "state", "eligibility/rules"}),
    "models": frozenset({"schema", "migrations", "migrations/versions"}),
    "documents": frozenset(
        {
            "content",
            "docx",
            "export",
            "frame",
            "guarded",
            "intake",
            "lint",
            "own_template",
        }
    ),
    "regulations": frozenset({"kept", "proof"}),
    "web": frozenset({"api", "api/directory", "api/papers", "api/tasks", "drawing", "kit"}),
    "cli": frozenset({"kit"}),
    "bootstrap": frozenset({"demonstration"}),
}


def too_large(lines: Mapping[str, int]) -> Iterator[str]:
    """Faults among code files, given by path from the root with their number of lines."""
    for path, count in sorted(lines.items()):
        if count > LINES:
            yield f"{path}: {count} lines, at most {LINES}"
    folders = Counter(str(PurePosixPath(path).parent) for path in lines if _code(path))
    for folder, count in sorted(folders.items()):
        if count > FILES:
            yield f"{folder}: {count} files, at most {FILES}"


def unknown_folders(paths: Iterable[str]) -> Iterator[str]:
    """Folders of a room that are neither a subject nor a trade of that room."""
    for folder in sorted({PurePosixPath(path).parent for path in paths}):
        room, *rest = folder.parts
        name = "/".join(rest)
        if rest and name not in SUBJECTS | TRADES.get(room, frozenset()):
            yield f"{folder}: no subject of this house"


def _code(path: str) -> bool:
    return PurePosixPath(path).name != "__init__.py"
