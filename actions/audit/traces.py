"""What a look leaves behind: on the disk before anything is shown, in the database shortly after.

Looking takes no lock of the database, so nobody who only looks waits for somebody who writes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from pydantic import TypeAdapter, ValidationError

from actions.app import App
from models.audit.alarms import Alarm
from models.audit.attempts import RefusedAttempt
from models.audit.difference import Difference
from models.audit.spool import LineEdited, SpoolLine, SpoolPlace
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, transaction

log = logging.getLogger(__name__)
NUL = "\\u0000"
BATCH = 50  # lines of one transaction: nobody who acts waits long for those who looked


@dataclass(frozen=True, slots=True)
class FormShown:
    """What was typed and refused was shown again to who typed it; `at` is when it was kept."""

    person: str
    path: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SessionSeen:
    """`token` is the hash of the cookie."""

    token: str
    at: datetime


@dataclass(frozen=True, slots=True)
class TokenUsed:
    token: str
    at: datetime


Trace = Reading | RefusedAttempt | FormShown | SessionSeen | TokenUsed
KINDS: Mapping[str, type[Trace]] = {
    "reading": Reading,
    "refused_attempt": RefusedAttempt,
    "form_shown": FormShown,
    "session_seen": SessionSeen,
    "token_used": TokenUsed,
}
NAMES = {kind: name for name, kind in KINDS.items()}
FORMS: Mapping[str, TypeAdapter[Any]] = {name: TypeAdapter(kind) for name, kind in KINDS.items()}
WRITES: Mapping[str, Callable[[UnitOfWork, Any], object]] = {
    "reading": lambda uow, one: _keep_reading(uow, one),
    "refused_attempt": lambda uow, one: uow.attempts.add(one),
    "form_shown": lambda uow, one: uow.accounts.forget_form(one.person, one.path, one.at),
    "session_seen": lambda uow, one: uow.accounts.seen(one.token, one.at),
    "token_used": lambda uow, one: uow.tokens.used(one.token, one.at),
}


def leave(app: App, trace: Trace) -> None:
    """Keep it before anything is shown. Raises NotRecorded."""
    name = NAMES[type(trace)]
    app.spool.put(name, FORMS[name].dump_json(trace).decode())


def take_in(app: App) -> int:
    """Write into the database what waits on the disk, each line once; returns how many there were.

    Several processes may do so at a time. A file in which a line was edited is left as it is from
    there on: the alarm and `verify` name it.
    """
    return sum(_take_file(app, file) for file in app.spool.files())


def _take_file(app: App, file: str) -> int:
    taken, size = 0, app.spool.size(file)
    while app.spool.seen.get(file, 0) < size:
        some, whole = transaction(app.engine, lambda uow: _take_some(app, uow, file))
        taken += some
        if some < BATCH:
            app.spool.seen[file] = size
            if whole:
                app.spool.let_go(file)
    return taken


def _take_some(app: App, uow: UnitOfWork, file: str) -> tuple[int, bool]:
    """How many lines were taken, and whether all there were could be."""
    at, taken, whole = uow.spool_places.hold(file), 0, True
    try:
        for line in islice(app.spool.lines(file, at), BATCH):
            trace = read_line(line)
            WRITES[line.kind](uow, trace)
            at, taken = line.end, taken + 1
    except LineEdited as edited:
        _raise_alarm(app, uow, file, str(edited))
        whole = False
    if taken:
        uow.spool_places.move(file, at)
    return taken, whole


def read_line(line: SpoolLine) -> Trace:
    """Raises LineEdited for what no process of ours puts down, though its digest is right."""
    try:
        found: Trace = FORMS[line.kind].validate_json(line.body)
    except (KeyError, ValidationError) as wrong:
        raise LineEdited(line.file, line.end.taken) from wrong
    if NUL in line.body:  # which no text of a database holds
        raise LineEdited(line.file, line.end.taken)
    return found


def _keep_reading(uow: UnitOfWork, reading: Reading) -> None:
    """One of a case or a person that is not there waits for nothing: another database was put in
    the place of the one it was read in."""
    if uow.readings.fits(reading):
        uow.readings.add(reading)
        if reading.how == "page":
            uow.marks.look(reading.person, reading.case_id, reading.at)
    else:
        log.error("a reading of what is not in this database: %s", reading)


def _raise_alarm(app: App, uow: UnitOfWork, file: str, found: str) -> None:
    log.error("a line of the spool was edited: %s", found)
    uow.alarms.add(Alarm(app.clock(), "", file, "", "spool_holds", found))


def readings_of(app: App, uow: UnitOfWork, case_id: str) -> tuple[Reading, ...]:
    """Who was shown what of a case, in its order: also what is not in the database yet."""
    return (*uow.readings.of_case(case_id), *readings_waiting(app, uow, case_id))


def readings_waiting(app: App, uow: UnitOfWork, case_id: str) -> tuple[Reading, ...]:
    """Those that are not in the database yet."""
    waiting = _waiting(app, uow)
    ours = (one for one in waiting if isinstance(one, Reading) and one.case_id == case_id)
    return tuple(sorted(ours, key=lambda one: one.at))


def _waiting(app: App, uow: UnitOfWork) -> Iterator[Trace]:
    """Of a file with an edited line what stands before it; `spool_faults` names the rest."""
    places = uow.spool_places.all()
    for file in app.spool.files():
        with suppress(LineEdited):
            yield from map(read_line, app.spool.lines(file, places.get(file, SpoolPlace())))


def spool_faults(app: App, uow: UnitOfWork, *, full: bool = True) -> Iterator[Difference]:
    """Lines that are not what was put down, and places no line ends at. Not `full`: of what waits,
    no line that is in the database already is read again."""
    places = uow.spool_places.all()
    for file in app.spool.files():
        at = places.get(file, SpoolPlace())
        begin = SpoolPlace() if full else at
        try:
            ends = [begin, *map(_end_of, app.spool.lines(file, begin))]
        except LineEdited as edited:
            yield Difference(table="spool", row=f"{file} @ {edited.at}", why="edited")
        else:
            if at not in ends or at.taken > app.spool.size(file):
                yield Difference(table="spools", row=file, why="edited", stored=str(at.taken))


def _end_of(line: SpoolLine) -> SpoolPlace:
    """Where a line that can be read ends. Raises LineEdited."""
    read_line(line)
    return line.end
