"""How far all that is kept was found whole: remembered in a file beside the database, never in it.

The file is authenticated with the sealing key. Who owns the database can neither write it nor
shift it; who owns this machine can, and for them there are witnesses (ADR 20).
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from models.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Verified:
    """At `at` everything held: cases up to the seal of this number and digest, facts up to the id
    `events`, each stream of the journal up to a length and its digest. All of it was looked at
    last at `full`. Times are ISO 8601 UTC."""

    seal: int
    digest: str
    events: int
    streams: Mapping[str, tuple[int, str]]
    at: str
    full: str


FORM = TypeAdapter(Verified)


@dataclass(frozen=True, slots=True)
class Memory:
    """The file, and the 32 bytes under which it is believed."""

    file: Path
    key: bytes

    def recall(self) -> Verified | None:
        """None where nothing is remembered, or what is was not written by us."""
        with suppress(OSError, ValueError, KeyError, TypeError, ValidationError):
            kept = json.loads(self.file.read_text("utf-8"))
            found = FORM.validate_python(kept["verified"])
            if hmac.compare_digest(self._mark(found), kept["mark"]):
                return found
        return None

    def remember(self, found: Verified) -> None:
        said = {"verified": asdict(found), "mark": self._mark(found)}
        write_whole(self.file, json.dumps(said).encode())

    def _mark(self, found: Verified) -> str:
        said = json.dumps(["verified", FORM.dump_python(found, mode="json")], sort_keys=True)
        return hmac.new(self.key, said.encode(), hashlib.sha256).hexdigest()
