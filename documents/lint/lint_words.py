"""Wording that goes wrong by itself in Vietnamese papers: dates, spelled-out numbers, names, uỷ/ủy.

Pure functions on one line of text. Each finding says what stands there and what should; nothing is
ever corrected silently, least of all a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from documents.content.vietnamese import (
    BLANK,
    DIGITS,
    NBSP,
    UY,
    long_date,
    month_of,
    party_spelling,
    short_date,
    state_spelling,
    without_names,
    words,
)
from domain.law.instruments import Instrument
from domain.text import fold, nfc

SPACE = r"[\s\u00a0]+"
LONG = re.compile(
    rf"ngày{SPACE}(\d{{1,2}}){SPACE}tháng{SPACE}(\d{{1,2}}){SPACE}năm{SPACE}(\d{{4}})"
)
OPEN_DAY = re.compile(rf"ngày[\s\u00a0.…_]+tháng{SPACE}(\d{{1,2}}){SPACE}năm")
SHORT = re.compile(r"(?<![\d/])(\d{1,2})/(\d{1,2})/(\d{4})(?![\d/])")
SPELLED = re.compile(r"(?<![\d.,/])(\d{1,3}(?:\.\d{3})+|\d+)\s*\(([^()\d]+)\)")
NUMBER_WORDS = frozenset(
    {
        *DIGITS,
        "mười",
        "mươi",
        "trăm",
        "nghìn",
        "ngàn",
        "triệu",
        "tỷ",
        "tỉ",
        "linh",
        "lẻ",
        "mốt",
        "tư",
        "lăm",
    }
)
WRITTEN_TOO = (("lẻ", "linh"), ("ngàn", "nghìn"), ("tỉ", "tỷ"), ("mươi bốn", "mươi tư"))
EDGES = ' ,.;:()[]“”"/|-–'
SHORTEST_NAME = 5  # letters: shorter ones are everyday words too


@dataclass(frozen=True, slots=True)
class LintFinding:
    """`rule` is a key of `lint` in templates/messages/vi.yaml."""

    rule: str
    found: str
    right: str = ""


def wording(text: str, *, party: bool, names: Iterable[str]) -> Iterator[LintFinding]:
    """Every slip in one line of text, in the order of the rules."""
    kept = tuple(names)
    yield from dates(text)
    yield from numbers(text)
    yield from misspelt(text, kept)
    yield from spelling(text, party=party, names=kept)
    if BLANK in text:
        yield LintFinding("blank", shortened(text))


def dates(text: str) -> Iterator[LintFinding]:
    """Days below 10 and months 1, 2 take a zero, other months none (ND30 Appx I II.4, HD05)."""
    for found in LONG.finditer(text):
        yield from _date(found[0].replace(NBSP, " "), found.groups(), long=True)
    for found in SHORT.finditer(text):
        yield from _date(found[0], found.groups(), long=False)
    for found in OPEN_DAY.finditer(text):
        month = int(found[1])
        if not 1 <= month <= 12:
            yield LintFinding("date_impossible", f"tháng {found[1]}")
        elif found[1] != month_of(month):
            yield LintFinding("date_zero", f"tháng {found[1]}", f"tháng {month_of(month)}")


def _date(shown: str, parts: tuple[str, ...], *, long: bool) -> Iterator[LintFinding]:
    day, month, year = (int(part) for part in parts)
    try:
        meant = date(year, month, day)
    except ValueError:
        yield LintFinding("date_impossible", shown)
        return
    right = long_date(meant).replace(NBSP, " ") if long else short_date(meant)
    padded = not long and shown == f"{meant:%d/%m/%Y}"  # in tables; nothing forbids it
    if " ".join(shown.split()) != right and not padded:
        yield LintFinding("date_zero", " ".join(shown.split()), right)


def numbers(text: str) -> Iterator[LintFinding]:
    """ "12 (mười hai)": the words say the number."""
    for found in SPELLED.finditer(text):
        said = " ".join(found[2].casefold().split())
        if not said or not set(said.split()) <= NUMBER_WORDS:
            continue
        right = words(int(found[1].replace(".", "")))
        if _one_way(said) != right:
            yield LintFinding("number_words", found[0], f"{found[1]} ({right})")


def _one_way(said: str) -> str:
    """Both ways of saying a number are right; compare one of them."""
    for other, usual in WRITTEN_TOO:
        said = re.sub(rf"(?<!\w){other}(?!\w)", usual, said)
    return said


def misspelt(text: str, names: Iterable[str]) -> Iterator[LintFinding]:
    """A name that stands there, but not letter by letter as on file: H’Linh, Y Thong Eban."""
    shown = nfc(text).split()
    keys = [_key(word) for word in shown]
    for name in dict.fromkeys(nfc(name) for name in names):
        key = _key(name)
        if len(key) < SHORTEST_NAME:
            continue
        for first, last in _likes(keys, key, len(name.split()) + 1):
            like = " ".join(shown[first:last]).strip(EDGES)
            if like[:1].isupper() and like not in (name, name.upper()):
                yield LintFinding("name", like, name)


def _likes(keys: list[str], key: str, most: int) -> Iterator[tuple[int, int]]:
    """Where up to `most` words in a row read like the name, from and before which word."""
    for first in range(len(keys)):
        said = ""
        for last in range(first, min(first + most, len(keys))):
            said += keys[last]
            if said == key:
                yield first, last + 1
                break
            if not key.startswith(said):
                break


@lru_cache(maxsize=4096)
def _key(text: str) -> str:
    return "".join(letter for letter in fold(text) if letter.isalnum())


def spelling(text: str, *, party: bool, names: Iterable[str]) -> Iterator[LintFinding]:
    """The word uỷ/ủy by regime; inside a name it is the person's own."""
    spelled = party_spelling if party else state_spelling
    for part in without_names(text, names):
        for found in UY.finditer(part):
            if spelled(found[0]) != found[0]:
                after = re.findall(r"^\s+(\w+)", part[found.end() :])
                yield LintFinding(
                    "uy", " ".join([found[0], *after]), " ".join([spelled(found[0]), *after])
                )


