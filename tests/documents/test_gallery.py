"""Pictures of papers."""

from __future__ import annotations

import shutil

import pytest
from PIL import Image

from documents.export.pdf import Office
from documents.gallery import hang


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_a_picture_is_as_large_as_a4_and_not_empty(sheets, tmp_path):
    name = "decision_appoint_QD101_party_draft"
    hang(Office(), {name: sheets[name].content}, tmp_path)
    with Image.open(tmp_path / f"{name}_1.png") as picture:
        assert picture.width / picture.height == pytest.approx(210 / 297, abs=0.01)
        assert picture.convert("L").getextrema() == (0, 255)
