"""The generated pages say what the code says."""

from __future__ import annotations

import pytest

from bootstrap.settings import Settings
from docs.reference.__main__ import FOLDER, pages


@pytest.mark.parametrize(("name", "text"), pages().items())
def test_a_generated_page_is_up_to_date(name, text):
    kept = (FOLDER / name).read_text("utf-8")
    assert kept == text, "run: uv run python -m docs.reference"
    assert text.count("\n| ") > 15


def test_every_setting_says_what_it_means():
    for name, field in Settings.model_fields.items():
        assert field.description, name
