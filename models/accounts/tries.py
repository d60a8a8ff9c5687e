"""Wrong tries by name and place, and the devices a person has signed in from."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, delete, func, select, update

from domain.accounts.tries import Place, Tries
from models.schema.accounts import known_devices, sign_in_tries
from models.upsert import upsert

KEPT = timedelta(days=7)  # a count nobody added to for so long says nothing any more


class TryCounts:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def count(self, person: str, place: Place, now: datetime) -> Tries:
        """Add one, at once and before anything is compared; the row stays locked to the end.

        Of tries sent side by side each therefore sees the others.
        """
        first = {"person": person, "place": place.key, "failed": 1, "at": now}
        again = {"failed": sign_in_tries.c.failed + 1, "at": now}
        counted = upsert(self.connection, sign_in_tries, first, ["person", "place"], again)
        found = counted.returning(sign_in_tries.c.failed, sign_in_tries.c.resting_until)
        row = self.connection.execute(found).one()
        return Tries(place=place, failed=row.failed, resting_until=row.resting_until)

    def rest(self, person: str, place: Place, until: datetime | None) -> None:
        here = and_(sign_in_tries.c.person == person, sign_in_tries.c.place == place.key)
        self.connection.execute(update(sign_in_tries).where(here).values(resting_until=until))

    def forget(self, person: str, places: Sequence[Place], now: datetime) -> None:
        """After a good try; what is long past goes with it."""
        keys = [place.key for place in places]
        mine = and_(sign_in_tries.c.person == person, sign_in_tries.c.place.in_(keys))
        self.connection.execute(delete(sign_in_tries).where(mine))
        self.connection.execute(delete(sign_in_tries).where(sign_in_tries.c.at < now - KEPT))

    def forget_all(self, person: str) -> None:
        self.connection.execute(delete(sign_in_tries).where(sign_in_tries.c.person == person))

    def resting(self, now: datetime) -> dict[str, datetime]:
        """Names that may not be tried now from at least one place, and until when at the most."""
        until = func.max(sign_in_tries.c.resting_until)
        query = (
            select(sign_in_tries.c.person, until)
            .where(sign_in_tries.c.resting_until > now)
            .group_by(sign_in_tries.c.person)
        )
        return {row[0]: row[1] for row in self.connection.execute(query)}

    def knows(self, person: str, device: str) -> bool:
        mine = and_(known_devices.c.person == person, known_devices.c.device == device)
        return self.connection.execute(select(known_devices).where(mine)).first() is not None

    def know(self, person: str, device: str, now: datetime) -> None:
        row = {"person": person, "device": device, "at": now}
        self.connection.execute(upsert(self.connection, known_devices, row, ["person", "device"]))

    def forget_devices(self, person: str) -> None:
        self.connection.execute(delete(known_devices).where(known_devices.c.person == person))
