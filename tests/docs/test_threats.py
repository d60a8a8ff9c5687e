"""docs/threat-model.md: each threat names the test that holds it, and the tests are there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/threat-model.md").read_text("utf-8")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows():
    table = [line for line in PAGE.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in table[2:]]


def test_each_threat_names_its_test():
    assert len(rows()) > 20
    assert [row[1] for row in rows() if not TEST.search(row[3])] == []


def test_each_named_test_is_there():
    named = TEST.findall(PAGE)
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not re.search(rf"^def {test}\(", _text(ROOT / file), re.M)
    ]
    assert missing == []


def _text(path):
    return path.read_text("utf-8") if path.is_file() else ""
