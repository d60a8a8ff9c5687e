"""Every refusal has an English sentence."""

from __future__ import annotations

import pytest

from domain.errors import CaseworkError
from notifications.wording import _texts, english, problem


def family(kind):
    for child in kind.__subclasses__():
        yield child
        yield from family(child)


@pytest.mark.parametrize("kind", sorted({k.code: k for k in family(CaseworkError)}.items()))
def test_every_refusal_says_in_english_what_it_means(kind):
    assert english(kind[1]()).endswith(".")


def test_both_languages_know_the_same_problems():
    vi, en = (_texts(language)["problems"] for language in ("vi", "en"))
    assert set(vi) == set(en)
    assert problem("http.418", language="vi") == "http.418"
