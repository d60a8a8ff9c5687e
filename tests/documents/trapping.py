"""Set one trap in a real draft, as somebody typing in Word would, and see what the lint says."""

from __future__ import annotations

import io

from docx import Document

from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.lint.lint import lint
from documents.render import render
from tests.documents.reading import STEPS

PAPER, STEP = "decision_appoint", "decision"


def flaws(file, content=None, paper=PAPER, step=None):
    step = step or STEPS.get(paper, STEP)
    content = content or render(file, paper, step=step).content
    return [f for f in lint(content, context_for(file, PAPERS[paper], step)) if not f.hint]


def opened(file, paper=PAPER, step=None):
    step = step or STEPS.get(paper, STEP)
    return Document(io.BytesIO(render(file, paper, step=step).content))


def saved(document):
    raw = io.BytesIO()
    document.save(raw)
    return raw.getvalue()


def every_line(document):
    cells = [p for t in document.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    return [*document.paragraphs, *cells]


def retyped(file, old, new, paper=PAPER, step=None):
    """The draft in which an officer typed `new` where `old` stood, in the look of the line."""
    document = opened(file, paper, step)
    line = next(p for p in every_line(document) if old in p.text)
    text = line.text.replace(old, new)
    for run in line.runs[1:]:
        run.text = ""
    line.runs[0].text = text
    return saved(document)


def found(file, old, new, rule, **where):
    """What the lint says about this one trap: (what stands there, what is right)."""
    said = flaws(
        file,
        retyped(file, old, new, **where),
        paper=where.get("paper", PAPER),
        step=where.get("step"),
    )
    assert [flaw.rule for flaw in said] == [rule]
    return said[0].found, said[0].right
