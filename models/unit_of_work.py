"""One action is one transaction. Losing a race means reload and decide again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Protocol, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import IntegrityError, OperationalError

from domain.errors import StaleCase
from models.accounts.accounts import Accounts
from models.accounts.admin_requests import AdminRequests
from models.accounts.tokens import Tokens
from models.accounts.tries import TryCounts
from models.accounts.webhooks import Webhooks
from models.audit.alarms import Alarms
from models.audit.attempts import Attempts
from models.audit.checkpoints import Checkpoints
from models.audit.seals import Seals
from models.audit.spool import SpoolPlaces
from models.cases.cases import Cases
from models.cases.marks import CaseMarks
from models.database import READ_ONLY
from models.decisions.registers import Registers
from models.directory.directory import Directory
from models.directory.directory_log import DirectoryLog
from models.directory.handovers import Handovers
from models.directory.leaving import Leaving
from models.directory.spans import Spans
from models.effects.effects import Effects
from models.effects.notices import Notices
from models.effects.operations import Operations
from models.effects.visits import Visits
from models.law.procedure_versions import Laws
from models.papers.own_templates import OwnTemplates
from models.papers.papers import Papers
from models.papers.readings import Readings
from models.province.province import Provinces
from models.told.mailboxes import Mailboxes
from models.told.mails import Mails
from models.votes.ballots import Ballots
from models.watch.orphans import Watching

R = TypeVar("R")


class HasDatabase(Protocol):
    """The application, as far as this room knows it."""

    @property
    def engine(self) -> Engine: ...


class UnitOfWork:
    """Everything one transaction may read and write; each part is made when it is asked for."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.connection)

    @cached_property
    def admin_requests(self) -> AdminRequests:
        return AdminRequests(self.connection)

    @cached_property
    def alarms(self) -> Alarms:
        return Alarms(self.connection)

    @cached_property
    def attempts(self) -> Attempts:
        return Attempts(self.connection)

    @cached_property
    def ballots(self) -> Ballots:
        return Ballots(self.connection)

    @cached_property
    def cases(self) -> Cases:
        return Cases(self.connection)

    @cached_property
    def checkpoints(self) -> Checkpoints:
        return Checkpoints(self.connection)

    @cached_property
    def directory(self) -> Directory:
        return Directory(self.connection)

    @cached_property
    def directory_log(self) -> DirectoryLog:
        return DirectoryLog(self.connection)

    @cached_property
    def effects(self) -> Effects:
        return Effects(self.connection)

    @cached_property
    def handovers(self) -> Handovers:
        return Handovers(self.connection)

    @cached_property
    def laws(self) -> Laws:
        return Laws(self.connection)

    @cached_property
    def leaving(self) -> Leaving:
        return Leaving(self.connection)

    @cached_property
    def mailboxes(self) -> Mailboxes:
        return Mailboxes(self.connection)

    @cached_property
    def mails(self) -> Mails:
        return Mails(self.connection)

    @cached_property
    def marks(self) -> CaseMarks:
        return CaseMarks(self.connection)

    @cached_property
    def notices(self) -> Notices:
        return Notices(self.connection)

    @cached_property
    def operations(self) -> Operations:
        return Operations(self.connection)

    @cached_property
    def own_templates(self) -> OwnTemplates:
        return OwnTemplates(self.connection)

    @cached_property
    def papers(self) -> Papers:
        return Papers(self.connection)

    @cached_property
    def province(self) -> Provinces:
        return Provinces(self.connection)

    @cached_property
    def readings(self) -> Readings:
        return Readings(self.connection)

    @cached_property
    def registers(self) -> Registers:
        return Registers(self.connection)

    @cached_property
    def seals(self) -> Seals:
        return Seals(self.connection)

    @cached_property
    def spans(self) -> Spans:
        return Spans(self.connection)

    @cached_property
    def spool_places(self) -> SpoolPlaces:
        return SpoolPlaces(self.connection)

    @cached_property
    def tokens(self) -> Tokens:
        return Tokens(self.connection)

    @cached_property
    def tries(self) -> TryCounts:
        return TryCounts(self.connection)

    @cached_property
    def visits(self) -> Visits:
        return Visits(self.connection)

    @cached_property
    def webhooks(self) -> Webhooks:
        return Webhooks(self.connection)

    @cached_property
    def watching(self) -> Watching:
        return Watching(self.connection)


def transaction(engine: Engine, work: Callable[[UnitOfWork], R], *, tries: int = 6) -> R:
    """Run `work` and commit; when another act came first, run it again on what is true now.

    `work` must have no effect outside the database. Raises StaleCase after `tries` lost races.
    """
    for attempt in range(1, tries + 1):
        try:
            with engine.begin() as connection:
                return work(UnitOfWork(connection))
        except StaleCase:
            if attempt == tries:
                raise
        except (IntegrityError, OperationalError) as lost:
            if attempt == tries or not _is_lost_race(lost):
                raise StaleCase(reason=str(lost.orig)) from lost
        time.sleep(random.uniform(0, 0.005 * 2**attempt))
    raise AssertionError("unreachable")


@contextmanager
def reading(app: HasDatabase) -> Iterator[UnitOfWork]:
    """The database as it stands, for a look that changes nothing and takes no write lock."""
    with app.engine.connect().execution_options(**{READ_ONLY: True}) as connection:
        yield UnitOfWork(connection)


def _is_lost_race(error: IntegrityError | OperationalError) -> bool:
    """Also a connection that died: whether its commit arrived is found by the id of the act."""
    if isinstance(error, IntegrityError) or error.connection_invalidated:
        return True
    said = str(error.orig).lower()
    return any(word in said for word in ("locked", "deadlock", "serialize"))
