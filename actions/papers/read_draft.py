"""Hand out one version of a paper, as text or as it prints; record who was shown which."""

from __future__ import annotations

from actions.app import App
from actions.audit.traces import leave
from actions.papers.draft_versions import Version
from domain.errors import NotFound
from domain.papers.drafts import check_may_read
from models.papers.papers import RECEIVED
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, reading


def read_draft(app: App, case_id: str, content: str, *, person: str, how: str) -> bytes:
    """The bytes of the version with this hash; the reading is kept before they are given.

    Raises NotFound, CannotRead, SelfApproval (the person concerned), NotRecorded.
    """
    with reading(app) as uow:
        ours = (p for p in uow.papers.of_case(case_id) if p.role not in RECEIVED)
        if content not in {paper.content for paper in ours}:
            raise NotFound(kind="paper", id=content)
        _check_may_read(app, uow, case_id, person)
    leave(app, Reading(case_id, content, person, how, app.clock()))
    return app.papers.get(content)


def read_page(app: App, case_id: str, version: Version, page: int, *, person: str) -> bytes:
    """The picture of one page of a version, counted from 1; the reading is kept with the first.

    Raises NotFound, CannotRead, SelfApproval (the person concerned), NotRecorded.
    """
    if not 1 <= page <= len(version.pages):
        raise NotFound(kind="paper", id=f"{version.paper} {version.number} {page}")
    if page == 1:
        read_draft(app, case_id, version.content, person=person, how="pages")
    else:
        with reading(app) as uow:
            _check_may_read(app, uow, case_id, person)
    return app.papers.get(version.pages[page - 1])


def _check_may_read(app: App, uow: UnitOfWork, case_id: str, person: str) -> None:
    case, today = uow.cases.get(case_id), app.today()
    uow.directory.person(person)
    actors = uow.directory.actors(person, today)
    check_may_read(case, app.law(uow, case), actors, person=person, day=today)
