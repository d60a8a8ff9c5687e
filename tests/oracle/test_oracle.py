"""What the command asks of 254 pairs, asked of some; and that a miss would be told."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from tests.oracle.asking import ask
from tests.oracle.pairs import pairs

real = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
SOME = {
    "run: color FF0000": "shown",
    "run: font Wingdings": "layout",
    "run: vanish": "refused",
    "run: glow": "refused",
    "run: color FEFEFE": "refused",
    "content: symbol": "refused",
    "content: a Cyrillic letter": "shown",
    "content: footnote": "layout",
    "content: soft hyphen": "shown",
    "after: content control": "shown",
    "after: link": "shown",
    "field: DATE": "refused",
    "paragraph: lines 360": "layout",
    "paragraph: border left": "layout",
    "tblpr: inner borders": "layout",
    "trpr: heading": "layout",
    "sect: line numbers": "layout",
    "defaults: spacing": "layout",
    "header: words": "shown",
    "margin: left": "layout",
}


FRAMES = {"after: content control", "after: link"}  # taken off; the words in them stay


@real
def test_nothing_that_prints_otherwise_is_called_the_same():
    verdicts = {v.pair.name: v for v in ask([pair for pair in pairs() if pair.name in SOME])}
    assert {name: verdict.answer for name, verdict in verdicts.items()} == SOME
    assert not any(verdict.missed for verdict in verdicts.values())
    assert sum(verdict.prints for verdict in verdicts.values()) > len(SOME) / 2
    assert {v.pair.name for v in verdicts.values() if v.lost} == FRAMES
    blind = replace(verdicts["run: color FF0000"], answer="same", kept_prints=True)
    assert blind.missed


def test_there_are_two_hundred_pairs_and_each_has_its_name():
    names = [pair.name for pair in pairs()]
    assert len(names) == len(set(names)) >= 200
    assert set(SOME) <= set(names)
