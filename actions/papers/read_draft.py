"""Hand out one version of a paper, and record who was shown which."""

from __future__ import annotations

from actions.app import App
from actions.audit.traces import leave
from domain.errors import NotFound
from domain.papers.drafts import check_may_read
from models.papers.papers import RECEIVED
from models.papers.readings import Reading
from models.unit_of_work import reading


def read_draft(app: App, case_id: str, content: str, *, person: str, how: str) -> bytes:
    """The bytes of the version with this hash; the reading is kept before they are given.

    Raises NotFound, CannotRead, SelfApproval (the person concerned), NotRecorded.
    """
    with reading(app) as uow:
        case, today = uow.cases.get(case_id), app.today()
        uow.directory.person(person)
        ours = (p for p in uow.papers.of_case(case_id) if p.role not in RECEIVED)
        if content not in {paper.content for paper in ours}:
            raise NotFound(kind="paper", id=content)
        actors = uow.directory.actors(person, today)
        check_may_read(case, app.law(uow, case), actors, person=person, day=today)
    leave(app, Reading(case_id, content, person, how, app.clock()))
    return app.papers.get(content)
