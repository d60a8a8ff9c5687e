"""Templates are read by people who change words: no line runs out of the window."""

from __future__ import annotations

from templates import TEMPLATES

LONGEST = 160
TEXTS = {".html", ".j2", ".yaml"}


def test_no_line_of_a_template_is_longer_than_a_window():
    texts = [path for path in TEMPLATES.rglob("*") if path.suffix in TEXTS]
    assert len(texts) > 100
    long = [
        f"{path.relative_to(TEMPLATES)}:{number}: {len(line)}"
        for path in texts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if len(line) > LONGEST
    ]
    assert not long, long
