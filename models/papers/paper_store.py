"""Files kept under the hash of their content: written once, checked when read, never changed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from domain.errors import NotFound
from models.whole_file import write_whole

SHA256 = 64  # letters of a name


@dataclass(frozen=True, slots=True)
class PaperStore:
    root: Path

    def put(self, content: bytes) -> str:
        """Keep bytes and return their SHA-256. Safe to repeat; a crash leaves no half file."""
        digest = self.name_of(content)
        target = self.path(digest)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
        return digest

    def name_of(self, content: bytes) -> str:
        """The hash under which these bytes are kept, whether they are kept or not."""
        return hashlib.sha256(content).hexdigest()

    def get(self, digest: str) -> bytes:
        """Raises NotFound when absent or when the bytes no longer have this hash."""
        path = self.path(digest)
        content = path.read_bytes() if path.exists() else None
        if content is None or self.name_of(content) != digest:
            raise NotFound(kind="paper", id=digest)
        return content

    def holds(self, digest: str) -> bool:
        """Is the file there, with the bytes it was kept with? Read in pieces."""
        path = self.path(digest)
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest() == digest

    def all(self) -> Iterator[str]:
        """The hash of each paper kept, in no order."""
        yield from (path.name for path in self.root.glob("??/*") if len(path.name) == SHA256)

    def path(self, digest: str) -> Path:
        return self.root / digest[:2] / digest
