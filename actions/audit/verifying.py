"""All that is kept, checked: chains, rows against chains, files, pinned law, the database."""

from __future__ import annotations

from actions.app import App
from domain.errors import CaseworkError
from models.audit import audit_log
from models.audit.audit_log import Fault
from models.audit.projections import Difference, contents, file_faults
from models.database import Damaged
from models.unit_of_work import UnitOfWork, reading


def verify(app: App, case_id: str | None = None) -> list[Fault]:
    """Every fault found, named with table and row; of one case only where `case_id` is given."""
    try:
        with reading(app) as uow:
            faults = audit_log.verify(uow.connection, case_id)
            faults += _papers(app, uow, case_id)
            return faults if case_id else [*faults, *_law(app, uow), *_file(uow)]
    except Damaged as damaged:
        return [_database(str(damaged.orig))]


def _papers(app: App, uow: UnitOfWork, case_id: str | None) -> list[Fault]:
    """Papers whose file is gone or holds other bytes than when it was kept."""
    return [
        Difference(case_id=owner, table="files", row=content, told=kind)
        for owner, kind, content in contents(uow.connection)
        if case_id in (None, owner) and not app.papers.holds(content)
    ]


def _law(app: App, uow: UnitOfWork) -> list[Fault]:
    """Texts of procedures that are no longer those their cases were opened under."""
    return [
        Difference(case_id="", table="procedure_versions", row=digest, column="body")
        for digest in uow.laws.digests()
        if not _is_pinned_text(app, uow, digest)
    ]


def _is_pinned_text(app: App, uow: UnitOfWork, digest: str) -> bool:
    try:
        return app.catalogue.digest(uow.laws.get(digest)) == digest
    except (ValueError, CaseworkError):
        return False


def _file(uow: UnitOfWork) -> list[Fault]:
    return [_database(line) for line in file_faults(uow.connection)]


def _database(line: str) -> Difference:
    return Difference(case_id="", table="database", row="integrity_check", stored=line)
