"""Does what is stored hold? The chains first, then every row people see against its chain.

A chain that holds says what happened; the rows of cases, tasks, papers and registers must say the
same, column by column, since pages show the rows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from domain.audit.chain import BadRow, Link, first_bad
from models.audit.projections import Difference, case_differences, register_differences
from models.cases.cases import link_from
from models.decisions.registers import Registers
from models.schema.tables import cases, events

Fault = BadRow | Difference


def verify(connection: Connection, case_id: str | None = None) -> list[Fault]:
    """The first bad row of every chain, and every row that says something else than its chain.

    Reads in a stream, one case in memory at a time. A case whose chain is broken is not compared.
    """
    heads = _heads(connection, case_id)
    faults: list[Fault] = []
    for found_id, group in groupby(_links(connection, case_id), key=lambda link: link.case_id):
        links = list(group)
        broken = _chain_fault(found_id, links, heads.pop(found_id, None))
        faults += [broken] if broken else case_differences(connection, found_id, links)
    faults += [BadRow(case_id=empty, version=1, part=0, why="tail_cut") for empty in heads]
    if case_id is None:
        faults += _registers(connection)
        faults += register_differences(connection)
    return faults


def _registers(connection: Connection) -> list[Fault]:
    registers = Registers(connection)
    heads, faults = registers.heads(), list[Fault]()
    for series, links in groupby(registers.links(), key=lambda link: link.case_id):
        if broken := _chain_fault(series, links, heads.pop(series, None)):
            faults.append(broken)
    return faults + [BadRow(case_id=empty, version=1, part=0, why="tail_cut") for empty in heads]


def _chain_fault(
    found_id: str, links: Iterable[Link], head: tuple[int, str] | None
) -> BadRow | None:
    if head is None:
        return BadRow(case_id=found_id, version=1, part=0, why="no_case")
    return first_bad(links, version=head[0], head=head[1])


def _heads(connection: Connection, case_id: str | None) -> dict[str, tuple[int, str]]:
    query = select(cases.c.id, cases.c.version, cases.c.chain_head)
    if case_id is not None:
        query = query.where(cases.c.id == case_id)
    return {row.id: (row.version, row.chain_head) for row in connection.execute(query)}


def _links(connection: Connection, case_id: str | None) -> Iterator[Link]:
    query = select(events).order_by(events.c.case_id, events.c.version, events.c.part, events.c.id)
    if case_id is not None:
        query = query.where(events.c.case_id == case_id)
    streamed = connection.execution_options(yield_per=1000).execute(query)
    return (link_from(row) for row in streamed)
