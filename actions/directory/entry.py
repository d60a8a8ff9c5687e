"""Who enters something in the directory, and on which document."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from models.audit.wishes import SAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectoryEntry:
    """Who enters something, under which form id, on which document."""

    act_id: str
    by: str
    document: str


def wish_id(act_id: str, said: object) -> str:
    """The id of a form with a digest of what it says: sent twice it is one wish, and with other
    words under the same id it is refused (models/audit/wishes.py)."""
    text = json.dumps(said, ensure_ascii=False, sort_keys=True)
    return f"{act_id}{SAYS}{hashlib.sha256(text.encode()).hexdigest()[:16]}"
