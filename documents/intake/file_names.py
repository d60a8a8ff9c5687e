"""May a file come in under this name? A mark of secrecy is a lock; a bare word asks a person."""

from __future__ import annotations

import re
import unicodedata

from domain.errors import BadPaper
from domain.law.basis import Basis, Confidence

LONGEST = 200
SECRECY_LAW = Basis(instrument="LBMNN", confidence=Confidence.REPORTED)
INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
GAP = r"[\s.]*"
SECRET = "m" + GAP + "ậ" + GAP + "t"  # also with its letters apart
MARKS = (
    rf"(?<!\w)(t{GAP}u{GAP}y{GAP}ệ{GAP}t|t{GAP}ố{GAP}i|đ{GAP}ộ){GAP}{SECRET}(?!\w)",
    rf"[(\[{{]\s*{SECRET}\s*[)\]}}]",
    rf"(^|\s[-–—:]+\s*|[-–—:]+\s+){SECRET}($|\s*[-–—:]+\s|\s+[-–—:]+)",
)
MARK = re.compile("|".join(MARKS), re.IGNORECASE)
CAPITALS = re.compile(r"(?<!\w)([^\W\d_]+)?\s*(?<!\w)MẬT(?!\w)")
WORD = re.compile(rf"(?<!\w){SECRET}(?!\w)", re.IGNORECASE)
BARE = re.compile(r"(?<![^\W_])(tuyet|toi)[\s.]*mat(?![^\W_])|^mat$|[(\[]\s*mat\s*[)\]]", re.I)
INNOCENT = re.compile(r"(?<!\w)(bảo mật|thân mật|mật độ|mật khẩu|mật mã)(?!\w)", re.IGNORECASE)


def check_name(name: str, *, not_secret: bool = False) -> None:
    """`not_secret`: a person said that a word of the name means something else. Raises BadPaper."""
    strange = any(unicodedata.category(letter) == "Cc" for letter in name)
    if strange or "/" in name or "\\" in name or name.strip(". ") == "" or len(name) > LONGEST:
        raise BadPaper(name=name, rule=BadPaper.Rule.BAD_NAME)
    said = _plain(name)
    if is_marked(said):
        raise BadPaper((SECRECY_LAW,), name=name, rule=BadPaper.Rule.SECRET)
    if not not_secret and may_be_marked(said):
        raise BadPaper((SECRECY_LAW,), name=name, rule=BadPaper.Rule.MAYBE_SECRET)


def is_marked(said: str) -> bool:
    """Does it bear a mark: a grade in two words, the word in brackets or standing by itself, or in
    capitals of its own? A person's name in capitals is no mark."""
    return MARK.search(said) is not None or any(
        not (before := found[1]) or not before.isupper() for found in CAPITALS.finditer(said)
    )


def may_be_marked(said: str) -> bool:
    """The bare word, or a grade written without its accents."""
    return WORD.search(INNOCENT.sub("", said)) is not None or BARE.search(said) is not None


def _plain(name: str) -> str:
    """As a reader sees it: composed, nothing invisible, without the ending."""
    said = INVISIBLE.sub("", unicodedata.normalize("NFC", name)).replace("_", " ")
    stem, dot, ending = said.rpartition(".")
    return (stem if dot and len(ending) <= 5 and " " not in ending else said).strip()
