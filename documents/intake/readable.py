"""Is this a file that can be read, the same at every door? What it is by its content, whether it
opens for everybody, how many pages it has, and that nothing in it acts by itself."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.intake.file_names import check_name
from documents.intake.kinds import CONVERTED, ENDINGS, MEDIA, PICTURES, FileKind, kind_of
from documents.intake.office_check import check_office
from documents.intake.pdf_file import check_pdf_file
from documents.intake.pictures import check_picture, converted
from documents.intake.sent_file import SentFile
from domain.errors import BadPaper

LARGEST = 50 * 1024 * 1024
LARGEST_SHEET = 5 * 1024 * 1024
OFFICE_MAIN = {FileKind.DOCX: ".main+xml", FileKind.XLSX: ".main+xml"}
# What nobody can open, whatever was wished.
SHUT = {
    FileKind.LOCKED_OFFICE: BadPaper.Rule.PASSWORD,
    FileKind.BROKEN_PACKAGE: BadPaper.Rule.DAMAGED,
}
# What each door takes.
DOSSIER = PICTURES | {FileKind.PDF, FileKind.DOCX}
SIGNED = frozenset({FileKind.PDF})
DRAFT = frozenset({FileKind.DOCX})
SHEET = frozenset({FileKind.XLSX})
RECORD = frozenset({FileKind.TEXT})


@dataclass(frozen=True, slots=True)
class Readable:
    """`name`, `media_type` and `content` are what is kept; `sent` the kind that came and `original`
    its bytes, where a picture was made into a kind that every program shows, else empty."""

    sent: FileKind
    name: str
    media_type: str
    pages: int
    content: bytes = field(repr=False)
    original: bytes = field(default=b"", repr=False)


def read_file(sent: SentFile, takes: frozenset[FileKind]) -> Readable:
    """What the file is, once it was opened and looked through.

    Raises BadPaper with the rule broken and, for a kind that is not taken, what it was `found` to
    be.
    """
    name, content = sent.name, sent.content
    check_name(name, not_secret=sent.not_secret)
    kind = check_kind(name, content, takes)
    pages = _check_opens(name, kind, content)
    if kind not in CONVERTED:
        return Readable(kind, renamed(name, kind), MEDIA.get(kind, ""), pages, content)
    made_kind, made = converted(name, kind, content)
    return Readable(kind, renamed(name, made_kind), MEDIA[made_kind], pages, made, original=content)


def check_kind(name: str, content: bytes, takes: frozenset[FileKind]) -> FileKind:
    """Before anything is opened. Raises BadPaper: empty, too_large, password, other_kind,
    not_what_it_says."""
    if not content:
        raise BadPaper(name=name, rule=BadPaper.Rule.EMPTY)
    if len(content) > LARGEST:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LARGE)
    kind = kind_of(content)
    if kind in SHUT:
        raise BadPaper(name=name, rule=SHUT[kind])
    if kind not in takes:
        raise BadPaper(name=name, rule=BadPaper.Rule.OTHER_KIND, found=kind, takes=sorted(takes))
    if kind is FileKind.XLSX and len(content) > LARGEST_SHEET:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LARGE_SHEET)
    if not _named_so(name, kind):
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_WHAT_IT_SAYS, found=kind)
    return kind


def renamed(name: str, kind: FileKind) -> str:
    """The name with the ending of what is kept."""
    known = ENDINGS.get(kind)
    stem, _, ending = name.rpartition(".")
    return name if known is None or ending.lower() in known else f"{stem}.{known[0]}"


def _named_so(name: str, kind: FileKind) -> bool:
    """A picture may be named as another picture: telephones do, and it is kept under its own."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    alike = PICTURES if kind in PICTURES else {kind}
    return kind not in ENDINGS or any(ending in ENDINGS[one] for one in alike)


def _check_opens(name: str, kind: FileKind, content: bytes) -> int:
    """Number of pages; 1 where there is no telling."""
    if kind is FileKind.PDF:
        return check_pdf_file(name, content)
    if kind in PICTURES:
        return check_picture(name, kind, content)
    if kind in OFFICE_MAIN:
        package = check_office(name, content)
        if not any(said.endswith(OFFICE_MAIN[kind]) for said in package.types.values()):
            raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    return 1
