"""What a file is by its content: its name says nothing here."""

from __future__ import annotations

import io
import zipfile
from enum import StrEnum, auto

DOCX_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF_TYPE = "application/pdf"


class FileKind(StrEnum):
    """Kinds told apart; their names for people are `file_kinds` in words.yaml, and what to do with
    one that is not taken `file_ways`."""

    PDF = auto()
    DOCX = auto()
    XLSX = auto()
    PPTX = auto()
    JPEG = auto()
    PNG = auto()
    HEIC = auto()
    AVIF = auto()
    TIFF = auto()
    WEBP = auto()
    GIF = auto()
    BMP = auto()
    VIDEO = auto()
    OLD_WORD = auto()
    OLD_EXCEL = auto()
    OLD_SLIDES = auto()
    LOCKED_OFFICE = auto()
    OPEN_DOCUMENT = auto()
    RTF = auto()
    ARCHIVE = auto()
    BROKEN_PACKAGE = auto()
    PROGRAM = auto()
    WEB_PAGE = auto()
    TEXT = auto()
    UNKNOWN = auto()


MEDIA = {
    FileKind.PDF: PDF_TYPE,
    FileKind.DOCX: DOCX_TYPE,
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.HEIC: "image/heic",
    FileKind.AVIF: "image/avif",
    FileKind.TIFF: "image/tiff",
    FileKind.WEBP: "image/webp",
}
ENDINGS = {
    FileKind.PDF: ("pdf",),
    FileKind.DOCX: ("docx",),
    FileKind.XLSX: ("xlsx",),
    FileKind.JPEG: ("jpg", "jpeg", "jpe", "jfif"),
    FileKind.PNG: ("png",),
    FileKind.HEIC: ("heic", "heif", "hif"),
    FileKind.AVIF: ("avif",),
    FileKind.TIFF: ("tif", "tiff"),
    FileKind.WEBP: ("webp",),
}
CONVERTED = frozenset({FileKind.HEIC, FileKind.AVIF, FileKind.TIFF, FileKind.WEBP})
PICTURES = CONVERTED | {FileKind.JPEG, FileKind.PNG}

BEGINNINGS = (
    (b"\xff\xd8\xff", FileKind.JPEG),
    (b"\x89PNG\r\n\x1a\n", FileKind.PNG),
    (b"II*\x00", FileKind.TIFF),
    (b"MM\x00*", FileKind.TIFF),
    (b"II+\x00", FileKind.TIFF),
    (b"GIF8", FileKind.GIF),
    (b"BM", FileKind.BMP),
    (b"{\\rtf", FileKind.RTF),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE),
    (b"\x1f\x8b", FileKind.ARCHIVE),
    (b"MZ", FileKind.PROGRAM),
    (b"\x7fELF", FileKind.PROGRAM),
    (b"#!", FileKind.PROGRAM),
)
HEIF_BRANDS = (b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OLE_STREAMS = (  # names are UTF-16 in the directory of the file
    ("EncryptedPackage", FileKind.LOCKED_OFFICE),
    ("WordDocument", FileKind.OLD_WORD),
    ("Workbook", FileKind.OLD_EXCEL),
    ("Book", FileKind.OLD_EXCEL),
    ("PowerPoint Document", FileKind.OLD_SLIDES),
)
OFFICE_PARTS = (("word/", FileKind.DOCX), ("xl/", FileKind.XLSX), ("ppt/", FileKind.PPTX))
PDF_WITHIN = 1024  # bytes before which every reader finds the mark of a PDF


def kind_of(content: bytes) -> FileKind:
    """Told by its first bytes, a package by what lies in it; UNKNOWN where nothing fits."""
    for mark, kind in BEGINNINGS:
        if content.startswith(mark):
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _package(content)
    if content.startswith(OLE):
        return _ole(content)
    if content[4:8] == b"ftyp":
        return _film(content[8:12])
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return FileKind.WEBP
    return FileKind.PDF if b"%PDF-" in content[:PDF_WITHIN] else _text(content)


def _package(content: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError):
        return FileKind.BROKEN_PACKAGE
    for folder, kind in OFFICE_PARTS:
        if any(name.lower().startswith(folder) for name in names):
            return kind
    return FileKind.OPEN_DOCUMENT if "mimetype" in names else FileKind.ARCHIVE


def _ole(content: bytes) -> FileKind:
    found = (kind for name, kind in OLE_STREAMS if name.encode("utf-16-le") in content)
    return next(found, FileKind.UNKNOWN)


def _film(brand: bytes) -> FileKind:
    if brand in (b"avif", b"avis"):
        return FileKind.AVIF
    return FileKind.HEIC if brand in HEIF_BRANDS else FileKind.VIDEO


def _text(content: bytes) -> FileKind:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return FileKind.TEXT  # UTF-16, as Excel writes it
    if any(byte < 9 for byte in content[:4096]):
        return FileKind.UNKNOWN
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return FileKind.WEB_PAGE if start.startswith((b"<!doctype html", b"<html")) else FileKind.TEXT
