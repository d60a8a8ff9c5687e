"""Vietnamese text: one normal form at every entrance, and a folded key for searching."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# Icelandic Eth and African D look like Đ and come from OCR and old fonts (documents.md 4.2).
LOOK_ALIKES = str.maketrans({"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"})
Words = Mapping[str, Mapping[str, str]]  # table → code → what a person reads
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'"})


def nfc(text: str) -> str:
    """Composed form with real Đ: the only form that is stored, compared and printed."""
    return unicodedata.normalize("NFC", text).translate(LOOK_ALIKES)


def fold(text: str) -> str:
    """Search key without marks or case: "dang duc tho" finds "Đặng Đức Thọ"."""
    bare = nfc(text).translate(APOSTROPHES).casefold().replace("đ", "d")
    marks_apart = unicodedata.normalize("NFD", bare)
    kept = (letter for letter in marks_apart if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())
