"""What decisions wrote into people's files: rows kept with their facts, read with the people."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, select, update

from domain.directory.decided import DecidedRow, OnFile
from domain.facts.decisions import Renumbered
from domain.facts.fact import Fact
from domain.facts.person_file import RecordUndone, RecordWritten
from domain.papers.person_file import file_as_told
from models.directory.directory_log import Change, DirectoryLog
from models.facts_json import dump
from models.schema.person_file import person_rows

ROW = TypeAdapter(DecidedRow)
HOLDS = person_rows.c.undone_by == ""


def keep_rows(connection: Connection, case_id: str, facts: Sequence[Fact], *, act_id: str) -> None:
    """Rows follow the facts; each writing or undoing has its line in the log of the directory."""
    for part, fact in enumerate(facts):
        if isinstance(fact, RecordWritten):
            _write(connection, case_id, fact)
        elif isinstance(fact, RecordUndone):
            _undo(connection, case_id, fact)
        elif isinstance(fact, Renumbered):
            _renumber(connection, case_id, fact)
        if isinstance(fact, RecordWritten | RecordUndone):
            DirectoryLog(connection).add(_logged(fact, f"{act_id}:{part}"))


def rows_on_file(connection: Connection, person: str) -> tuple[OnFile, ...]:
    """Everything decisions wrote about a person, undone rows too, oldest first."""
    query = select(person_rows).where(person_rows.c.person == person)
    ordered = query.order_by(person_rows.c.dated, person_rows.c.case_id, person_rows.c.number)
    return tuple(_on_file(row) for row in connection.execute(ordered))


def rows_that_hold(
    connection: Connection, people: Iterable[str] | None = None, *, but: str = ""
) -> dict[str, list[DecidedRow]]:
    """Person → the rows that hold, in the order of the decisions; None: of everybody. `but`: those
    of one case left out."""
    query = select(person_rows.c.person, person_rows.c.said)
    query = query.where(HOLDS, person_rows.c.case_id != but)
    if people is not None:
        query = query.where(person_rows.c.person.in_(list(people)))
    found: dict[str, list[DecidedRow]] = {}
    for row in connection.execute(
        query.order_by(person_rows.c.dated, person_rows.c.case_id, person_rows.c.number)
    ):
        found.setdefault(row.person, []).append(ROW.validate_json(row.said))
    return found


def rows_told(case_id: str, facts: Iterable[Fact]) -> dict[str, Mapping[str, Any]]:
    """Name of the row (its primary key) → the row as the facts of a case tell it."""
    told = enumerate(file_as_told(case_id, facts), 1)
    return {f"{case_id} {number}": _values(on, number) for number, on in told}


def _write(connection: Connection, case_id: str, fact: RecordWritten) -> None:
    query = select(person_rows.c.number).where(person_rows.c.case_id == case_id)
    last = max(connection.execute(query).scalars(), default=0)
    told = enumerate(file_as_told(case_id, [fact]), last + 1)
    connection.execute(insert(person_rows), [_values(on, number) for number, on in told])


def _values(on: OnFile, number: int) -> dict[str, Any]:
    return {
        "case_id": on.case,
        "number": number,
        "person": on.person,
        "symbol": on.symbol,
        "dated": on.dated,
        "said": dump(on.row),
        "undone_by": on.undone_by,
    }


def _undo(connection: Connection, case_id: str, fact: RecordUndone) -> None:
    written = (person_rows.c.case_id == case_id) & (person_rows.c.symbol == fact.symbol)
    change = update(person_rows).where(written & HOLDS)
    connection.execute(change.values(undone_by=fact.undone_by))


def _renumber(connection: Connection, case_id: str, fact: Renumbered) -> None:
    written = (person_rows.c.case_id == case_id) & (person_rows.c.symbol == fact.voided_symbol)
    connection.execute(update(person_rows).where(written).values(symbol=fact.symbol))


def _logged(fact: RecordWritten | RecordUndone, act_id: str) -> Change:
    written = isinstance(fact, RecordWritten)
    return Change(
        act_id=act_id,
        what="decision_written" if written else "decision_undone",
        person=fact.person,
        document=fact.symbol if isinstance(fact, RecordWritten) else fact.undone_by,
        said=dump(fact),
        by=fact.by.person,
        at=fact.at,
    )


def _on_file(row: Any) -> OnFile:
    return OnFile(
        row=ROW.validate_json(row.said),
        person=row.person,
        case=row.case_id,
        symbol=row.symbol,
        dated=row.dated,
        undone_by=row.undone_by,
    )
