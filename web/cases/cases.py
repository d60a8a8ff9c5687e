"""A case on five pages: content, dossier, opinions, progress, diagram; and what runs it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import Response

from actions.cases.case_files import complaint_window_of, conformance_of
from actions.cases.offers import kinds_to_attach, may_withdraw
from actions.cases.story import story_of
from actions.cases.withdraw import withdraw
from actions.papers.draft_versions import versions_of
from actions.papers.read_paper import papers_seen
from actions.told.reminded import reminded
from documents.content.catalogue import PAPERS
from documents.content.related import remarks_text
from domain.cases.conformance import Row, stages
from domain.cases.dossier_changes import attached_in
from domain.facts.fact import Fact
from domain.facts.papers import PaperRemoved
from models.cases.by_person import seen_looking_at
from models.unit_of_work import reading
from web.cases.case_diagram import SIGNS, draw_case
from web.cases.case_page import CasePage, open_case_page
from web.cases.position import mine
from web.directory.directory import record_address
from web.kit.forms import Posted
from web.kit.request import SignedInContext, go
from web.votes.ballots import address as ballot_address

router = APIRouter()


@router.get("/cases/{case}")
def content(ctx: SignedInContext, case: str) -> Response:
    """Where the case is, whose turn it is, and its story; the rules about the person behind it."""
    page = open_case_page(ctx, case)
    with reading(ctx.app) as uow:
        others = seen_looking_at(uow.connection, ctx.viewer.visibility, case)
        withdraws = may_withdraw(ctx.app, uow, case, person=ctx.person)
        story = story_of(ctx.app, uow, case, ctx.language)
    return ctx.page(
        "cases/case_content.html",
        p=page,
        tab="content",
        stages=stages(page.case, page.file.law, conformance_of(ctx.app, case)),
        signs=SIGNS,
        mine=mine(page),
        ballot_address=ballot_address,
        story=story,
        window=complaint_window_of(ctx.app, case),
        others=others,
        kept=ctx.kept(),
        may_withdraw=withdraws,
        record=record_address(ctx, page.case.subject),
    )


@router.get("/cases/{case}/dossier")
def dossier(ctx: SignedInContext, case: str) -> Response:
    """The dossier as a list of what is there and what is missing; drafts with their versions."""
    page = open_case_page(ctx, case)
    with reading(ctx.app) as uow:
        held = papers_seen(ctx.app, uow, ctx.viewer, case)
    versions = versions_of(ctx.app, case)
    with reading(ctx.app) as uow:
        kinds = kinds_to_attach(ctx.app, uow, case, person=ctx.person)
        facts, book = uow.cases.facts(case), ctx.app.book(uow, page.file.case)
        who = {reader.person for version in versions for reader in version.readers}
        names = uow.directory.names(who | {version.by for version in versions})
    by_paper = {
        paper: list(found)
        for paper, found in groupby(
            sorted(versions, key=lambda v: (v.paper, v.number)), key=lambda v: v.paper
        )
    }
    return ctx.page(
        "cases/case_dossier.html",
        p=page,
        tab="dossier",
        held=held,
        drafts=by_paper,
        names=names,
        titles=PAPERS,
        kinds=book.dossier,
        offered_kinds=kinds,
        removed=_removed(facts),
        may_remove=bool(kinds) and not page.file.decision,
        kept=ctx.kept(),
    )


@router.get("/cases/{case}/opinions")
def opinions(ctx: SignedInContext, case: str) -> Response:
    """Answers by step and round, newest first."""
    page = open_case_page(ctx, case)
    rounds = [
        (step, round_, list(found))
        for (step, round_), found in groupby(page.case.tasks, key=lambda t: (t.step, t.round))
    ]
    return ctx.page("cases/case_opinions.html", p=page, tab="opinions", rounds=rounds[::-1])


@router.get("/cases/{case}/progress")
def progress(ctx: SignedInContext, case: str) -> Response:
    """Who had it when, with the sum of each deadline; what happened, line by line."""
    page = open_case_page(ctx, case)

    with reading(ctx.app) as uow:
        found = uow.cases.history(case)
        people = {_by(stored.fact()) for stored in found} - {""}
        names = uow.directory.names(people)
        told = reminded(uow, [task.id for task in page.case.tasks])
    history = [(stored.link, stored.fact()) for stored in reversed(found)]
    return ctx.page(
        "cases/case_progress.html",
        p=page,
        tab="progress",
        history=history,
        names=names | dict(page.file.names),
        reminded=told,
    )


@router.get("/cases/{case}/diagram")
def diagram(ctx: SignedInContext, case: str) -> Response:
    page = open_case_page(ctx, case)
    rows = conformance_of(ctx.app, case)
    return ctx.page(
        "cases/case_diagram.html",
        p=page,
        tab="diagram",
        drawing=draw_case(page, rows),
        rows=rows,
        remarks=lambda row: _remarks(page, row),
    )


@router.get("/cases/{case}/booklet")
def booklet(ctx: SignedInContext, case: str) -> Response:
    """The whole case as one booklet to print, of what this person may see and nothing else."""
    page = open_case_page(ctx, case)
    with reading(ctx.app) as uow:
        held = papers_seen(ctx.app, uow, ctx.viewer, case)
        story = story_of(ctx.app, uow, case, ctx.language)
        kinds = ctx.app.book(uow, page.file.case).dossier
    rounds = groupby(page.case.tasks, key=lambda t: (t.step, t.round))
    return ctx.page(
        "cases/booklet.html",
        p=page,
        held=held,
        kinds=kinds,
        story=story[::-1],
        rounds=[(step, round_, list(found)) for (step, round_), found in rounds],
        drafts=[version for version in versions_of(ctx.app, case) if version.current],
    )


@router.post("/cases/{case}/withdraw")
def withdraw_(ctx: SignedInContext, case: str, form: Posted) -> Response:
    ctx.check_sees(case)
    withdraw(ctx.app, form.act(case, ctx.person), reason=form.one("why"))
    return go(f"/cases/{case}")


def _removed(facts: Iterable[Fact]) -> dict[str, PaperRemoved]:
    """Hash of a file that is no longer in the dossier → the fact that took it out."""
    told = tuple(facts)
    kept = {fact.content for fact in attached_in(told)}
    gone = [f for f in told if isinstance(f, PaperRemoved) and f.content not in kept]
    return {fact.content: fact for fact in gone}


def _by(fact: Fact) -> str:
    return fact.actor.person if fact.actor else ""


def _remarks(page: CasePage, row: Row) -> str:
    words = page.words
    return remarks_text(row, words.agency, words.names, page.ctx.language)
