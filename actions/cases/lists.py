"""Lists a person may see, whole, as sheets in the words that people read. Reads only."""

from __future__ import annotations

from collections.abc import Sequence

from actions.app import App
from actions.viewer import Viewer
from documents.export.sheets import Cell, Sheet
from domain.decisions.changes import IssuedPaper
from domain.errors import NotAllowed
from models.cases.case_pages import CaseRow, Listed, cases_seen
from models.cases.worklists import Line, Wanted
from models.cases.worklists import lines as worklist
from models.decisions.decision_facts import papers_seen
from models.unit_of_work import UnitOfWork, reading
from notifications.wording import Wording
from notifications.words import word

LONGEST = 50_000  # rows of one file
CASES = (
    "Hồ sơ",
    "Quy trình",
    "Người được xem xét",
    "Chức danh",
    "Cơ quan báo chí",
    "Cơ quan chủ trì",
    "Trạng thái",
    "Mở lúc",
    "Quyết định",
    "Hiệu lực của quyết định",
)
TASKS = (
    "Hồ sơ",
    "Quy trình",
    "Người được xem xét",
    "Cơ quan báo chí",
    "Bước",
    "Hỏi cơ quan",
    "Hạn",
    "Mở hồ sơ lúc",
)
PEOPLE = ("Mã", "Họ và tên", "Chức vụ hiện nay", "Cơ quan", "Vị trí")


def cases_sheet(app: App, viewer: Viewer, listed: Listed) -> Sheet:
    """Cases the person sees, newest first."""
    words = app.words({})

    with reading(app) as uow:
        found = cases_seen(uow.connection, viewer.visibility, listed)
        papers = papers_seen(uow.connection, viewer.visibility)
        rows = ((*_case(app, uow, words, row), *_decided(papers.get(row.id, ()))) for row in found)
        return Sheet("Hồ sơ", CASES, tuple(rows))


def tasks_sheet(app: App, viewer: Viewer, wanted: Wanted) -> Sheet:
    """One of the four lists of an official's desk, in its order."""
    words = app.words({})

    with reading(app) as uow:
        found = worklist(uow.connection, viewer.visibility, wanted)
        return Sheet("Công việc", TASKS, tuple(_task(app, uow, words, line) for line in found))


def people_sheet(app: App, viewer: Viewer) -> Sheet:
    """The directory by given name, one row for each position held today. Raises NotAllowed."""
    if not viewer.actors:
        raise NotAllowed(agency="", power="prepare", has=[])
    words, today = app.words({}), app.today()

    with reading(app) as uow:
        seats: dict[str, list[tuple[str, str]]] = {}
        for code in app.catalogue.agencies.by_code:
            for seat in uow.directory.seats(code, today):
                seats.setdefault(seat.person, []).append((words.agency(code), seat.position))
        return Sheet(
            "Danh bạ",
            PEOPLE,
            tuple(
                (person.id, person.full_name, person.present_position, agency, position)
                for person in uow.directory.search()
                for agency, position in seats.get(person.id) or [("", "")]
            ),
        )


def _case(app: App, uow: UnitOfWork, words: Wording, row: CaseRow) -> tuple[Cell, ...]:
    return (
        row.id,
        app.procedure(uow, row.law_digest).title,
        row.subject_name,
        word("positions", row.post),
        words.agency(row.press_agency),
        words.agency(row.handler),
        words.status(row.status),
        row.opened_at,
    )


def _decided(papers: Sequence[IssuedPaper]) -> tuple[str, str]:
    """The first decision of a case, and what became of it."""
    if not papers:
        return "", ""
    first = papers[0]
    changed = [f"{word('decision_changed', f'{c.how}_by')} {c.symbol}" for c in first.later]
    holds = [word("decision_states", "in_force")] if first.in_force else []
    return first.fact.symbol, "; ".join([*holds, *changed])


def _task(app: App, uow: UnitOfWork, words: Wording, line: Line) -> tuple[Cell, ...]:
    procedure = app.procedure(uow, line.law_digest)
    asked = words.agency(line.agency) if line.agency else ""
    return (
        line.case,
        procedure.title,
        line.subject,
        words.agency(line.press_agency),
        procedure.step(line.step).title,
        asked,
        line.due,
        line.opened_at,
    )
