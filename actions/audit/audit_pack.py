"""Everything of one case in one zip that checks itself; who took it is recorded first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from actions.app import App
from actions.audit.seals import proof
from actions.audit.traces import leave, readings_of
from documents.audit_pack import PackContent, audit_pack
from domain.errors import NotFound
from domain.facts.fact import Fact
from models.cases.cases import StoredFact
from models.papers.papers import Paper
from models.papers.readings import Reading
from models.unit_of_work import reading


def pack_case(app: App, case_id: str, *, person: str = "") -> bytes:
    """`person` takes the pack; empty on the command line. Raises NotFound, NotRecorded.

    A paper whose file is gone or damaged is left out, and the pack says so when it is checked.
    """

    with reading(app) as uow:
        case = uow.cases.get(case_id)
        if person:
            leave(app, Reading(case_id, case.chain_head, person, "pack", app.clock()))
        history, papers = uow.cases.history(case_id), uow.papers.of_case(case_id)
        readings = readings_of(app, uow, case_id)
        ids = _people(history) | {one.person for one in readings} | {case.subject}
        head = {
            "case": case_id,
            "version": case.version,
            "head": case.chain_head,
            "made_at": app.clock().isoformat(),
        }
        content = PackContent(
            head,
            [asdict(stored.link) for stored in history],
            [_plain(p) for p in papers],
            [_plain(r) for r in readings],
            dict(sorted(uow.directory.names(ids).items())),
            {},
            proof(uow, case_id),
        )
    files = _files(app, {paper.content for paper in papers})
    return audit_pack(replace(content, files=files))


def _files(app: App, digests: Iterable[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for digest in digests:
        try:
            found[digest] = app.papers.get(digest)
        except NotFound:  # told by the verifier, which finds the paper listed and not there
            continue
    return found


def _plain(row: Paper | Reading) -> dict[str, Any]:
    return asdict(row) | {"at": row.at.isoformat()}


def _people(history: Iterable[StoredFact]) -> set[str]:
    return {one for stored in history for one in _named(stored.fact())} - {""}


def _named(fact: Fact) -> tuple[str, ...]:
    by = fact.actor
    return (by.person, by.on_behalf_of) if by else ()
