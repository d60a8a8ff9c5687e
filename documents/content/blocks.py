"""The parts a paper is made of, free of any layout: what stands there, not how it looks."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """Top of page 1. `subject` only for a công văn, under the number; `mark` the draft note.

    Empty `number`, `place_date`: the form has no such line.
    """

    superior: str
    issuer: str
    number: str
    place_date: str
    subject: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """Name of the type in capitals, and what the paper is about."""

    type_name: str
    subject: str


@dataclass(frozen=True, slots=True)
class Addressees:
    """Kính gửi / Kính trình, one body or several."""

    word: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One căn cứ; `last` ends the list with a full stop."""

    text: str
    last: bool = False


@dataclass(frozen=True, slots=True)
class Centred:
    """A bold centred line: the deciding authority, "QUYẾT ĐỊNH:"."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Body text; `lead` is its bold beginning ("Điều 1.")."""

    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A bordered table; the first row is its heading."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """Nơi nhận on the left, signature on the right: authority lines, title, name."""

    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    title: str
    name: str


@dataclass(frozen=True, slots=True)
class Dotted:
    """A line to write on by hand: its label, then dots to the margin (ballots)."""

    text: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Several people sign side by side, each (title, name); Nơi nhận stands below them."""

    signed: tuple[tuple[str, str], ...]
    recipients: tuple[str, ...] = ()


Block = (
    Header
    | Title
    | Addressees
    | Ground
    | Centred
    | Heading
    | Paragraph
    | TableBlock
    | Foot
    | Dotted
    | Signatures
)
