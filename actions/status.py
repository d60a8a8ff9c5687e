"""What stands still and why, for who runs the machine: can we serve, what is owed, what failed."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum, auto
from pathlib import Path

from actions.app import App
from models.audit.alarms import Alarm
from models.database import Damaged, is_behind
from models.effects.operations import DutyState, Process
from models.effects.owed import Owed, Troubled, owed, troubled
from models.told.mailboxes import DeadAddress
from models.told.mails import MailCounts, Undelivered
from models.unit_of_work import UnitOfWork, reading

SILENT = timedelta(minutes=2)  # without a sign of life a process is held for dead
BACK_UP = "back_up"  # the duty of flows/duties.py, by the name it is noted under
LEAST_FREE = 200_000_000  # bytes of disk for a day of papers


class Obstacle(StrEnum):
    """Why nothing can be served or written."""

    DATABASE = auto()
    SCHEMA = auto()
    READ_ONLY = auto()
    PAPERS = auto()
    DISK = auto()


@dataclass(frozen=True, slots=True)
class MailState:
    """Mail in numbers, what never arrived, addresses nothing arrives at; nothing of any case."""

    counts: MailCounts
    undelivered: tuple[Undelivered, ...]
    dead: tuple[DeadAddress, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """`sealed` is when the newest seal was made, ISO 8601, empty before the first; `free` are bytes
    of the disk papers are on; `at` is the moment of the answer, UTC. `alarms` are the newest acts
    the program undid because their end contradicted the case, `alarms_in_all` counts them all;
    `office`: papers can be printed here, in `typeface`, which `typeface_fits` or does not;
    `mail` is None where none is sent, `law` the edition of the law data as the files are now. Of a
    machine that cannot read its database the rest is empty."""

    at: datetime
    obstacles: tuple[Obstacle, ...]
    free: int
    processes: tuple[Process, ...] = ()
    duties: tuple[DutyState, ...] = ()
    owed: Owed | None = None
    troubled: tuple[Troubled, ...] = ()
    sealed: str = ""
    alarms: tuple[Alarm, ...] = ()
    alarms_in_all: int = 0
    law: str = ""
    office: bool = True
    typeface: str = ""
    typeface_fits: bool = True
    mail: MailState | None = None

    def silent(self, process: Process) -> bool:
        """It did not end, and has not been heard of for `SILENT`."""
        return self.at - process.seen_at > SILENT

    def outdated(self, process: Process) -> bool:
        """It serves older law data than the files hold: it must be started again."""
        return bool(process.law) and process.law != self.law

    @property
    def backed_up(self) -> bool:
        """The clock has made a backup, or tried to."""
        return any(duty.name == BACK_UP for duty in self.duties)


def obstacles(app: App) -> tuple[Obstacle, ...]:
    """What keeps this machine from serving; empty when it can. Takes no lock and writes nothing."""
    found = (_database(app), _writable(app), _papers(app), _disk(app))
    return tuple(one for one in found if one)


def status(app: App) -> Status:
    """The whole, read at one moment."""
    office = app.office
    bare = Status(
        app.clock(),
        obstacles(app),
        _free(app.papers.root),
        office=office.present,
        typeface=office.typeface,
        typeface_fits=office.prints_fit,
    )
    if {Obstacle.DATABASE, Obstacle.SCHEMA} & set(bare.obstacles):
        return bare
    with reading(app) as uow:
        newest = uow.seals.newest()
        return replace(
            bare,
            processes=uow.operations.processes(),
            duties=uow.operations.duties(),
            owed=owed(uow.connection),
            troubled=troubled(uow.connection),
            sealed=newest.at if newest else "",
            alarms=uow.alarms.newest(),
            alarms_in_all=uow.alarms.count(),
            law=app.catalogue.edition_of_the_files(),
            mail=_mail(uow) if app.post else None,
        )


def _mail(uow: UnitOfWork) -> MailState:
    return MailState(uow.mails.counts(), uow.mails.undelivered(), uow.mailboxes.dead())


def _database(app: App) -> Obstacle | None:
    try:
        return Obstacle.SCHEMA if is_behind(app.engine) else None
    except Damaged:
        return Obstacle.DATABASE


def _writable(app: App) -> Obstacle | None:
    """Of a SQLite file and its folder; PostgreSQL says so itself when it is written to."""
    file = app.engine.url.database if app.engine.dialect.name == "sqlite" else None
    places = [Path(file), Path(file).parent] if file else []
    there = all(os.access(place, os.W_OK) for place in places if place.exists())
    return None if there else Obstacle.READ_ONLY


def _papers(app: App) -> Obstacle | None:
    place = _existing(app.papers.root)
    return None if os.access(place, os.W_OK | os.X_OK) else Obstacle.PAPERS


def _disk(app: App) -> Obstacle | None:
    return Obstacle.DISK if _free(app.papers.root) < LEAST_FREE else None


def _free(place: Path) -> int:
    return shutil.disk_usage(_existing(place)).free


def _existing(place: Path) -> Path:
    """The folder itself, or the nearest above it: it is made with its first paper."""
    return next(folder for folder in (place, *place.absolute().parents) if folder.exists())
