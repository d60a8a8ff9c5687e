"""`thamdinh documents gallery`: pictures of every paper, and one page that shows them."""

from __future__ import annotations

import re
import shutil

import pytest

from documents.gallery import SHEET
from tests.cli.typing_commands import answer


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice on this machine")
def test_papers_are_drawn_and_shown_on_one_page(terminal, tmp_path):
    to = tmp_path / "gallery"
    wish = ("documents", "gallery", "--to", str(to), "--only", "decision_appoint_QD101")
    done = answer(terminal, *wish, "--on", "2026-09-07")
    assert len(done["papers"]) == 4  # Party and State, draft and final
    shown = set(re.findall(r'src="([^"]+)"', (to / "index.html").read_text("utf-8")))
    assert shown == {path.name for path in to.glob("*.png")} - {SHEET}
    assert (to / SHEET).is_file()
    assert {f"{name}_1.png" for name in done["papers"]} <= shown
