"""Read a drafted paper back from its .docx."""

from __future__ import annotations

import io

from docx import Document

from documents.render import render

STEPS = {
    "policy_submission": "policy_request",
    "opinion_request": "dossier_in",
    "appraisal": "provincial_opinions",
    "opinions_report": "opinions_report",
    "consent_request": "consent_request",
    "decision_appoint": "decision",
    "notice": "announce",
}


def document(file, paper, step=None):
    return Document(io.BytesIO(render(file, paper, step=step or STEPS[paper]).content))


def lines(file, paper, step=None):
    """Every line of text, tables included, in reading order of the body."""
    return _lines(document(file, paper, step))


def lines_in(docx):
    """The same of a stored file."""
    return _lines(Document(io.BytesIO(docx)))


def _lines(body):
    cells = [p for t in body.tables for row in t.rows for c in row.cells for p in c.paragraphs]
    return [p.text for p in [*body.paragraphs, *cells]]
