"""Rows people see, compared with what the facts of their chain say: each column of each row."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, select

from domain.audit.chain import Link
from domain.facts.decisions import DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from domain.facts.replay import replayed
from domain.facts.votes import BallotClosed, BallotOpened, BallotSealed, BallotVoided
from domain.state.case import Case
from domain.votes.sums import PAIR
from models.audit.difference import SPOILT, Difference, Row, compare, rows_of
from models.cases.case_rows import case_row, task_row
from models.cases.worklist_rows import worklist_rows
from models.directory.person_file import rows_told
from models.facts_json import load
from models.papers.papers import PaperFact, paper_rows
from models.schema.person_file import person_rows
from models.schema.registers import register_entries, registers
from models.schema.tables import ballot_boxes, cases, events, outbox, papers, tasks, worklist


class CaseRows:
    """The rows people see of some cases, each table read once for all of them."""

    def __init__(self, connection: Connection, case_ids: Sequence[str]) -> None:
        self.connection, self.case_ids = connection, case_ids
        self._found: dict[str, dict[str, list[Row]]] = {}

    def of(self, table: Table, case_id: str) -> list[Row]:
        if table.name not in self._found:
            self._found[table.name] = self._read(table)
        return self._found[table.name].get(case_id, [])

    def boxes(self, case_id: str) -> dict[str, Row]:
        """Ballot boxes by their task."""
        asked = {str(row["id"]) for row in self.of(tasks, case_id)}
        return {row["task_id"]: row for task in asked for row in self.of(ballot_boxes, task)}

    def _read(self, table: Table) -> dict[str, list[Row]]:
        """By case; boxes by task."""
        of_cases = select(tasks.c.id).where(tasks.c.case_id.in_(self.case_ids))
        if table is ballot_boxes:
            owner, which = table.c.task_id, table.c.task_id.in_(of_cases)
        else:
            owner = table.c.id if table is cases else table.c.case_id
            which = owner.in_(self.case_ids)
        found: dict[str, list[Row]] = {}
        for row in rows_of(self.connection, table, which):
            found.setdefault(str(row[owner.name]), []).append(row)
        return found


def case_differences(rows: CaseRows, case_id: str, links: Sequence[Link]) -> list[Difference]:
    """Every column of the case, its tasks, papers, register lines, boxes, rows in the person's
    file and place in the queue that its facts do not tell."""
    try:
        facts = [load(link.kind, link.body) for link in links]
        case = replayed(case_id, facts, version=links[-1].version, chain_head=links[-1].digest)
    except SPOILT as unreadable:
        said = str(unreadable)[:200]
        one = Difference(
            case_id=case_id, table=events.name, row=case_id, why="unreadable", stored=said
        )
        return [one]
    told = _Told(rows, case_id)
    return [
        *told.differences(cases, {case_id: case_row(case)}),
        *told.differences(tasks, _tasks(case)),
        *told.differences(worklist, _worklist(case)),
        *told.differences(outbox, {case_id: {"version": case.version}}),
        *_paper_differences(rows, case_id, facts),
        *told.differences(register_entries, _entries(case_id, facts)),
        *told.differences(person_rows, rows_told(case_id, facts)),
        *_box_differences(rows, case_id, facts),
    ]


def lost_rows(connection: Connection) -> list[Difference]:
    """Rows of a case that is not there, cases whose number was given and that are not there, and
    counters that are not where their last line is."""
    known = set(connection.execute(select(cases.c.id)).scalars())
    orphans = [
        Difference(case_id=row["case_id"], table=table.name, row=_name(table, row), why="put_in")
        for table in (tasks, worklist, papers, register_entries, person_rows, outbox)
        for row in rows_of(connection, table)
        if row["case_id"] not in known
    ]
    asked = set(connection.execute(select(tasks.c.id)).scalars())
    orphans += [
        Difference(table=ballot_boxes.name, row=row["task_id"], why="put_in")
        for row in rows_of(connection, ballot_boxes)
        if row["task_id"] not in asked
    ]
    return [*orphans, *_counters(connection, known)]


def _counters(connection: Connection, known: Set[str]) -> Iterator[Difference]:
    """A register's last number is that of its last line; cases are numbered without a gap."""
    numbers = [_case_number(str(case_id)) for case_id in known]
    found = rows_of(connection, register_entries)
    lines = [row for row in found if isinstance(row["number"], int)]
    numbers += [(str(row["series"]), row["number"]) for row in lines]
    most: dict[str, int] = {}
    for series, number in numbers:
        most[series] = max(most.get(series, 0), number)
    counters = rows_of(connection, registers)
    stored = {str(row["series"]): {"last": row["last"]} for row in counters}
    told = {series: {"last": most.get(series, 0)} for series in stored.keys() | most.keys()}
    yield from compare(registers.name, "", told, stored)
    for series, number in sorted(set(_given(most)) - set(numbers)):
        case_id = "{1}-{2}-{0:04d}".format(number, *series.split(":")[1:])
        yield Difference(case_id=case_id, table=cases.name, row=case_id, why="gone")


