"""Vietnamese unless the program would rather read English."""

from __future__ import annotations

import pytest
from fastapi import Request

from web.kit.language import language_of


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", "vi"),
        ("vi", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9,vi;q=0.8", "en"),
        ("vi,en;q=0.9", "vi"),
        ("fr, en;q=0.1", "en"),
        ("en;q=x", "en"),
        ("*", "vi"),
    ],
)
def test_the_language_asked_for(header, wanted):
    sent = Request({"type": "http", "headers": [(b"accept-language", header.encode())]})
    assert language_of(sent) == wanted
