"""Does what is stored hold? The chains first, then every row people see against what proves it.

A chain that holds says what happened; the rows of cases, tasks, papers and registers must say the
same, column by column, since pages show the rows. Rows no fact tells of have their journal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from sqlalchemy import Connection, func, select

from domain.audit.chain import GENESIS, BadRow, Link, first_bad
from models.audit.difference import Difference
from models.audit.journal_rows import (
    links_after,
    row_differences,
    row_differences_since,
    stream_heads,
    stream_links,
)
from models.audit.projections import CaseRows, case_differences, lost_rows
from models.cases.cases import link_from
from models.decisions.registers import Registers
from models.province.province import province_differences
from models.schema.tables import cases, events

Fault = BadRow | Difference
Heads = dict[str, tuple[int, str]]
REGISTERS, STREAMS = ("register_events", "registers"), ("journal", "streams")  # links, heads
AT_THE_END = ("tail_cut", "extra", "no_case")
AT_ONCE = 50


def verify(connection: Connection, case_id: str | None = None) -> list[Fault]:
    """The first bad row of every chain, and every row that says something else than what proves it.

    Reads in a stream, some cases in memory at a time. A case whose chain is broken before its end
    is not compared.
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


def verify_since(
    connection: Connection, case_ids: Iterable[str], after: int, streams: Heads
) -> list[Fault]:
    """The same of what came since all was found whole: these cases and those with a fact above id
    `after`, each from its first fact on, and the lines of the journal behind these ends of its
    streams with the rows they tell of. Registers and the province are small: all of them."""
    fresh = select(events.c.case_id).where(events.c.id > after).distinct()
    moved = {*case_ids, *connection.execute(fresh).scalars()}
    faults = [fault for case_id in sorted(moved) for fault in _cases(connection, case_id)]
    kept = Registers(connection)
    faults += _chains(REGISTERS, _by_case(kept.links()), kept.heads())
    faults += _stream_faults(connection, streams)
    faults += row_differences_since(connection, streams)
    faults += province_differences(connection)
    return faults


def chain_faults(connection: Connection) -> list[Fault]:
    """The chains of all cases alone: the first bad row of each."""
    heads = _heads(connection, None)
    found = [
        _chain_fault(case_id, links, heads.pop(case_id, None))
        for case_id, links in _by_case(_links(connection, None))
    ]
    return [*filter(None, found), *map(_cut, heads)]


def newest_fact(connection: Connection) -> int:
    return connection.execute(select(func.max(events.c.id))).scalar() or 0


def _stream_faults(connection: Connection, since: Heads) -> Iterator[Fault]:
    heads = stream_heads(connection)
    for name in sorted(since.keys() - heads.keys()):
        yield Difference(table=STREAMS[1], row=name, why="gone")
    for name, (length, head) in heads.items():
        after = since.get(name, (0, GENESIS))
        links = links_after(connection, name, after[0] - 1)
        if after[0] and getattr(next(links, None), "digest", "") != after[1]:
            yield BadRow(case_id=name, version=after[0], part=0, why="tail_cut", table=STREAMS[0])
        elif bad := first_bad(links, version=length, head=head, after=after):
            yield replace(bad, case_id=name, table=STREAMS[0])


def _cases(connection: Connection, case_id: str | None) -> list[Fault]:
    heads = _heads(connection, case_id)
    faults: list[Fault] = []
    for some in _together(_by_case(_links(connection, case_id))):
        rows = CaseRows(connection, list(some))
        for found_id, links in some.items():
            broken = _chain_fault(found_id, links, heads.pop(found_id, None))
            faults += [broken] if broken else []
            if broken is None or broken.why in AT_THE_END:
                faults += case_differences(rows, found_id, links)
    for empty in heads:
        faults += [_cut(empty), Difference(table="cases", row=empty, case_id=empty, why="put_in")]
    return faults


def _together(cases_: Iterator[tuple[str, Iterator[Link]]]) -> Iterator[dict[str, list[Link]]]:
    """AT_ONCE cases at a time: their rows are read together, and no more is in memory."""
    some: dict[str, list[Link]] = {}
    for found_id, group in cases_:
        some[found_id] = list(group)
        if len(some) == AT_ONCE:
            yield some
            some = {}
    if some:
        yield some


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
