"""The audit pack of a case: one zip that is checked without us, by a script that lies in it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from templates import TEMPLATES

PACK = TEMPLATES / "pack"
EARLIEST = (1980, 1, 1, 0, 0, 0)  # a fixed time, so that the same content gives the same bytes


@dataclass(frozen=True, slots=True)
class PackContent:
    """What a pack is made from; every value is ready for JSON.

    `head` is what the case row says: case, version, digest. `files` are the papers by digest;
    papers that are listed and not among them are told as missing.
    """

    head: Mapping[str, Any]
    history: Iterable[Mapping[str, Any]]
    papers: Iterable[Mapping[str, Any]]
    readings: Iterable[Mapping[str, Any]]
    names: Mapping[str, str]
    files: Mapping[str, bytes]
    seal: Mapping[str, Any] | None = None


def audit_pack(content: PackContent) -> bytes:
    """The zip. `manifest.json` names each file with its SHA-256, itself excepted."""
    named: dict[str, bytes] = {
        "README.md": (PACK / "README.md").read_bytes(),
        "verify.py": (PACK / "verify.py").read_bytes(),
        "ballots.py": (PACK / "ballots.py").read_bytes(),
        "history.jsonl": _lines(content.history),
        "papers.jsonl": _lines(content.papers),
        "readings.jsonl": _lines(content.readings),
        "names.json": _json(content.names),
    }
    if content.seal is not None:
        named["seal.json"] = _json(content.seal)
    named |= {f"papers/{digest}": kept for digest, kept in content.files.items()}
    digests = {name: hashlib.sha256(kept).hexdigest() for name, kept in sorted(named.items())}
    named["manifest.json"] = _json({**content.head, "files": digests})
    return _zip(named)


def _lines(rows: Iterable[Mapping[str, Any]]) -> bytes:
    said = (json.dumps(dict(row), ensure_ascii=False) for row in rows)
    return "".join(f"{line}\n" for line in said).encode()


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(dict(value), ensure_ascii=False, indent=1).encode()


def _zip(named: Mapping[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name, kept in sorted(named.items()):
            out.writestr(zipfile.ZipInfo(name, EARLIEST), kept, zipfile.ZIP_DEFLATED)
    return made.getvalue()
