"""All that is kept, checked: chains, rows against what proves them, files, law, the database."""

from __future__ import annotations

from collections.abc import Iterator

from actions.app import App
from actions.audit.checkpoints import bad_checkpoints
from actions.audit.traces import spool_faults
from models.audit import audit_log, integrity
from models.audit.audit_log import Fault
from models.audit.difference import Difference
from models.audit.files import contents
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
