"""Checkpoints as signed notes (C2SP tlog-checkpoint, signed-note, tlog-cosignature), as text."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass

from domain.errors import BadInput

DASH = "\u2014"
KEY = 32  # octets
LOG, WITNESS = 1, 4  # kinds of keys
TIME = 8  # octets before a witness's signature: when it was made


@dataclass(frozen=True, slots=True)
class NoteKey:
    """A public key with its name; `kind` 1 signs as the log, 4 as a witness (C2SP)."""

    name: str
    kind: int
    key: bytes

    @property
    def id(self) -> bytes:
        said = self.name.encode() + b"\n" + bytes([self.kind]) + self.key
        return hashlib.sha256(said).digest()[:4]

    def __str__(self) -> str:
        coded = base64.b64encode(bytes([self.kind]) + self.key).decode()
        return f"{self.name}+{self.id.hex()}+{coded}"


@dataclass(frozen=True, slots=True)
class Mark:
    """One line of signature: whose, which key, what is signed beyond the text."""

    name: str
    key_id: bytes
    signature: bytes

    def line(self) -> str:
        return f"{DASH} {self.name} {base64.b64encode(self.key_id + self.signature).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint with its signatures: how many lines the log `origin` has, and their root."""

    origin: str
    size: int
    root: bytes
    marks: tuple[Mark, ...] = ()

    @property
    def body(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"

    def text(self) -> str:
        return self.body + "\n" + "".join(mark.line() for mark in self.marks)


def read_key(text: str) -> NoteKey:
    """Raises BadInput for what is no key of the log or of a witness."""
    name, _, rest = text.strip().partition("+")
    known, _, coded = rest.partition("+")
    raw = _decoded(coded)
    key = NoteKey(name, raw[0] if raw else 0, raw[1:])
    if not name or len(raw) != KEY + 1 or key.kind not in (LOG, WITNESS) or key.id.hex() != known:
        raise _bad(text)
    return key


def read_note(text: str) -> Note:
    """Raises BadInput for what is no checkpoint."""
    body, _, lines = text.partition("\n\n")
    said = body.split("\n")
    if len(said) != 3 or not said[1].isdecimal() or len(_decoded(said[2])) != KEY:
        raise _bad(body)
    marks = tuple(_mark(line) for line in lines.splitlines() if line)
    return Note(said[0], int(said[1]), _decoded(said[2]), marks)


def cosigned_text(note: Note, time: int) -> bytes:
    """What a witness signs (cosignature/v1); `time` in seconds since 1970 UTC."""
    return f"cosignature/v1\ntime {time}\n{note.body}".encode()


def request(old: int, proof: list[bytes], note: Note) -> str:
    """What a witness is asked with (C2SP tlog-witness, add-checkpoint); it has seen the first `old`
    lines of the log."""
    hashes = "".join(f"{base64.b64encode(one).decode()}\n" for one in proof)
    return f"old {old}\n{hashes}\n{note.text()}"


def _mark(line: str) -> Mark:
    dash, _, rest = line.partition(" ")
    name, _, coded = rest.partition(" ")
    raw = _decoded(coded)
    if dash != DASH or not name or len(raw) <= 4:
        raise _bad(line)
    return Mark(name, raw[:4], raw[4:])


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except ValueError:
        return b""


def _bad(said: str) -> BadInput:
    return BadInput(field="file", rule=BadInput.Rule.NOT_A_NOTE, value=said[:80])
