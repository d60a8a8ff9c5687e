"""What was handed over by whom to whom, and that it was received: lines of the directory's log."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, and_, func, select

from domain.errors import NotFound
from domain.leaving.hanging import Hang, Hanging
from models.directory.directory_log import Change, DirectoryLog
from models.schema.directory_log import directory_log

HANDED_OVER, RECEIVED = "handed_over", "handover_received"
LARGEST_ID = 2**31  # databases count no further
LATER = directory_log.alias("received")
RECEIPT = and_(LATER.c.what == RECEIVED, LATER.c.act_id == directory_log.c.act_id + ":received")


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """One pack: what `giver` held as `position` of `agency` until `last_day` (empty and None: their
    account closed) and `receiver` takes over; `left` does not move, and says why. `received_at` is
    None until the receiver has said so."""

    act_id: str
    giver: str
    receiver: str
    agency: str = ""
    position: str = ""
    last_day: date | None = None
    document: str
    items: tuple[Hanging, ...]
    left: tuple[Hanging, ...] = ()
    by: str
    at: datetime
    number: int = 0
    received_at: datetime | None = None


class Handovers:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def add(self, pack: Handover) -> None:
        """A line of the log, about the receiver."""
        said = {
            "giver": pack.giver,
            "agency": pack.agency,
            "position": pack.position,
            "last_day": pack.last_day.isoformat() if pack.last_day else "",
            "items": [asdict(one) for one in pack.items],
            "left": [asdict(one) for one in pack.left],
        }
        self._log(pack, HANDED_OVER, json.dumps(said, ensure_ascii=False))

    def receive(self, pack: Handover, at: datetime) -> None:
        """The receiver has it: a line of its own, which is never taken back."""
        act_id = f"{pack.act_id}:received"
        received = replace(pack, act_id=act_id, by=pack.receiver, at=at)
        self._log(received, RECEIVED, json.dumps({"giver": pack.giver, "number": pack.number}))

    def _log(self, pack: Handover, what: str, said: str) -> None:
        line = Change(
            act_id=pack.act_id,
            what=what,
            person=pack.receiver,
            document=pack.document,
            said=said,
            by=pack.by,
            at=pack.at,
        )
        DirectoryLog(self.connection).add(line)

    def get(self, number: int) -> Handover:
        """Raises NotFound."""
        known = 0 < number < LARGEST_ID
        found = self._found(directory_log.c.id == number, limit=1) if known else ()
        if not found:
            raise NotFound(kind="pack", id=str(number))
        return found[0]

    def of(self, receiver: str = "", *, limit: int = 200) -> tuple[Handover, ...]:
        """Newest first; everybody's where no receiver is named."""
        mine = [directory_log.c.person == receiver] if receiver else []
        return self._found(*mine, limit=limit)

    def waiting(self) -> int:
        """How many nobody has received yet."""
        given = directory_log.c.what == HANDED_OVER
        query = select(func.count()).select_from(directory_log.outerjoin(LATER, RECEIPT))
        return int(self.connection.execute(query.where(given, LATER.c.id.is_(None))).scalar_one())

    def _found(self, *where: Any, limit: int) -> tuple[Handover, ...]:
        query = (
            select(directory_log, LATER.c.at.label("received_at"))
            .select_from(directory_log.outerjoin(LATER, RECEIPT))
            .where(directory_log.c.what == HANDED_OVER, *where)
            .order_by(directory_log.c.id.desc())
        )
        return tuple(map(_pack, self.connection.execute(query.limit(limit))))


def _pack(row: Row[Any]) -> Handover:
    said = json.loads(row.said)
    day, items, left = (said.pop(name) for name in ("last_day", "items", "left"))
    return Handover(
        act_id=row.act_id,
        receiver=row.person,
        last_day=date.fromisoformat(day) if day else None,
        document=row.document,
        by=row.by,
        at=row.at,
        number=row.id,
        received_at=row.received_at,
        items=_items(items),
        left=_items(left),
        **said,
    )


def _items(said: Sequence[dict[str, Any]]) -> tuple[Hanging, ...]:
    return tuple(Hanging(**one | {"what": Hang(one["what"])}) for one in said)
