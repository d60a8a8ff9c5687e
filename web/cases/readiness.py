"""What is missing before a decision may be signed, as lines of a page with where to mend each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.decisions.readiness import readiness_of
from domain.decisions.readiness import Mend, Missing
from domain.errors import NotFound
from domain.state.case import Case
from web.directory.directory import record_address
from web.kit.request import RequestContext

PLACES = {
    Mend.DOSSIER: "/cases/{case}/dossier",
    Mend.DRAFT: "/cases/{case}/dossier",
    Mend.CASE: "/cases/{case}/opinions",
    Mend.ANEW: "/cases/{case}",
    Mend.LAW: "/cases/{case}/law",
}


@dataclass(frozen=True, slots=True)
class MissingLine:
    """One missing thing. `address` is empty where the reader may not see the place."""

    says: str
    blocks: bool
    address: str


def lines_for(ctx: RequestContext, case: Case, step: str, dated: date) -> tuple[MissingLine, ...]:
    """Those that block first, each group in the order in which it was found."""
    found = readiness_of(ctx.app, case.id, step, dated)
    ordered = sorted(found, key=lambda line: not line.blocks)
    return tuple(
        MissingLine(ctx.refusal(line.fault), line.blocks, _address(ctx, case, line))
        for line in ordered
    )


def _address(ctx: RequestContext, case: Case, line: Missing) -> str:
    if line.mend == Mend.RECORD:
        return _of_record(ctx, case.subject, line.field)
    if line.mend != Mend.OTHER_CASE:
        return PLACES[line.mend].format(subject=case.subject, case=case.id)
    try:
        ctx.check_sees(line.case)
    except NotFound:
        return ""
    return f"/cases/{line.case}"


def _of_record(ctx: RequestContext, person: str, field: str) -> str:
    """The field to be filled in, for who may open the record."""
    address = record_address(ctx, person)
    return f"{address}#field-{field}" if address and field else address
