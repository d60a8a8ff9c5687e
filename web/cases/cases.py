"""A case on five pages: content, dossier, opinions, progress, diagram; and what runs it."""

from __future__ import annotations

from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import Response

from actions.cases.case_files import complaint_window_of, conformance_of
from actions.cases.withdraw import withdraw
from actions.papers.draft_versions import versions_of
from actions.papers.read_paper import papers_seen
from documents.content.catalogue import PAPERS
from documents.content.path_words import STATES as PATH_STATES
from documents.content.path_words import remarks_text
from domain.cases.conformance import Row
from domain.facts.progress import Fact
from models.cases.by_person import seen_looking_at
from models.cases.cases import StoredFact
from models.unit_of_work import UnitOfWork, read
from web.cases.case_diagram import draw_case
from web.cases.case_page import CasePage, open_case_page
from web.kit.forms import Posted, take
from web.kit.request import MyDesk

router = APIRouter()


@router.get("/cases/{case}")
def content(desk: MyDesk, case: str) -> Response:
    page = open_case_page(desk, case)
    sight = desk.viewer.sight
    others = read(desk.app.engine, lambda uow: seen_looking_at(uow.connection, sight, case))
    window = complaint_window_of(desk.app, case)
    return desk.page(
        "cases/case_content.html",
        p=page,
        tab="content",
        window=window,
        others=others,
        kept=desk.kept(),
    )


@router.get("/cases/{case}/dossier")
def dossier(desk: MyDesk, case: str) -> Response:
    """The dossier as a list of what is there and what is owed; drafts with their versions."""
    page = open_case_page(desk, case)
    held = read(desk.app.engine, lambda uow: papers_seen(desk.app, uow, desk.viewer, case))
    versions = versions_of(desk.app, case)
    by_paper = {
        paper: list(found)
        for paper, found in groupby(
            sorted(versions, key=lambda v: (v.paper, v.number)), key=lambda v: v.paper
        )
    }
    return desk.page(
        "cases/case_dossier.html",
        p=page,
        tab="dossier",
        held=held,
        drafts=by_paper,
        titles=PAPERS,
        kinds=desk.app.catalogue.dossier,
        kept=desk.kept(),
    )


@router.get("/cases/{case}/opinions")
def opinions(desk: MyDesk, case: str) -> Response:
    """Answers by step and round, newest first."""
    page = open_case_page(desk, case)
    rounds = [
        (step, round_, list(found))
        for (step, round_), found in groupby(page.case.tasks, key=lambda t: (t.step, t.round))
    ]
    return desk.page("cases/case_opinions.html", p=page, tab="opinions", rounds=rounds[::-1])


@router.get("/cases/{case}/progress")
def progress(desk: MyDesk, case: str) -> Response:
    """Who had it when, with the sum of each deadline; what happened, line by line."""
    page = open_case_page(desk, case)

    def look(uow: UnitOfWork) -> tuple[tuple[StoredFact, ...], dict[str, str]]:
        found = uow.cases.history(case)
        people = {_by(stored.fact()) for stored in found} - {""}
        return found, uow.directory.names(people)

    found, names = read(desk.app.engine, look)
    history = [(stored.link, stored.fact()) for stored in reversed(found)]
    return desk.page(
        "cases/case_progress.html",
        p=page,
        tab="progress",
        history=history,
        names=names | dict(page.file.names),
    )


@router.get("/cases/{case}/diagram")
def diagram(desk: MyDesk, case: str) -> Response:
    page = open_case_page(desk, case)
    rows = conformance_of(desk.app, case)
    return desk.page(
        "cases/case_diagram.html",
        p=page,
        tab="diagram",
        drawing=draw_case(page, rows),
        rows=rows,
        states=PATH_STATES,
        remarks=lambda row: _remarks(page, row),
    )


@router.post("/cases/{case}/withdraw")
def withdraw_(desk: MyDesk, case: str, form: Posted) -> Response:
    def do() -> str:
        desk.check_sees(case)
        withdraw(desk.app, form.act(case, desk.person), reason=form.one("why"))
        return f"/cases/{case}"

    return take(desk, form, do)


def _by(fact: Fact) -> str:
    by = getattr(fact, "by", None)
    return by.person if by else ""


def _remarks(page: CasePage, row: Row) -> str:
    words = page.words
    return remarks_text(row, words.agency, words.names, page.desk.said)
