"""What happens to the papers of a case before a decision: attached, drafted, replaced."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.state.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A picture as it was sent, before it was made into a kind that every program shows."""

    name: str
    content: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperAttached(Fact):
    """A file joined the dossier. `content` is its SHA-256; `kind` an id of dossier.yaml.
    `not_secret`: who sent it said that a word of its name is no mark of secrecy."""

    kind: str
    name: str
    content: str
    size: int
    media_type: str
    by: Actor
    original: Original | None = None
    not_secret: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperRemoved(Fact):
    """A file left the dossier: why, and by whom. Its bytes stay under their hash."""

    kind: str
    name: str
    content: str
    reason: str
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMade(Fact):
    """The software wrote a draft. `content` is its SHA-256; same facts, same bytes. `template` is
    the hash of the agency's own template it was made with, empty for our own wording."""

    paper: str
    step: str
    round: int
    number: int  # version 1, 2, … of this paper
    content: str
    size: int
    template: str = ""

    def apply(self, case: Case) -> Case:
        return case.with_draft(self.paper, self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftUploaded(Fact):
    """An officer replaced a draft by a text edited in Word. `replaces` is the hash it was made
    from, `name` the file's own name; `step` and `round` say when."""

    paper: str
    step: str
    round: int
    number: int
    name: str
    content: str
    size: int
    replaces: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_draft(self.paper, self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePicture:
    """One page as it will be printed: the hash and size of its picture."""

    content: str
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesMade(Fact):
    """How a draft prints: a picture of each page, made before people sign. `content` is the hash of
    the draft. No pages: LibreOffice did not print it, and `why` is the code of its refusal."""

    paper: str
    content: str
    pages: tuple[PagePicture, ...]
    why: str = ""

    @property
    def seen(self) -> str:
        """What a signer who saw these pages names: text and pictures under one hash."""
        if not self.pages:
            return ""
        hashes = "\n".join([self.content, *(page.content for page in self.pages)])
        return hashlib.sha256(hashes.encode()).hexdigest()

    def apply(self, case: Case) -> Case:
        return case.with_pages(self.content, self.seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class FieldsEntered(Fact):
    """Somebody entered what papers are to say. Each of `entered`: field, the task it belongs to
    (empty: the whole case), value; an empty value takes an earlier one back."""

    task: str
    step: str
    round: int
    entered: tuple[tuple[str, str, str], ...]
    by: Actor
