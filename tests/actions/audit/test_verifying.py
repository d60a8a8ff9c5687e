"""`verify` proves what people see: every column of every row, every file, every pinned text."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import Boolean, Date, Integer, select, text, true, update

from actions.audit.verifying import verify
from bootstrap.demonstration.scenario import Scenario
from domain.audit.chain import BadRow
from models.audit import audit_log
from models.audit.difference import Difference
from models.schema.registers import register_entries
from models.schema.tables import cases, papers, tasks
from models.types import UtcDateTime
from tests.playing import PlayedCase, opened

FREE = {"papers": {"id"}, "cases": {"id"}, "tasks": {"id", "case_id"}}  # names of rows
TAKEN = {"register_entries": {"series", "number"}}
OTHER = {
    "status": "withdrawn",
    "post": "deputy",
    "role": "final",
    "law_digest": None,
    "subject": "hlinhnie",
    "started_by": "hlinhnie",
    "case_id": None,
}


@pytest.fixture
def issued(app) -> PlayedCase:
    """A decision is signed and numbered, its papers are kept."""
    play = opened(app)
    play.until("announce")
    return play


def columns():
    for table in (cases, tasks, papers, register_entries):
        kept_out = FREE.get(table.name, set()) | TAKEN.get(table.name, set())
        for column in table.columns:
            if column.name not in kept_out and OTHER.get(column.name, "") is not None:
                yield table, column


def forged(column, kept):
    """Something else that the column can hold."""
    if column is tasks.c.status:
        return "cancelled"
    if column.name in OTHER:
        return OTHER[column.name]
    if column.name in ("drafts", "recused"):
        return "[]" if kept != "[]" else '["hlinhnie"]'
    if column.name == "due":
        return kept.replace("2026", "2031")
    kinds = {
        Boolean: not kept,
        Integer: 7_000,
        Date: date(2020, 1, 1),
        UtcDateTime: datetime(2020, 1, 1, tzinfo=UTC),
    }
    return next((v for kind, v in kinds.items() if isinstance(column.type, kind)), "x")


def test_each_column_that_is_edited_is_named(issued):
    """Edited one by one and taken back, so that one played case serves for all of them."""
    assert verify(issued.app) == []
    silent = [str(c) for t, c in columns() if not is_named(issued.app.engine, t, c)]
    assert silent == []


def is_named(engine, table, column):
    which = table.c.due.is_not(None) if column.name.startswith("due") else true()
    if table is tasks and not column.name.startswith("due"):
        which = table.c.answered_at.is_not(None)
    with engine.connect() as connection:
        kept = connection.execute(select(column).where(which)).scalars().first()
        edit = update(table).where(which).values({column: forged(column, kept)})
        assert connection.execute(edit).rowcount
        found = audit_log.verify(connection)
        connection.rollback()
    named = {(d.table, d.column) for d in found if isinstance(d, Difference)}
    # The head and the version of a case are what its chain is held against.
    chain = column.name in ("chain_head", "version") and any(isinstance(d, BadRow) for d in found)
    return (table.name, column.name) in named or chain


@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("DELETE FROM papers WHERE role = 'final'", "papers"),
        ("DELETE FROM tasks WHERE status = 'open'", "tasks"),
        ("DELETE FROM register_entries", "register_entries"),
        ("UPDATE registers SET last = 0", "registers"),
        ("UPDATE procedure_versions SET body = replace(body, 'a', 'b')", "procedure_versions"),
        ("UPDATE register_entries SET number = 9", "register_entries"),
    ],
)
def test_rows_taken_out_and_texts_rewritten_are_named(issued, statement, table):
    with issued.app.engine.begin() as connection:
        connection.execute(text(statement))
    assert table in {d.table for d in verify(issued.app)}


def test_a_file_changed_on_disk_is_named(issued):
    with issued.app.engine.connect() as connection:
        final = connection.execute(papers.select().where(papers.c.role == "final")).one()
    path = issued.app.papers.path(final.content)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    assert [(d.table, d.row) for d in verify(issued.app, issued.id)] == [("files", final.content)]
    path.unlink()
    assert [d.row for d in verify(issued.app)] == [final.content]


def test_a_damaged_database_file_is_told_in_words(lite, tmp_path):
    opened(lite)
    lite.engine.dispose()
    path = tmp_path / "thamdinh.db"
    with path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\xff" * 4096 * 40)
    assert {d.table for d in verify(lite)} & {"database"}


def test_a_damaged_page_anywhere_is_a_fault_and_never_an_accident(lite, tmp_path):
    """Every page of the file in turn, the first too, filled with noise (fixed seed)."""
    opened(lite)
    lite.engine.dispose()
    path, chance = tmp_path / "thamdinh.db", random.Random(15)
    whole = path.read_bytes()
    size, silent = 4096, []
    for page in chance.sample(range(len(whole) // size), 40):
        noise = chance.randbytes(size)
        path.write_bytes(whole[: page * size] + noise + whole[(page + 1) * size :])
        if not verify(lite):
            silent.append(page)
        lite.engine.dispose()
    assert silent == []


@pytest.mark.parametrize("procedure", ["dismiss", "resign", "discipline", "reappoint"])
def test_a_finished_case_of_each_procedure_is_told_by_its_facts(lite, procedure):
    play = opened(lite, procedure=procedure)
    scenario: Scenario = play.story()
    scenario.play()
    play.follow()
    assert not play.case.open
    assert verify(lite) == []
