"""An agency keeps its own .docx template for a type of paper: from then on its drafts look so."""

from __future__ import annotations

from actions.app import App
from documents.content.catalogue import known_paper
from documents.guarded.files import lint_template
from documents.intake.sent_file import SentFile
from domain.directory.actors import Power, choose
from models.papers.own_templates import TemplateKept
from models.unit_of_work import UnitOfWork, reading, transaction


def keep_template(app: App, agency: str, paper: str, sent: SentFile, *, person: str) -> bool:
    """Checked, then used for every draft of `paper` that `agency` issues. False: it is so already.

    Raises BadPaper or BadTemplate with the rule broken, NotFound, and NotAllowed for whoever does
    not prepare papers at that agency. A refusal keeps nothing.
    """
    wanted = known_paper(paper)
    with reading(app) as uow:
        _check_prepares(app, uow, agency, person)
    kept = app.papers.put(lint_template(sent, wanted))
    return _put(app, agency, paper, sent.name, kept, person)


def drop_template(app: App, agency: str, paper: str, *, person: str) -> bool:
    """Back to our own wording; the file stays on record. False: there was none."""
    return _put(app, agency, known_paper(paper).id, "", "", person)


def _check_prepares(app: App, uow: UnitOfWork, agency: str, person: str) -> str:
    """The code of the agency as it is named today. Raises NotAllowed."""
    today = app.today()
    code = app.catalogue.agencies.current(agency, today).code
    choose(uow.directory.actors(person, today), code, Power.PREPARE)
    return code


def _put(app: App, agency: str, paper: str, name: str, content: str, person: str) -> bool:

    def work(uow: UnitOfWork) -> bool:
        code = _check_prepares(app, uow, agency, person)
        now = uow.own_templates.current().get((code, paper))
        if (now.content if now else "") == content:
            return False
        uow.own_templates.add(TemplateKept(code, paper, name, content, person, app.clock()))
        return True

    return transaction(app.engine, work)
