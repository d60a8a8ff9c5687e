"""Does what is stored hold? The chains first, then every row people see against what proves it.

A chain that holds says what happened; the rows of cases, tasks, papers and registers must say the
same, column by column, since pages show the rows. Rows no fact tells of have their journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from sqlalchemy import Connection, select

from domain.audit.chain import BadRow, Link, first_bad
from models.audit.difference import Difference
from models.audit.journal_rows import row_differences, stream_heads, stream_links
from models.audit.projections import case_differences, lost_rows
from models.cases.cases import link_from
from models.decisions.registers import Registers
from models.province.province import province_differences
from models.schema.tables import cases, events

Fault = BadRow | Difference
Heads = dict[str, tuple[int, str]]
REGISTERS, STREAMS = ("register_events", "registers"), ("journal", "streams")  # links, heads
AT_THE_END = ("tail_cut", "extra", "no_case")


def verify(connection: Connection, case_id: str | None = None) -> list[Fault]:
    """The first bad row of every chain, and every row that says something else than what proves it.

    Reads in a stream, one case in memory at a time. A case whose chain is broken before its end is
    not compared.
    """
    faults = _cases(connection, case_id)
    if case_id is None:
        kept = Registers(connection)
        faults += _chains(REGISTERS, _by_case(kept.links()), kept.heads())
        faults += _chains(STREAMS, stream_links(connection), stream_heads(connection))
        faults += lost_rows(connection)
        faults += row_differences(connection)
        faults += province_differences(connection)
    return faults


def _cases(connection: Connection, case_id: str | None) -> list[Fault]:
    heads = _heads(connection, case_id)
    faults: list[Fault] = []
    for found_id, group in _by_case(_links(connection, case_id)):
        links = list(group)
        broken = _chain_fault(found_id, links, heads.pop(found_id, None))
        faults += [broken] if broken else []
        if broken is None or broken.why in AT_THE_END:
            faults += case_differences(connection, found_id, links)
    for empty in heads:
        faults += [_cut(empty), Difference(table="cases", row=empty, case_id=empty, why="put_in")]
    return faults


def _chains(
    tables: tuple[str, str], chains: Iterator[tuple[str, Iterator[Link]]], heads: Heads
) -> list[Fault]:
    """Chains beside those of cases, each against the head that is kept of it: where a chain is
    whole and its head another, one of the two was edited."""
    found = [_chain_fault(name, links, heads.pop(name, None)) for name, links in chains]
    found += [_cut(empty) for empty in heads]
    broken = [replace(bad, table=tables[0]) for bad in found if bad]
    heads_of = [bad.case_id for bad in broken if bad.why in AT_THE_END]
    return [*broken, *(Difference(table=tables[1], row=name) for name in heads_of)]


def _by_case(links: Iterable[Link]) -> Iterator[tuple[str, Iterator[Link]]]:
    yield from groupby(links, key=lambda link: link.case_id)


def _cut(name: str) -> BadRow:
    return BadRow(case_id=name, version=1, part=0, why="tail_cut")


def _chain_fault(
    found_id: str, links: Iterable[Link], head: tuple[int, str] | None
) -> BadRow | None:
    if head is None:
        return BadRow(case_id=found_id, version=1, part=0, why="no_case")
    return first_bad(links, version=head[0], head=head[1])


def _heads(connection: Connection, case_id: str | None) -> Heads:
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
