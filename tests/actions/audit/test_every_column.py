"""Each column of each table edited, each row taken out or put in: `verify` names table and row.

Tables and columns come from the metadata, so one that is added is tried by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import (
    Boolean,
    Date,
    Integer,
    LargeBinary,
    UniqueConstraint,
    delete,
    insert,
    select,
    text,
    update,
)
from sqlalchemy.exc import IntegrityError

from actions.accounts.accounts import set_password
from actions.accounts.sessions import SignIn, sign_in
from actions.accounts.tokens import NewToken, make_token
from actions.accounts.webhooks import register_webhook
from actions.audit.traces import take_in
from actions.audit.verifying import faults_in, verify
from actions.directory.directory import add_seat, delegate, enter_absence
from actions.directory.entry import DirectoryEntry
from actions.papers.read_draft import read_draft
from domain.accounts.two_people import AdminRequest, RequestKind
from domain.directory.absences import Absence
from domain.told.mailbox import Mailbox
from models.audit.alarms import Alarm
from models.audit.attempts import RefusedAttempt
from models.audit.coverage import COVERS, By
from models.schema.tables import papers
from models.schema.whole import metadata
from models.types import UtcDateTime
from models.unit_of_work import UnitOfWork, transaction
from tests.actions.decisions.test_void_number import void
from tests.actions.directory.test_directory import ADMIN, LENT, SEAT, TODAY
from tests.actions.papers.test_own_templates import keep
from tests.balloting import call, hand_out
from tests.playing import opened

MEMBERS = ("hlinhnie", "phamquochung", "buithanhmai", "vominhtri", "ymoaeban")
PROVEN = [
    table
    for table in metadata.sorted_tables
    if COVERS[table.name].by not in (By.NOTHING, By.SEALS)  # seals: test_seals.py
]
PUT_IN = [t for t in PROVEN if COVERS[t.name].by in (By.FACTS, By.JOURNAL)]


@pytest.fixture
def full(lite):
    """A row in every table that something proves, and no lock on any."""
    issued = opened(lite)
    issued.until("announce")
    voting = opened(lite, act_id="second", subject="vothimyhanh")
    voting.until("standing_vote")
    hand_out(voting, call(voting, MEMBERS))
    void(lite, 50, agency="TU")
    keep(lite)
    add_seat(lite, ADMIN, SEAT)
    delegate(lite, DirectoryEntry(act_id="form-2", by=ADMIN.by, document="GUQ 1"), LENT)
    away = Absence("dangducthuan", TODAY, TODAY + timedelta(days=3), "")
    enter_absence(lite, DirectoryEntry(act_id="form-3", by=ADMIN.by, document="ĐN 1"), away)
    set_password(lite, "lethuha", "một câu đủ dài để nhớ")
    sign_in(lite, SignIn("lethuha", "một câu đủ dài để nhớ"))
    make_token(lite, "lethuha", NewToken("máy", frozenset({"read"}), timedelta(days=1)))
    register_webhook(lite, "https://example.org/hook", by=ADMIN.by)
    with lite.engine.begin() as connection:
        query = select(papers.c.content).where(papers.c.role == "draft")
        draft = connection.execute(query.where(papers.c.case_id == issued.id)).scalars().first()
    read_draft(lite, issued.id, draft, person="lethuha", how="pdf")
    take_in(lite)
    transaction(lite.engine, lambda uow: _seldom(uow, lite.clock()))
    assert verify(lite) == []
    with lite.engine.begin() as connection:
        for name in connection.execute(
            text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ).scalars():
            connection.execute(text(f"DROP TRIGGER {name}"))
    return lite


def _seldom(uow, now):
    """What comes only of a fault, and of two administrators."""
    uow.alarms.add(Alarm(now, "BN-2026-0001", "a", "lethuha", "r", "đ"))
    asked = AdminRequest(
        id="1",
        kind=RequestKind.INVITE,
        people=("lethuha",),
        said={},
        document="",
        asked_by=ADMIN.by,
        asked_at=now,
    )
    uow.admin_requests.add(asked)
    uow.attempts.add(
        RefusedAttempt(person="lethuha", case_id="BN-2026-0009", what="act", code="x", at=now)
    )
    uow.mailboxes.put(Mailbox("lethuha").wanting("ha@example.org", "a" * 32, now))


@contextmanager
def edited(app) -> Iterator[UnitOfWork]:
    """What is done here is seen by `verify` and then taken back."""
    with app.engine.connect() as connection:
        connection.execute(text("PRAGMA defer_foreign_keys = ON"))
        connection.execute(text("PRAGMA ignore_check_constraints = ON"))
        yield UnitOfWork(connection)
        connection.rollback()
        connection.execute(text("PRAGMA ignore_check_constraints = OFF"))


def forged(column, kept):
    """Something else that the column can hold."""
    kind = column.type
    if isinstance(kind, Boolean):
        return not kept
    if isinstance(kind, Integer):
        return (kept or 0) + 7_000
    if isinstance(kind, UtcDateTime):
        return (kept or datetime.fromisoformat("2026-01-01T00:00:00+00:00")) + timedelta(days=9)
    if isinstance(kind, Date):
        return (kept or date(2026, 1, 1)) + timedelta(days=9)
    if isinstance(kind, LargeBinary):
        return kept + b"x"
    return f"{kept or ''}x" if kept != "[]" else '["x"]'


def first_of(uow, table):
    row = uow.connection.execute(select(table).limit(1)).one()._mapping
    this = [column == row[column.name] for column in table.primary_key]
    return dict(row), this


def named(app, uow, table):
    """Does a fault say this table, and a row of it?"""
    for fault in faults_in(app, uow):
        row = getattr(fault, "row", None) or f"{fault.case_id} {getattr(fault, 'version', '')}"
        if fault.table == table.name and row.strip() and not row.startswith("rowid"):
            return True
    return False


def unique_of(table):
    """Columns no two rows may have alike, alone or together."""
    together = [c for c in table.constraints if isinstance(c, UniqueConstraint)]
    named = {column for constraint in together for column in constraint.columns}
    return named | {c for c in table.columns if c.primary_key or c.unique}


def columns():
    for table in PROVEN:
        for column in table.columns:
            if column.name not in COVERS[table.name].but:
                yield table, column


def test_each_column_of_each_table_that_is_edited_is_named(full):
    silent = []
    for table, column in columns():
        with edited(full) as uow:
            row, this = first_of(uow, table)
            change = {column: forged(column, row[column.name])}
            uow.connection.execute(update(table).where(*this).values(change))
            if not named(full, uow, table):
                silent.append(str(column))
    assert silent == []
    assert len(list(columns())) > 60


@pytest.mark.parametrize("garbage", ["x'ff00'", pytest.param("'rác'", marks=pytest.mark.long)])
def test_what_no_column_can_hold_is_named_and_breaks_nothing(full, garbage):
    """Garbage under every type, as SQLite lets anybody with the file write it."""
    silent = []
    for table, column in columns():
        with edited(full) as uow:
            row, _ = first_of(uow, table)
            if isinstance(column.type, Boolean):  # anything is read as true there
                continue
            where = " AND ".join(f'"{c.name}" = :{c.name}' for c in table.primary_key)
            raw = text(f'UPDATE "{table.name}" SET "{column.name}" = {garbage} WHERE {where}')
            key = {c.name: row[c.name] for c in table.primary_key}
            try:
                uow.connection.execute(raw, key)
            except IntegrityError:  # the id of a row takes nothing but numbers
                continue
            if not named(full, uow, table):
                silent.append(str(column))
    assert silent == []


def test_each_row_taken_out_is_named(full):
    silent = []
    for table in PROVEN:
        with edited(full) as uow:
            _, this = first_of(uow, table)
            uow.connection.execute(delete(table).where(*this))
            if not named(full, uow, table):
                silent.append(table.name)
    assert silent == []


def test_each_row_put_in_is_named(full):
    silent = []
    for table in PUT_IN:
        with edited(full) as uow:
            row, _ = first_of(uow, table)
            for column in unique_of(table):
                row[column.name] = forged(column, row[column.name])
            uow.connection.execute(insert(table).values(**row))
            if not named(full, uow, table):
                silent.append(table.name)
    assert silent == []


def test_a_lock_that_was_taken_off_is_named(full):
    unlocked = {f.table for f in verify(full) if getattr(f, "why", "") == "unlocked"}
    assert unlocked >= {"events", "journal", "readings", "account_log", "directory_log"}
