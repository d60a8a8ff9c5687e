"""Papers of a case as one viewer may see them: listed, and handed out with the reading recorded."""

from __future__ import annotations

from actions.app import App
from actions.audit.traces import leave
from actions.viewer import Viewer
from domain.law.routing import agency_for
from domain.state.case import Case
from models.papers.papers import Paper
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, reading
from models.visibility import check_sees


def papers_seen(app: App, uow: UnitOfWork, viewer: Viewer, case_id: str) -> tuple[Paper, ...]:
    """What this viewer may know of; the others are not there. Raises NotFound."""
    check_sees(uow.connection, viewer.visibility, case_id)
    case = uow.cases.get(case_id)
    return uow.papers.of_case(case_id, hidden=_hidden(app, uow, viewer, case))


def read_paper(app: App, viewer: Viewer, case_id: str, paper_id: int, *, how: str) -> Paper:
    """One of them; the reading is kept before the file is given. Raises NotFound, NotRecorded."""
    with reading(app) as uow:
        check_sees(uow.connection, viewer.visibility, case_id)
        hidden = _hidden(app, uow, viewer, uow.cases.get(case_id))
        paper = uow.papers.one_of(case_id, paper_id, hidden=hidden)
    leave(app, Reading(case_id, paper.content, viewer.person, how, app.clock()))
    return paper


def _hidden(app: App, uow: UnitOfWork, viewer: Viewer, case: Case) -> frozenset[str]:
    """Kinds of paper kept to bodies for which this viewer does not work.

    Auditors see all; so does the body that runs the case, for it gathers them.
    """
    if viewer.visibility.audits or viewer.works_for(case.handler):
        return frozenset()
    book, today = app.book(uow, case), app.today()
    return frozenset(
        kind
        for kind, paper in book.dossier.items()
        if paper.readers
        and not any(
            viewer.works_for(
                agency_for(book.agencies, role, press_agency=case.press_agency, day=today).code
            )
            for role in paper.readers
        )
    )
