"""Registers of issued papers: of the bodies one works for, or all for an auditor."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query
from fastapi.responses import Response

from domain.decisions.changes import IssuedPaper
from domain.decisions.registers import NumbersVoided
from models.decisions import register_lists as shelf
from models.decisions.decision_facts import Papers, papers_of
from models.unit_of_work import reading
from web.kit.request import SignedInContext, works

router = APIRouter()
PER_PAGE = 50
Voids = tuple[NumbersVoided, ...]


@router.get("/registers")
def books(ctx: SignedInContext) -> Response:
    """The series in which a paper may be seen."""
    if not works(ctx.viewer):
        raise HTTPException(404)
    visibility = ctx.viewer.visibility
    with reading(ctx.app) as uow:
        found = shelf.books(uow.connection, visibility)
    return ctx.page("decisions/registers.html", books=found, named=lambda b: _named(b.series))


@router.get("/registers/{series}")
def entries(
    ctx: SignedInContext, series: str, page: Annotated[int, Query(ge=1, le=100_000)] = 1
) -> Response:
    """One series, newest number first. One without a paper to be seen does not exist.

    A void number shows why on its own line, where its case may be seen; numbers closed before any
    case took them are the register's own and are listed apart.
    """
    visibility = ctx.viewer.visibility

    with reading(ctx.app) as uow:
        book = next(
            (b for b in shelf.books(uow.connection, visibility) if b.series == series), None
        )
        offset = PER_PAGE * (page - 1)
        found = shelf.numbered(uow.connection, visibility, series, limit=PER_PAGE, offset=offset)
        voided = uow.registers.voided(series)
        papers = papers_of(uow.connection, {entry.case for entry in found})
    if book is None:
        raise HTTPException(404)
    return ctx.page(
        "decisions/register.html",
        book=book,
        entries=found,
        page=page,
        named=_named(series),
        more=book.papers > PER_PAGE * page,
        closed=[void for void in voided if not void.case],
        void={void.first: void.reason for void in voided if void.case},
        papers=_by_line(papers),
    )


def _by_line(papers: Papers) -> dict[tuple[str, int], IssuedPaper]:
    """Register line → the paper about a decision that bears it."""
    return {(p.fact.series, p.fact.number): p for found in papers.values() for p in found}


def _named(series: str) -> tuple[str, str, str]:
    """Body, type of paper ("" where all share one count), and the term or year it counts in."""
    agency, _, rest = series.partition(":")
    kind, colon, term = rest.rpartition(":")
    return agency, kind if colon else "", term
