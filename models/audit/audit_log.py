"""Verify the chains: name the first bad row of each case or register that does not hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from sqlalchemy import Connection, select

from domain.audit.chain import BadRow, Link, first_bad
from models.cases.cases import link_from
from models.decisions.registers import Registers
from models.schema.tables import cases, events


def verify(connection: Connection, case_id: str | None = None) -> list[BadRow]:
    """The first bad row of every case and register that has one; reads in a stream."""
    bad = _broken(_heads(connection, case_id), _links(connection, case_id))
    if case_id is None:
        registers = Registers(connection)
        bad += _broken(registers.heads(), registers.links())
    return bad


def _broken(heads: dict[str, tuple[int, str]], all_links: Iterable[Link]) -> list[BadRow]:
    bad: list[BadRow] = []
    for found_id, links in groupby(all_links, key=lambda link: link.case_id):
        head = heads.pop(found_id, None)
        if head is None:
            bad.append(BadRow(case_id=found_id, version=1, part=0, why="no_case"))
            continue
        fault = first_bad(links, version=head[0], head=head[1])
        if fault is not None:
            bad.append(fault)
    bad += [BadRow(case_id=empty, version=1, part=0, why="tail_cut") for empty in heads]
    return bad


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
