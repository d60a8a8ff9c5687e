"""An officer has a draft written with the agency's own .docx template: the next version of it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from actions.app import App
from actions.cases.case_files import case_file
from actions.execute import Act
from actions.papers.upload_draft import EditedDraft, Uploaded, check_may_upload, upload_draft
from documents.content.catalogue import known_paper
from documents.content.context import context_for
from documents.guarded.files import fill_template
from documents.intake.sent_file import SentFile


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUse:
    """`paper` is a paper id; `file` the template; `based_on` the version it replaces."""

    paper: str
    file: SentFile
    based_on: str


def use_template(app: App, act: Act, use: TemplateUse) -> Uploaded:
    """Filled with what the case says now, then through the same door as a text edited in Word.

    Raises BadTemplate with the names it does not know, and whatever `upload_draft` refuses,
    NotFound for a paper the step does not have.
    """
    kind = known_paper(use.paper)
    check_may_upload(app, act, EditedDraft(paper=use.paper, file=use.file, based_on=use.based_on))
    file = case_file(app, act.case_id)
    context = context_for(file, kind, file.case.step)
    number = file.versions.get(use.paper, 0) + 1
    filled = fill_template(use.file, context, number=number)
    sent = replace(use.file, content=filled)
    return upload_draft(app, act, EditedDraft(paper=use.paper, file=sent, based_on=use.based_on))
