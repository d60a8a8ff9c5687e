"""Registers of outgoing papers: numbers are taken inside the transaction that uses them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date
from itertools import count
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import Connection, insert, or_, select, update

from domain.audit import chain
from domain.decisions.issuing import NumberTaken
from domain.decisions.registers import NumbersVoided, RegisterEntry
from models.facts_json import dump
from models.schema.registers import register_entries, register_events, registers

VOIDED = TypeAdapter(NumbersVoided)


class Registers:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def next_number(self, series: str) -> int:
        """The next number of a series, from 1, voided ones passed over. Given back by a rollback,
        so no gap appears."""
        number = self._step(series)
        closed = self.voided_numbers(series)  # read once the row is ours
        if number not in closed:
            return number
        free = next(n for n in count(number) if n not in closed)
        self.connection.execute(
            update(registers).where(registers.c.series == series).values(last=free)
        )
        return free

    def _step(self, series: str) -> int:
        step = (
            update(registers)
            .where(registers.c.series == series)
            .values(last=registers.c.last + 1)
            .returning(registers.c.last)
        )
        taken = self.connection.execute(step).scalar()
        if taken is not None:
            return int(taken)
        # Two first users of a series collide on the primary key; the loser decides again.
        self.connection.execute(insert(registers).values(series=series, last=1))
        return 1

    def record(self, taken: NumberTaken, *, case_id: str, dated: date) -> None:
        self.connection.execute(
            insert(register_entries).values(
                series=taken.series,
                number=taken.number,
                symbol=taken.symbol,
                dated=dated,
                signer=taken.signer,
                case_id=case_id,
            )
        )

    def void(self, voided: NumbersVoided, *, act_id: str) -> None:
        """Add to the history of the register."""
        row = self.hold(voided.series)
        at = voided.at.astimezone(UTC).isoformat()
        link = chain.sealed(
            chain.Link(
                case_id=voided.series,
                version=row.version + 1,
                part=0,
                act_id=act_id,
                kind="NumbersVoided",
                at=at,
                body=dump(voided),
                previous=row.chain_head,
                digest="",
            )
        )
        named = {name: getattr(link, name) for name in chain.Link.__slots__ if name != "case_id"}
        self.connection.execute(insert(register_events).values(named | {"series": voided.series}))
        self.connection.execute(
            update(registers)
            .where(registers.c.series == voided.series)
            .values(version=link.version, chain_head=link.digest)
        )

    def hold(self, series: str) -> Any:
        """The row of a series, made if absent, held until the transaction ends."""
        query = select(registers).where(registers.c.series == series).with_for_update()
        row = self.connection.execute(query).first()
        if row is None:
            self.connection.execute(insert(registers).values(series=series, last=0))
            row = self.connection.execute(query).one()
        return row

    def voided(self, series: str) -> tuple[NumbersVoided, ...]:
        query = (
            select(register_events.c.body)
            .where(register_events.c.series == series)
            .order_by(register_events.c.version)
        )
        bodies = self.connection.execute(query).scalars()
        return tuple(VOIDED.validate_json(body) for body in bodies)

    def voided_numbers(self, series: str) -> frozenset[int]:
        spans = (range(v.first, v.last + 1) for v in self.voided(series))
        return frozenset(number for span in spans for number in span)

    def last(self, series: str) -> int:
        query = select(registers.c.last).where(registers.c.series == series)
        return self.connection.execute(query).scalar() or 0

    def entries(self, series: str) -> tuple[RegisterEntry, ...]:
        """Every line of a series in the order of numbers."""
        query = select(register_entries).where(register_entries.c.series == series)
        rows = self.connection.execute(query.order_by(register_entries.c.number))
        return tuple(RegisterEntry(**row._mapping) for row in rows)

    def latest(self, series: str) -> RegisterEntry | None:
        """The line with the youngest date that still bears its number."""
        closed = self.voided_numbers(series)
        live = [entry for entry in self.entries(series) if entry.number not in closed]
        return max(live, key=lambda entry: (entry.dated, entry.number), default=None)

    def series_beginning(self, prefix: str) -> tuple[str, ...]:
        query = select(registers.c.series).where(registers.c.series.startswith(prefix))
        return tuple(self.connection.execute(query.order_by(registers.c.series)).scalars())

    def heads(self) -> dict[str, tuple[int, str]]:
        """Series → how many acts its history has, and the digest of the last."""
        begun = or_(registers.c.version > 0, registers.c.chain_head != chain.GENESIS)
        rows = self.connection.execute(select(registers).where(begun))
        return {row.series: (row.version, row.chain_head) for row in rows}

    def links(self) -> Iterable[chain.Link]:
        """The histories of all registers, series after series."""
        query = select(register_events).order_by(
            register_events.c.series, register_events.c.version, register_events.c.id
        )
        for row in self.connection.execute(query):
            yield chain.Link(
                case_id=row.series,
                version=row.version,
                part=row.part,
                act_id=row.act_id,
                kind=row.kind,
                at=row.at,
                body=row.body,
                previous=row.previous,
                digest=row.digest,
            )
