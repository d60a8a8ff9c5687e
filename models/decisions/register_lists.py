"""Registers as a page shows them: of bodies one works for, and papers of cases one sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, or_, select

from models.schema.registers import register_entries
from models.schema.tables import cases, people
from models.visibility import Visibility, visible_to


@dataclass(frozen=True, slots=True)
class Book:
    """One series with what of it may be seen: how many papers, first and last of their days."""

    series: str
    papers: int
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Numbered:
    """One line of a register, with the person its case is about."""

    number: int
    symbol: str
    dated: date
    signer: str
    case: str
    subject: str


def books(connection: Connection, visibility: Visibility) -> tuple[Book, ...]:
    """Series of the bodies worked for, or all for an auditor, in which a paper is seen."""
    entry = register_entries.c
    query = (
        select(entry.series, func.count(), func.min(entry.dated), func.max(entry.dated))
        .select_from(_seen_entries())
        .where(*_may_see(visibility))
        .group_by(entry.series)
        .order_by(entry.series)
    )
    return tuple(Book(*row) for row in connection.execute(query))


def numbered(
    connection: Connection, visibility: Visibility, series: str, *, limit: int = 50, offset: int = 0
) -> tuple[Numbered, ...]:
    """Newest number first; a paper of a case one may not see is not there."""
    entry = register_entries.c
    query = (
        select(
            entry.number,
            entry.symbol,
            entry.dated,
            entry.signer,
            entry.case_id,
            people.c.full_name,
        )
        .select_from(_seen_entries())
        .where(*_may_see(visibility), entry.series == series)
        .order_by(entry.number.desc())
        .limit(limit)
        .offset(offset)
    )
    return tuple(Numbered(*row) for row in connection.execute(query))


def _seen_entries() -> Any:
    """Papers with their case and the person it is about."""
    with_case = register_entries.join(cases, cases.c.id == register_entries.c.case_id)
    return with_case.join(people, people.c.id == cases.c.subject)


def _may_see(visibility: Visibility) -> list[Any]:
    """A series is named CODE:…, after the body whose register it is."""
    own = [
        register_entries.c.series.startswith(f"{code}:", autoescape=True)
        for code in visibility.agencies
    ]
    return [visible_to(visibility), *([] if visibility.audits else [or_(False, *own)])]
