"""Who enters something in the directory, and on which document."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """Who enters something, under which form id, on which document."""

    act_id: str
    by: str
    document: str
