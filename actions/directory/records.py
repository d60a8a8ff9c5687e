"""What is on file about a person, entered and corrected by the body that keeps such records.

Pages, commands, the API and sheets all come here; each correction is a line of the log with what
every field said before and after.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from actions.app import App
from actions.directory.directory import check_document, enter_once
from actions.directory.entry import DirectoryEntry
from actions.viewer import Viewer
from domain.directory.actors import Power, choose
from domain.directory.checks import check_not_own
from domain.directory.corrections import check_reason, corrected
from domain.directory.fields import OF_RECORD, FieldChange, FieldSaid, differences
from domain.directory.people import Person
from domain.directory.record import TABLES, Record, check_record
from domain.errors import BadInput
from domain.law.agencies import Role
from models.directory.directory import RECORD
from models.unit_of_work import UnitOfWork, reading
from notifications.words import tables

ORGANIZATION = Role.ORGANIZATION_BOARD  # the body that keeps the records of people
CORRECTED = "person_corrected"
PERSON = TypeAdapter(Person)


@dataclass(frozen=True, slots=True, kw_only=True)
class Correcting:
    """What is to be entered about whom. `seen` is the version of the person it starts from; empty:
    whatever is on file. `reason`: why something kept is altered."""

    person: str
    said: Mapping[str, FieldSaid]
    seen: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCorrection:
    """What one entry changed, and why where it altered something kept."""

    reason: str = ""
    changed: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCorrection:
    """A correction as the log tells it; `by` is empty for the command line."""

    at: datetime
    by: str
    document: str
    correction: RecordCorrection


@dataclass(frozen=True, slots=True)
class Prepared:
    """The person as they will stand, and what is told of it."""

    person: Person
    correction: RecordCorrection


SAID_IN_LOG = TypeAdapter(RecordCorrection)


def keeps_records(app: App, viewer: Viewer) -> bool:
    """An officer of the organization body."""
    body = app.catalogue.agencies.holding(ORGANIZATION, app.today())
    return viewer.may(Power.PREPARE, body.code)


def reads_records(app: App, viewer: Viewer) -> bool:
    """Who keeps them, and auditors."""
    return viewer.visibility.audits or keeps_records(app, viewer)


def check_reads_records(app: App, viewer: Viewer) -> None:
    """Raises NotAllowed."""
    if not reads_records(app, viewer):
        body = app.catalogue.agencies.holding(ORGANIZATION, app.today()).code
        choose(viewer.actors, body, Power.PREPARE)


def check_keeps_records(app: App, uow: UnitOfWork, by: str, person: str) -> None:
    """An officer of the organization body, and not about themselves. Raises NotAllowed, BadInput.

    The command line, on the machine itself, gives nobody and is not asked.
    """
    today = app.today()
    body = app.catalogue.agencies.holding(ORGANIZATION, today).code
    choose(uow.directory.actors(by, today), body, Power.PREPARE)
    check_not_own(by, person)


def version_of(person: Person) -> str:
    """A name for exactly this text of everything that was entered about a person."""
    return hashlib.sha256(PERSON.dump_json(person)).hexdigest()


def correct(app: App, entry: DirectoryEntry, wanted: Correcting) -> None:
    """Enter or correct some fields of a person, all of them or none; the log keeps both versions.

    Raises NotFound, NotAllowed, BadInput (a field that cannot be so, no document, something kept is
    altered without a reason, nothing differs, somebody else changed it meanwhile).
    """
    enter_once(app, entry, lambda uow: keep_prepared(uow, prepare(app, uow, entry, wanted)))


def prepare(app: App, uow: UnitOfWork, entry: DirectoryEntry, wanted: Correcting) -> Prepared:
    """The correction, checked and not kept yet. Raises BadInput, NotAllowed, NotFound."""
    check_document(entry)
    if entry.by:
        check_keeps_records(app, uow, entry.by, wanted.person)
    before = uow.directory.entered(wanted.person)
    if wanted.seen and wanted.seen != version_of(before):
        raise BadInput(field="record", rule=BadInput.Rule.CHANGED_SINCE, value=wanted.person)
    after = corrected(before, wanted.said, entry.document, today=app.today(), words=tables())
    changed = differences(before, after)
    if not changed:
        raise BadInput(field="record", rule=BadInput.Rule.NOTHING_CHANGED, value=wanted.person)
    check_reason(changed, wanted.reason)
    return Prepared(after, RecordCorrection(reason=wanted.reason, changed=changed))


def keep_prepared(uow: UnitOfWork, prepared: Prepared) -> tuple[str, str, str]:
    """Keep it; returns what goes into the log."""
    uow.directory.change_person(prepared.person)
    said = SAID_IN_LOG.dump_json(prepared.correction, exclude_defaults=True).decode()
    return CORRECTED, prepared.person.id, said


def corrections_of(uow: UnitOfWork, person: str) -> tuple[PastCorrection, ...]:
    """Every correction of a person, newest first."""
    return tuple(
        PastCorrection(
            at=line.at,
            by=line.by,
            document=line.document,
            correction=SAID_IN_LOG.validate_json(line.said),
        )
        for line in uow.directory_log.changes(person)
        if line.what == CORRECTED
    )


def set_record(
    app: App, entry: DirectoryEntry, person: str, record: Record, *, reason: str = ""
) -> None:
    """Correct every field of a person's record that differs from `record`.

    Raises BadInput, NotAllowed, NotFound as `correct`.
    """
    check_record(record)
    with reading(app) as uow:
        before = uow.directory.entered(person)
    after = replace(before, record=record)
    said = {one.field: one.after for one in differences(before, after)}
    seen = version_of(before)
    correct(app, entry, Correcting(person=person, said=said, seen=seen, reason=reason))


def record_from(said: Any) -> Record:
    """A record as written in a file. Raises BadInput naming the place.

    An unknown key is refused: a misspelt one must not become "not on file".
    """
    _check_keys("", said, set(OF_RECORD))
    for table in TABLES:
        rows = said.get(table.name)
        for row in rows if table.row and isinstance(rows, list) else ():
            _check_keys(f"{table.name}: ", row, {column.name for column in table.columns})
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
