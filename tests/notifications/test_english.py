"""Every refusal has an English sentence, and a program gets it by asking for English."""

from __future__ import annotations

import pytest

from domain.errors import CaseworkError
from notifications.english import english, speaks_english


def family(kind):
    for child in kind.__subclasses__():
        yield child
        yield from family(child)


@pytest.mark.parametrize("kind", sorted({k.code: k for k in family(CaseworkError)}.items()))
def test_every_refusal_says_in_english_what_it_means(kind):
    assert english(kind[1]()).endswith(".")


@pytest.mark.parametrize(
    ("header", "wanted"),
    [("", False), ("vi", False), ("en", True), ("en-GB,en;q=0.9,vi;q=0.8", True),
     ("vi,en;q=0.9", False), ("fr, en;q=0.1", True), ("en;q=x", True), ("*", False)],
)  # fmt: skip
def test_the_language_asked_for(header, wanted):
    assert speaks_english(header) is wanted
