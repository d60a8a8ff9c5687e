"""May this file enter the dossier? What is offered is checked before a byte of it is kept."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from domain.errors import BadPaper
from domain.law.basis import Basis, Confidence

LARGEST = 50 * 1024 * 1024
LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_PACKED = 200  # times smaller than its content: no honest document
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SECRECY = re.compile(r"(?<!\w)(tuyệt mật|tối mật|mật)(?!\w)", re.IGNORECASE)
SECRECY_LAW = Basis(instrument="LBMNN", confidence=Confidence.REPORTED)


@dataclass(frozen=True, slots=True)
class Intake:
    media_type: str
    size: int


def inspect(name: str, content: bytes) -> Intake:
    """What the file is. Raises BadPaper with the rule broken."""
    _check_name(name)
    if not content:
        raise BadPaper(name=name, rule=BadPaper.Rule.EMPTY)
    if len(content) > LARGEST:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LARGE)
    ending = name.rsplit(".", 1)[-1].lower() if "." in name else ""
    if ending not in KINDS:
        raise BadPaper(name=name, rule=BadPaper.Rule.UNKNOWN_KIND)
    media_type, is_it = KINDS[ending]
    if not is_it(content):
        raise BadPaper(name=name, rule=BadPaper.Rule.NOT_WHAT_IT_SAYS)
    if ending == "docx":
        _check_docx(name, content)
    return Intake(media_type, len(content))


def _check_name(name: str) -> None:
    strange = any(unicodedata.category(letter) == "Cc" for letter in name)
    if strange or "/" in name or "\\" in name or name.strip(". ") == "" or len(name) > 200:
        raise BadPaper(name=name, rule=BadPaper.Rule.BAD_NAME)
    if SECRECY.search(unicodedata.normalize("NFC", name).replace("_", " ").replace("-", " ")):
        raise BadPaper((SECRECY_LAW,), name=name, rule=BadPaper.Rule.SECRET)


def _check_docx(name: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            _check_packed(name, packed, len(content))
            names = set(packed.namelist())
            if "word/document.xml" not in names or packed.testzip() is not None:
                raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as damaged:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from damaged


def _check_packed(name: str, packed: zipfile.ZipFile, size: int) -> None:
    """Sizes are read from the directory before anything is unpacked."""
    total = sum(item.file_size for item in packed.infolist())
    if total > LARGEST_UNPACKED or total > size * MOST_PACKED:
        raise BadPaper(name=name, rule=BadPaper.Rule.ZIP_BOMB)
    if any("vbaproject" in item.filename.lower() for item in packed.infolist()):
        raise BadPaper(name=name, rule=BadPaper.Rule.MACROS)


def _begins(*marks: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(marks)


KINDS: dict[str, tuple[str, Callable[[bytes], bool]]] = {
    "pdf": ("application/pdf", _begins(b"%PDF-")),
    "docx": (DOCX, _begins(b"PK\x03\x04")),
    "jpg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "jpeg": ("image/jpeg", _begins(b"\xff\xd8\xff")),
    "png": ("image/png", _begins(b"\x89PNG\r\n\x1a\n")),
}
