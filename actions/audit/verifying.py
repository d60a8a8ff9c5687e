"""All that is kept, checked: chains, rows against what proves them, files, law, the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC

from actions.app import App
from actions.audit.checkpoints import bad_checkpoints
from actions.audit.seals import bad_seals, sealed_heads
from actions.audit.traces import spool_faults
from actions.audit.verified import Memory, Verified
from domain.audit import sealing
from domain.audit.sealing import BadSeal, leaves, root
from models.audit import audit_log, integrity
from models.audit.audit_log import Fault
from models.audit.difference import Difference
from models.audit.files import contents
from models.audit.journal_rows import stream_heads
from models.database import Damaged
from models.unit_of_work import UnitOfWork, reading
from regulations.kept.book import digest_of
from regulations.kept.text import is_kept_text


def verify(app: App, case_id: str | None = None) -> list[Fault]:
    """Every fault found, named with table and row; of one case only where `case_id` is given."""
    try:
        with reading(app) as uow:
            return faults_in(app, uow, case_id)
    except Damaged as damaged:
        return [unreadable(damaged)]


def faults_in(app: App, uow: UnitOfWork, case_id: str | None = None) -> list[Fault]:
    """The same of what this transaction sees. Raises Damaged where it cannot be read."""
    faults = audit_log.verify(uow.connection, case_id)
    faults += _papers(app, uow, case_id)
    if case_id is None:
        faults += bad_checkpoints(uow)
        faults += _law(uow)
        faults += spool_faults(app, uow)
        faults += integrity.unlocked(uow.connection)
        faults += integrity.file_faults(uow.connection)
    return faults


@dataclass(frozen=True, slots=True)
class Report:
    """`since`: what was taken for whole because it was found so; None where all was looked at."""

    faults: list[Fault]
    seals: list[BadSeal]
    since: Verified | None = None


def verify_on(app: App, memory: Memory, *, full: bool = False) -> Report:
    """What came since all was last found whole, or all of it; what holds is remembered.

    A row of before that was edited by hand is found by the full look alone.
    """
    try:
        with reading(app) as uow:
            since = None if full else _standing(uow, memory.recall())
            now = reached(app, uow, since)
            faults = _faults_since(app, uow, since) if since else faults_in(app, uow)
        report = Report(faults, bad_seals(app, since.seal if since else 0), since)
    except Damaged as damaged:
        return Report([unreadable(damaged)], [])
    if now and not report.faults and not report.seals:
        memory.remember(now)
    return report


def _standing(uow: UnitOfWork, found: Verified | None) -> Verified | None:
    """What is remembered, if the seal it speaks of is here with the heads it was made over."""
    known = {one.number: one for one in uow.seals.all()} if found else {}
    if found is None or found.seal not in known:
        return None
    one, heads = known[found.seal], sealed_heads(uow, found.seal)
    whole = (sealing.digest(one), root(leaves(heads)).hex()) == (found.digest, one.root)
    return found if whole else None


def reached(app: App, uow: UnitOfWork, since: Verified | None) -> Verified | None:
    """What may be remembered if no fault is found; nothing before the first seal."""
    newest = uow.seals.newest()
    if newest is None:
        return None
    at = app.clock().astimezone(UTC).isoformat()
    events, streams = audit_log.newest_fact(uow.connection), stream_heads(uow.connection)
    whole = since.full if since else at
    return Verified(newest.number, sealing.digest(newest), events, streams, at, whole)


def _faults_since(app: App, uow: UnitOfWork, since: Verified) -> list[Fault]:
    then, now = sealed_heads(uow, since.seal), uow.seals.current()
    moved = [name for name in then.keys() | now.keys() if then.get(name) != now.get(name)]
    faults = audit_log.verify_since(uow.connection, moved, since.events, dict(since.streams))
    for case_id in moved:
        faults += _papers(app, uow, case_id)
    faults += _law(uow)
    faults += spool_faults(app, uow, full=False)
    faults += integrity.unlocked(uow.connection)
    return faults


def unreadable(damaged: Damaged) -> Difference:
    """A database that cannot even be read, told as a fault."""
    said = str(damaged.orig)[:200]
    return Difference(table="database", row="", why="unreadable", stored=said)


def _papers(app: App, uow: UnitOfWork, case_id: str | None) -> Iterator[Difference]:
    """Papers and templates whose file is gone or holds other bytes than when it was kept."""
    for owner, kind, content in contents(uow.connection, case_id):
        if not app.papers.holds(str(content)):
            why = "edited" if app.papers.path(str(content)).is_file() else "gone"
            yield Difference(case_id=owner, table="files", row=str(content), why=why, told=kind)


def _law(uow: UnitOfWork) -> Iterator[Difference]:
    """Texts and books of law that are no longer those their cases were opened under."""
    for digest in uow.laws.digests():
        if not is_kept_text(uow.laws.body(digest), digest):
            yield Difference(table="procedure_versions", row=digest, column="body")
    for digest, body in uow.laws.books().items():
        if digest_of(body) != digest:
            yield Difference(table="law_books", row=digest, column="body")
