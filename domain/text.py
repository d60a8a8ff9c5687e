"""Vietnamese text: one normal form at every entrance, and a folded key for searching."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

# Icelandic Eth and African D look like Đ and come from OCR and old fonts (documents.md 4.2).
LOOK_ALIKES = {"Ð": "Đ", "Ɖ": "Đ", "ð": "đ", "ɖ": "đ"}
Words = Mapping[str, Mapping[str, str]]  # table → code → what a person reads


def nfc(text: str) -> str:
    """Composed form with real Đ: the only form that is stored, compared and printed."""
    composed = unicodedata.normalize("NFC", text)
    for other, real in LOOK_ALIKES.items():  # every text passes here: no table for each letter
        composed = composed.replace(other, real)
    return composed


def fold(text: str) -> str:
    """Search key without marks or case: "dang duc tho" finds "Đặng Đức Thọ"."""
    bare = nfc(text).replace("’", "'").replace("ʼ", "'").casefold().replace("đ", "d")
    marks_apart = unicodedata.normalize("NFD", bare)
    kept = (letter for letter in marks_apart if not unicodedata.combining(letter))
    return " ".join("".join(kept).split())
