"""A person's record survives storing; an older database keeps what was known of discipline."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from domain.directory.record import (
    Discipline,
    PastAbsence,
    Proceeding,
    Record,
    Service,
)
from domain.errors import NotFound
from models.database import connect
from models.unit_of_work import transaction
from tests.databases import upgrade_to
from tests.looking import read

FULL = Record(
    resident=True,
    planned_for=("head",),
    services=(Service("BPTTH", "deputy", date(2020, 1, 1), press=True),),
    disciplines=(Discipline("party", "warning", date(2021, 5, 4), act="a"),),
    proceedings=(Proceeding("inspection", date(2026, 1, 1), date(2026, 2, 1)),),
    absences=(PastAbsence("maternity", date(2026, 1, 1), date(2026, 6, 1)),),
    ratings={2025: "failed"},
    papers={"cv": date(2026, 8, 1)},
)


@pytest.mark.parametrize("record", [FULL, Record(), Record(disciplines=(), services=())])
def test_a_record_is_read_back_as_written_none_and_empty_apart(app, record):
    transaction(app.engine, lambda uow: uow.directory.set_record("ythongeban", record))
    assert read(app.engine, lambda uow: uow.directory.entered("ythongeban")).record == record


def test_nobody_has_no_record(lite):
    with pytest.raises(NotFound):
        transaction(lite.engine, lambda uow: uow.directory.set_record("x", FULL))


def test_migrating_keeps_a_discipline_and_reads_silence_as_not_on_file(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        upgrade_to(connection, "0003")
        for person, form, day in (("a", "warning", "2026-03-02"), ("b", "", None)):
            connection.execute(
                text(
                    "INSERT INTO people VALUES (:id, 'A', 'A', 'a', 'male', '1980-01-01', '', '',"
                    " '', '', '', 0, '', 0, NULL, 0, NULL, :form, :day)"
                ),
                {"id": person, "form": form, "day": day},
            )
        upgrade_to(connection, "head")
    people = [read(engine, lambda uow, p=p: uow.directory.entered(p)) for p in ("a", "b")]
    assert people[0].record.disciplines == (Discipline("state", "warning", date(2026, 3, 2)),)
    assert people[1].record.disciplines is None