def _case_number(case_id: str) -> tuple[str, int]:
    """Series and number of a case's id (actions/cases/open_case.py)."""
    prefix, _, number = case_id.rpartition("-")
    return f"case:{prefix.replace('-', ':')}", int(number) if number.isdecimal() else 0


def _given(most: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    for series, last in most.items():
        if series.startswith("case:"):
            yield from ((series, number) for number in range(1, last + 1))


@dataclass(frozen=True, slots=True)
class _Told:
    """Compares the rows of one case."""

    rows: CaseRows
    case_id: str

    def differences(self, table: Table, told: Mapping[str, Row]) -> Iterator[Difference]:
        stored = {_name(table, row): row for row in self.rows.of(table, self.case_id)}
        return compare(table.name, self.case_id, told, stored)


def _name(table: Table, row: Row) -> str:
    """A row's primary key, as an auditor reads it."""
    return " ".join(str(row[column.name]) for column in table.primary_key)


def _tasks(case: Case) -> dict[str, Row]:
    return {
        task.id: task_row(task, case_id=case.id, seq=seq) for seq, task in enumerate(case.tasks)
    }


def _worklist(case: Case) -> dict[str, Row]:
    return {f"{case.id} {agency}": row for agency, row in worklist_rows(case).items()}


def _paper_differences(rows: CaseRows, case_id: str, facts: Sequence[Fact]) -> Iterator[Difference]:
    """The n-th paper of a case is told by the n-th fact that brings one."""
    kept = sorted(rows.of(papers, case_id), key=lambda row: str(row["id"]).zfill(20))
    stored = {str(n): row for n, row in enumerate(kept, 1)}
    brought = paper_rows(case_id, [fact for fact in facts if isinstance(fact, PaperFact)])
    told = {str(n): row for n, row in enumerate(brought, 1)}
    return compare(papers.name, case_id, told, stored)


def _entries(case_id: str, facts: Sequence[Fact]) -> dict[str, Row]:
    """One line for each number a decision or a later paper about it was given; a number given
    anew keeps signer and date."""
    lines: dict[str, Row] = {}
    kept: dict[str, Any] = {"case_id": case_id}
    for fact in facts:
        if isinstance(fact, DecisionIssued | DecisionChanged):
            kept |= {"signer": fact.signer, "dated": fact.dated}
        if isinstance(fact, DecisionIssued | DecisionChanged | Renumbered):
            own = {"series": fact.series, "number": fact.number, "symbol": fact.symbol}
            lines[f"{fact.series} {fact.number}"] = own | kept
    return lines


def _box_differences(rows: CaseRows, case_id: str, facts: Sequence[Fact]) -> Iterator[Difference]:
    """A box stands from the opening of a ballot to its end, holds names of those called and sums of
    the right size; once sealed it is what the fact says."""
    stored = {task: _box(row) for task, row in rows.boxes(case_id).items()}
    running: dict[str, BallotOpened | BallotSealed] = {}
    for fact in facts:
        if isinstance(fact, BallotSealed) or (isinstance(fact, BallotOpened) and fact.tellers):
            running[fact.task] = fact
        elif isinstance(fact, BallotClosed | BallotVoided):
            running.pop(fact.task, None)
    told = {task: _box_told(fact, stored.get(task, {})) for task, fact in running.items()}
    return compare(ballot_boxes.name, case_id, told, stored)


def _box(row: Row) -> Row:
    try:
        return {"voted": tuple(json.loads(row["voted"])), "sums": bytes(row["sums"])}
    except SPOILT:
        return {"voted": row["voted"], "sums": row["sums"]}


def _box_told(fact: BallotOpened | BallotSealed, stored: Row) -> Row:
    """While people vote only what cannot be is told: who voted when is written nowhere."""
    if isinstance(fact, BallotSealed):
        return {"voted": fact.voted, "sums": bytes.fromhex(fact.sums)}
    voted, sums = stored.get("voted"), stored.get("sums", b"")
    names = isinstance(voted, tuple) and list(voted) == sorted(set(voted) & set(fact.members))
    size = len(fact.choices) * PAIR
    return {
        "voted": voted if names else fact.members,
        "sums": sums if len(sums) == size else bytes(size),
    }
