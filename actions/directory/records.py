"""The record of a person, entered by the body that keeps such records; every version is logged."""

from __future__ import annotations

import hashlib
from dataclasses import fields
from typing import Any

from pydantic import ValidationError

from actions.app import App
from actions.directory.directory import enter_once
from actions.directory.entry import DirectoryEntry
from domain.directory.actors import Power, choose
from domain.directory.checks import check_not_own
from domain.directory.record import (
    Discipline,
    PastAbsence,
    Proceeding,
    Record,
    Service,
    check_record,
)
from domain.errors import BadInput
from domain.law.agencies import Role
from models.directory.directory import RECORD, packed
from models.unit_of_work import UnitOfWork

ORGANIZATION = Role.ORGANIZATION_BOARD  # the body that keeps the records of people
FIELDS = {field.name for field in fields(Record)}
ROWS: dict[str, Any] = {
    "services": Service,
    "disciplines": Discipline,
    "proceedings": Proceeding,
    "absences": PastAbsence,
}


def check_keeps_records(app: App, uow: UnitOfWork, by: str, person: str) -> None:
    """An officer of the organization body, and not about themselves. Raises NotAllowed, BadInput.

    The command line, on the machine itself, gives nobody and is not asked.
    """
    today = app.today()
    body = app.catalogue.agencies.holding(ORGANIZATION, today).code
    choose(uow.directory.actors(by, today), body, Power.PREPARE)
    check_not_own(by, person)


def record_from(said: Any) -> Record:
    """A record as written in a file or typed into a form. Raises BadInput naming the place.

    An unknown key is refused: a misspelt one must not become "not on file".
    """
    _check_keys("", said, FIELDS)
    for key, kind in ROWS.items():
        rows = said.get(key)
        for row in rows if isinstance(rows, list) else ():
            _check_keys(f"{key}: ", row, {field.name for field in fields(kind)})
    try:
        return RECORD.validate_python(said)
    except ValidationError as wrong:
        place = ".".join(str(part) for part in wrong.errors()[0]["loc"])
        raise BadInput(field="record", rule=BadInput.Rule.UNREADABLE, value=place) from wrong


def _check_keys(place: str, said: object, known: set[str]) -> None:
    odd = set(said) - known if isinstance(said, dict) else {str(said)}
    if odd:
        name = ", ".join(sorted(map(str, odd)))
        raise BadInput(field="record", rule=BadInput.Rule.UNKNOWN_KEY, value=f"{place}{name}")


def version_of(record: Record) -> str:
    """A name for exactly this text of a record."""
    return hashlib.sha256(packed(record).encode()).hexdigest()


def set_record(
    app: App, entry: DirectoryEntry, person: str, record: Record, *, seen: str = ""
) -> None:
    """Put a person's record in place of the one on file; the log keeps every version.

    `seen` is the version of the record the change starts from; empty: whatever is on file.
    Raises NotFound, NotAllowed, BadInput (somebody else changed it meanwhile, no document).
    """
    check_record(record)

    def work(uow: UnitOfWork) -> tuple[str, str, str]:
        if entry.by:
            check_keeps_records(app, uow, entry.by, person)
        if seen and seen != version_of(uow.directory.entered(person).record):
            raise BadInput(field="record", rule=BadInput.Rule.CHANGED_SINCE, value=person)
        uow.directory.set_record(person, record)
        return "record_set", person, packed(record)

    enter_once(app, entry, work)
