"""Rows people see, compared with what the facts of their chain say: each column of each row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select, text

from domain.audit.chain import Link
from domain.facts.decisions import DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from domain.facts.replay import replayed
from domain.state.case import Case
from models.cases.case_rows import case_row, task_row
from models.directory.person_file import rows_told
from models.facts_json import load
from models.papers.papers import PaperFact, paper_rows
from models.schema.person_file import person_rows
from models.schema.registers import register_entries, registers
from models.schema.tables import cases, events, papers, tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """`column` empty: the whole row is missing (`stored` empty) or nothing tells of it (`told`
    empty)."""

    case_id: str
    table: str
    row: str
    column: str = ""
    stored: str = ""
    told: str = ""


def case_differences(
    connection: Connection, case_id: str, links: Sequence[Link]
) -> list[Difference]:
    """Every column of the case, its tasks, papers, register lines and rows in the person's file
    that its facts do not tell."""
    try:
        facts = [load(link.kind, link.body) for link in links]
        case = replayed(case_id, facts, version=links[-1].version, chain_head=links[-1].digest)
    except (KeyError, ValueError) as unreadable:
        return [_unreadable(case_id, unreadable)]
    return [
        *_compare(cases, case_id, {case_id: case_row(case)}, _rows(connection, cases, case_id)),
        *_compare(tasks, case_id, _tasks(case), _rows(connection, tasks, case_id)),
        *_paper_differences(connection, case_id, facts),
        *_entry_differences(connection, case_id, facts),
        *_person_row_differences(connection, case_id, facts),
    ]


def register_differences(connection: Connection) -> list[Difference]:
    """Lines of a case that is not there, and counters behind their last line."""
    lines = connection.execute(select(register_entries)).all()
    known = set(connection.execute(select(cases.c.id)).scalars())
    counters = connection.execute(select(registers.c.series, registers.c.last))
    last = {row.series: row.last for row in counters}
    orphans = [
        Difference(
            case_id=line.case_id,
            table="register_entries",
            row=f"{line.series} {line.number}",
            stored=line.symbol,
        )
        for line in lines
        if line.case_id not in known
    ]
    most = Counter[str]()
    for line in lines:
        most[line.series] = max(most[line.series], line.number)
    behind = [
        Difference(
            case_id="", table="registers", row=s, column="last", stored=str(last[s]), told=str(n)
        )
        for s, n in most.items()
        if last[s] < n
    ]
    return orphans + behind


def file_faults(connection: Connection) -> list[str]:
    """What the database itself says of its files; nothing where it has no such check."""
    if connection.dialect.name != "sqlite":
        return []
    said = connection.execute(text("PRAGMA integrity_check")).scalars().all()
    return [line for line in said if line != "ok"]


def contents(connection: Connection) -> Iterator[tuple[str, str, str]]:
    """Case, kind and hash of every paper that is kept."""
    query = select(papers.c.case_id, papers.c.kind, papers.c.content).order_by(papers.c.id)
    for row in connection.execution_options(yield_per=1000).execute(query):
        yield row.case_id, row.kind, row.content


def _unreadable(case_id: str, why: Exception) -> Difference:
    return Difference(case_id=case_id, table=events.name, row=case_id, stored=str(why)[:200])


def _rows(connection: Connection, table: Table, case_id: str) -> dict[str, Mapping[str, Any]]:
    owner = table.c.id if table is cases else table.c.case_id
    found = connection.execute(select(table).where(owner == case_id))
    return {row.id: dict(row._mapping) for row in found}


def _tasks(case: Case) -> dict[str, Mapping[str, Any]]:
    return {
        task.id: task_row(task, case_id=case.id, seq=seq) for seq, task in enumerate(case.tasks)
    }


def _paper_differences(
    connection: Connection, case_id: str, facts: Sequence[Fact]
) -> Iterator[Difference]:
    """The n-th paper of a case is told by the n-th fact that brings one."""
    query = select(papers).where(papers.c.case_id == case_id).order_by(papers.c.id)
    kept = enumerate(connection.execute(query), 1)
    stored = {str(n): {k: v for k, v in row._mapping.items() if k != "id"} for n, row in kept}
    brought = paper_rows(case_id, [fact for fact in facts if isinstance(fact, PaperFact)])
    told = {str(n): row for n, row in enumerate(brought, 1)}
    return _compare(papers, case_id, told, stored)


def _entry_differences(
    connection: Connection, case_id: str, facts: Sequence[Fact]
) -> Iterator[Difference]:
    query = select(register_entries).where(register_entries.c.case_id == case_id)
    found = connection.execute(query)
    stored = {f"{row.series} {row.number}": dict(row._mapping) for row in found}
    return _compare(register_entries, case_id, _entries(case_id, facts), stored)


def _person_row_differences(
    connection: Connection, case_id: str, facts: Sequence[Fact]
) -> Iterator[Difference]:
    query = select(person_rows).where(person_rows.c.case_id == case_id)
    found = connection.execute(query)
    stored = {str(row.number): dict(row._mapping) for row in found}
    return _compare(person_rows, case_id, rows_told(case_id, facts), stored)


def _entries(case_id: str, facts: Sequence[Fact]) -> dict[str, Mapping[str, Any]]:
    """One line for each number a decision or a later paper about it was given; a number given
    anew keeps signer and date."""
    lines: dict[str, Mapping[str, Any]] = {}
    kept: dict[str, Any] = {"case_id": case_id}
    for fact in facts:
        if isinstance(fact, DecisionIssued | DecisionChanged):
            kept |= {"signer": fact.signer, "dated": fact.dated}
        if isinstance(fact, DecisionIssued | DecisionChanged | Renumbered):
            own = {"series": fact.series, "number": fact.number, "symbol": fact.symbol}
            lines[f"{fact.series} {fact.number}"] = own | kept
    return lines


def _compare(
    table: Table,
    case_id: str,
    told: Mapping[str, Mapping[str, Any]],
    stored: Mapping[str, Mapping[str, Any]],
) -> Iterator[Difference]:
    """Row by row, column by column; only columns the facts tell of are compared."""
    for row in sorted(told.keys() | stored.keys()):
        if row not in stored:
            yield Difference(case_id=case_id, table=table.name, row=row, told=row)
        elif row not in told:
            yield Difference(case_id=case_id, table=table.name, row=row, stored=row)
        else:
            for column, value in told[row].items():
                if stored[row][column] != value:
                    yield Difference(
                        case_id=case_id,
                        table=table.name,
                        row=row,
                        column=column,
                        stored=str(stored[row][column]),
                        told=str(value),
                    )
