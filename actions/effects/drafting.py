"""Write a draft in the look of its issuer: its own template where it keeps one, else ours."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from actions.app import App
from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.guarded.files import fill_template
from documents.intake.sent_file import SentFile
from documents.own_template.fill import check_fillable, fill
from documents.render import render
from domain.papers.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Written:
    """`template` is the hash of the agency's own template, empty for our own wording."""

    content: bytes
    template: str = ""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()


def write_draft(app: App, file: CaseFile, paper: str, *, step: str, number: int = 1) -> Written:
    """Same facts and template, same bytes. Raises BadTemplate or BadPaper where the template does
    not fit this case: said to people, never passed over by another look."""
    context = context_for(file, PAPERS[paper], step)
    own = file.templates.get((context.issuer.code, paper))
    if own is None:
        return Written(render(file, paper, step=step, number=number).content)
    kept = SentFile(own.name, app.papers.get(own.content), not_secret=True)  # asked when it came
    filled = fill_template(kept, context, number=number)
    check_fillable(own.name, filled, context.paper)
    return Written(filled, own.content)


def write_final(app: App, file: CaseFile, paper: str, *, step: str) -> bytes:
    """The approved text with number, date and signer: the very file people read, whoever wrote it.

    Raises NotFound where no text was approved.
    """
    approved = file.decision.approved if file.decision else ""
    return fill(app.papers.get(approved), context_for(file, PAPERS[paper], step))
