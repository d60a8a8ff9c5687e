"""Positions and accounts ended by who has looked at what hangs on them."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.app import App
from actions.directory.entry import DirectoryEntry
from actions.leaving.hanging import hanging, of_account, of_seat
from actions.leaving.leave import close_account, end_seat
from domain.directory.actors import Seat
from domain.leaving.hanging import Hanging, Settling, digest_of
from models.unit_of_work import reading


def seen(found: tuple[Hanging, ...], **more: Any) -> Settling:
    return Settling(seen=digest_of(found), **more)


def of_position(app: App, last_day: date, **key: Any) -> tuple[Hanging, ...]:
    """What hangs on a position that ends with that day."""
    with reading(app) as uow:
        seat = uow.spans.find(Seat, **key)
        assert isinstance(seat, Seat)
        return hanging(app, uow, of_seat(app, uow, seat, last_day))


def of_person(app: App, person: str) -> tuple[Hanging, ...]:
    """What hangs on somebody whose account closes."""
    with reading(app) as uow:
        return hanging(app, uow, of_account(app, uow, person))


def end_position(app: App, entry: DirectoryEntry, last_day: date, **key: Any) -> None:
    end_seat(app, entry, last_day, seen(of_position(app, last_day, **key)), **key)


def shut(app: App, person: str, *, by: str = "") -> None:
    """Close the account."""
    close_account(app, person, by=by, settling=seen(of_person(app, person)))