def cited(text: str, known: Iterable[Instrument], day: date) -> Iterator[LintFinding]:
    """A căn cứ that was not in force on the draft's day; what replaced it where that is known.

    The text cited is the first one named: others stand in its title ("thay thế Nghị định …").
    """
    by_id = {instrument.id: instrument for instrument in known}
    places = {one.id: place for one in by_id.values() if (place := _place(text, one)) >= 0}
    if not places:
        return
    first = by_id[min(places, key=lambda one: places[one])]
    if not first.covers(day):
        later = by_id.get(first.replaced_by or "")
        yield LintFinding("not_in_force", first.number, later.number if later else "")


def secret_article(text: str, known: Iterable[Instrument]) -> Iterator[LintFinding]:
    """A secret text is named as a whole; no place in it is ever cited."""
    for instrument in known:
        number = re.escape(instrument.number)
        place = r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm)\s*\d"
        near = rf"{place}[^;]{{0,80}}{number}|{number}[^;]{{0,40}}{place}"
        if instrument.secret and (found := re.search(near, text)):
            yield LintFinding("secret_article", found[0], instrument.number)


def _place(text: str, instrument: Instrument) -> int:
    """Where it is named: by number ("115/2020/NĐ-CP"), a law by its name or the number in its
    title; -1: nowhere."""
    numbers = [instrument.number, *re.findall(r"\d+/\d{4}/QH\d+", instrument.title)[:1]]
    found = [re.search(rf"(?<![\w/]){re.escape(n)}(?![\w/])", text) for n in numbers]
    return min((one.start() for one in found if one), default=-1)


def shortened(text: str) -> str:
    clean = " ".join(text.split())
    place = clean.index(BLANK)
    return clean[max(0, place - 40) : place + len(BLANK) + 20]
