"""The province as it stands, and every change of it: what, why, on which document, by whom."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from domain.province.province import Edit, Rows, applied, digest_of
from models.audit import journal
from models.audit.difference import SPOILT, Difference, compare, rows_of
from models.audit.wishes import was_done
from models.schema.law import province_changes as changes
from models.schema.law import province_rows as standing
from models.schema.tables import cases, seats, tasks

MOST_ROWS = 10_000  # of one change


@dataclass(frozen=True, slots=True)
class Edition:
    """Which change was the last, and the digest of all rows after it."""

    number: int
    digest: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvinceChange:
    """One change. `by` is empty on the command line; `from_day` None: it is not dated."""

    act_id: str
    what: str
    subject: str = ""
    from_day: date | None = None
    document: str
    reason: str
    edit: Edit
    by: str
    at: datetime
    number: int = 0
    digest: str = field(default="", compare=False)


class Provinces:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def newest(self) -> Edition | None:
        """None: this base has no rows of its own yet."""
        query = select(changes.c.number, changes.c.digest).order_by(changes.c.number.desc())
        row = self.connection.execute(query.limit(1)).first()
        return Edition(row.number, row.digest) if row else None

    def rows(self) -> Rows:
        """As they stand, in the order of lists."""
        query = select(standing.c.key, standing.c.body).order_by(standing.c.place)
        return {row.key: json.loads(row.body) for row in self.connection.execute(query)}

    def knows(self, act_id: str) -> bool:
        """Raises ActIdReused where the same form said something else."""
        return was_done(self.connection, changes.c.act_id, act_id)

    def add(self, change: ProvinceChange) -> Edition:
        """Keep the change and what it makes of the rows."""
        before, number = self.rows(), (last.number if (last := self.newest()) else 0) + 1
        digest = digest_of(applied(before, change.edit))
        kept = {k: v for k, v in asdict(change).items() if k not in ("edit", "number", "digest")}
        said = json.dumps(asdict(change.edit), ensure_ascii=False)
        journal.add(self.connection, changes, **kept, number=number, digest=digest, said=said)
        self._put(before, change.edit, number)
        return Edition(number, digest)

    def _put(self, before: Rows, edit: Edit, number: int) -> None:
        self.connection.execute(delete(standing).where(standing.c.key.in_(edit.dropped)))
        places = _new_places(before, edit, number)
        for key, row in edit.put.items():
            said = {"body": _text(row), "number": number}
            if key in places:
                new = insert(standing).values(key=key, place=places[key], **said)
                self.connection.execute(new)
            else:
                this = standing.c.key == key
                self.connection.execute(update(standing).where(this).values(**said))

    def changes(self, subject: str = "", *, limit: int = 200) -> tuple[ProvinceChange, ...]:
        """Newest first; of one body where `subject` is given."""
        query = select(changes).order_by(changes.c.number.desc()).limit(limit)
        if subject:
            query = query.where(changes.c.subject == subject)
        return tuple(_change(row) for row in self.connection.execute(query))

    def used(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Which of these bodies somebody sits in, or a case or task names."""
        wanted, found = list(codes), set[str]()
        for column in (seats.c.agency, tasks.c.agency, cases.c.press_agency, cases.c.handler):
            query = select(column).where(column.in_(wanted)).distinct()
            found |= set(self.connection.execute(query).scalars())
        return tuple(code for code in wanted if code in found)


def province_differences(connection: Connection) -> Iterator[Difference]:
    """The changes played again: each digest, and the rows as they stand after the last one."""
    rows: Rows = {}
    told: dict[str, dict[str, Any]] = {}
    for kept in sorted(rows_of(connection, changes), key=lambda row: int(row["number"])):
        try:
            edit = _edit(str(kept["said"]))
            places = _new_places(rows, edit, kept["number"])
            rows = applied(rows, edit)
        except SPOILT:  # the journal names the row
            return
        told = {key: told.get(key) or {"place": places.get(key)} for key in rows}
        for key, row in edit.put.items():
            told[key] |= {"body": _text(row), "number": kept["number"]}
        if digest_of(rows) != kept["digest"]:
            yield Difference(table="province_changes", row=str(kept["number"]), column="digest")
    stored = {str(row["key"]): row for row in rows_of(connection, standing)}
    yield from compare("province_rows", "", told, stored)


def _new_places(before: Rows, edit: Edit, number: int) -> dict[str, int]:
    """New rows come after all that stood before, in their own order."""
    new = (key for key in edit.put if key not in before)
    return {key: number * MOST_ROWS + at for at, key in enumerate(new)}


def _text(row: Any) -> str:
    return json.dumps(row, ensure_ascii=False, sort_keys=True)


def _edit(said: str) -> Edit:
    edit = json.loads(said)
    return Edit(edit["put"], tuple(edit["dropped"]))


def _change(row: Row[Any]) -> ProvinceChange:
    known = {k: v for k, v in row._mapping.items() if k != "said"}
    return ProvinceChange(**known, edit=_edit(row.said))
