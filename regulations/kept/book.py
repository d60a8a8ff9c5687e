"""The law beside the text of a procedure, as one thing that a case keeps by its digest.

A case is judged by the rows that had begun when it was opened, as they read then: editing one or
taking it away changes nothing for it. What begins or ends later is no change of that law but what
happened since, and is followed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from pydantic import TypeAdapter

from domain.calendar.workdays import WorkCalendar
from domain.decisions.consequences import Consequence
from domain.eligibility.eligibility import Rule
from domain.hearing.complaints import ComplaintTime
from domain.law.agencies import Agencies, Agency, PressAgency
from domain.law.basis import Basis
from domain.law.case_law import Law, RequiredOpinion
from domain.law.councils import CouncilRule
from domain.law.in_force import followed, learnt_end
from domain.law.instruments import Instrument, Instruments
from domain.law.procedure import Procedure, ProcedureKind
from domain.law.relations import Relation
from domain.papers.dossier import DossierPaper

Row = TypeVar("Row", Rule, Consequence)
WithBases = TypeVar("WithBases", Rule, DossierPaper, Consequence)


@dataclass(frozen=True, slots=True)
class LawBook:
    """What cases are judged by, beside their own procedure and the calendar of working days."""

    rules: tuple[Rule, ...]
    dossier: Mapping[str, DossierPaper]
    councils: tuple[CouncilRule, ...]
    relations: Mapping[str, Relation]
    required: tuple[RequiredOpinion, ...]
    kinds: Mapping[str, ProcedureKind]
    instruments: Instruments
    agencies: Agencies
    complaint_times: tuple[ComplaintTime, ...]
    consequences: tuple[Consequence, ...]


SHAPE = TypeAdapter(LawBook)


def written(book: LawBook) -> str:
    """As it is kept: one text for one content."""
    plain = SHAPE.dump_python(book, mode="json", by_alias=True, exclude_defaults=True)
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def book_from(body: str) -> LawBook:
    """Raises ValueError for what is no book."""
    return SHAPE.validate_json(body)


def digest_of(body: str) -> str:
    """SHA-256: the name under which cases keep it."""
    return hashlib.sha256(body.encode()).hexdigest()


def law_by(book: LawBook, procedure: Procedure, calendar: WorkCalendar) -> Law:
    """The law of one case: its own procedure, the book it keeps, the calendar of all."""
    return Law(
        procedure=procedure,
        agencies=book.agencies,
        calendar=calendar,
        councils=book.councils,
        relations=book.relations,
        archive=frozenset(paper.id for paper in book.dossier.values() if paper.archive),
        kinds=book.kinds,
        required=book.required,
        kept={paper.id: paper.title for paper in book.dossier.values() if paper.readers},
    )


def followed_book(kept: LawBook, now: LawBook, since: date) -> LawBook:
    """The book a case keeps since that day, with what began or ended after it."""
    return LawBook(
        rules=_rows(kept.rules, now.rules, since, lambda rule: rule.id),
        dossier={
            **now.dossier,
            **{key: _bases(row, now.dossier.get(key), since) for key, row in kept.dossier.items()},
        },
        councils=followed(kept.councils, now.councils, since, lambda _: ""),
        relations={**now.relations, **kept.relations},
        required=kept.required,
        kinds={**now.kinds, **kept.kinds},
        instruments=Instruments(_instruments(kept.instruments, now.instruments, since)),
        agencies=Agencies(_agencies(kept.agencies.by_code, now.agencies.by_code, since)),
        complaint_times=followed(kept.complaint_times, now.complaint_times, since, lambda r: r.id),
        consequences=_rows(kept.consequences, now.consequences, since, _paper_and_forms),
    )


def _rows(
    kept: Iterable[Row], now: Iterable[Row], since: date, name: Callable[[Row], Hashable]
) -> tuple[Row, ...]:
    """Dated rows with dated bases: both are followed."""
    today = {(name(row), row.first_day): row for row in now}
    rows = followed(kept, today.values(), since, name)
    return tuple(_bases(row, today.get((name(row), row.first_day)), since) for row in rows)


def _bases(kept: WithBases, now: WithBases | None, since: date) -> WithBases:
    if now is None or now is kept:
        return kept
    basis = followed(kept.basis, now.basis, since, _place)
    return kept.model_copy(update={"basis": basis})


def _place(basis: Basis) -> tuple[str, str | None]:
    return basis.instrument, basis.article


def _paper_and_forms(row: Consequence) -> tuple[str, tuple[str, ...]]:
    return row.paper, row.forms


def _instruments(kept: Instruments, now: Instruments, since: date) -> dict[str, Instrument]:
    """A text keeps its name; that it has been replaced since is learnt."""
    known = dict(now.by_id)
    for key, text in kept.by_id.items():
        today = now.by_id.get(key)
        ended = learnt_end(text, today, since)
        if ended is not text and today is not None:
            ended = ended.model_copy(update={"replaced_by": today.replaced_by})
        known[key] = ended
    return known


def _agencies(
    kept: Mapping[str, Agency], now: Mapping[str, Agency], since: date
) -> dict[str, Agency]:
    """Bodies as they were known, also one that is on no list any more; new ones with the roles
    they took on since."""
    new = {code: _newcomer(body, since) for code, body in now.items() if code not in kept}
    return {code: _body(body, now.get(code), since) for code, body in kept.items()} | new


def _newcomer(body: Agency, since: date) -> Agency:
    roles = tuple(role for role in body.roles if role.first_day > since)
    return body.model_copy(update={"roles": roles})


def _body(kept: Agency, now: Agency | None, since: date) -> Agency:
    if now is None or now == kept:
        return kept
    ended = learnt_end(kept, now, since)
    return ended.model_copy(
        update={
            "names": followed(kept.names, now.names, since, lambda _: ""),
            "roles": followed(kept.roles, now.roles, since, lambda held: held.role),
            "successor": kept.successor if ended is kept else now.successor,
            "press": _press(kept.press, now.press, since),
        }
    )


def _press(kept: PressAgency | None, now: PressAgency | None, since: date) -> PressAgency | None:
    if kept is None or now is None:
        return kept
    governing = followed(kept.governing, now.governing, since, lambda _: "")
    titles = followed(kept.titles, now.titles, since, lambda _: "")
    return kept.model_copy(update={"governing": governing, "titles": titles})
