"""UTC is stored, Asia/Ho_Chi_Minh decides: the one place where an instant becomes a legal day."""

from __future__ import annotations

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

LOCAL = ZoneInfo("Asia/Ho_Chi_Minh")


def local(at: datetime) -> datetime:
    return at.astimezone(LOCAL)


def local_day(at: datetime) -> date:
    """The legal day in which the instant `at` (aware) falls."""
    return local(at).date()


def start_of(day: date) -> datetime:
    """The first moment of a legal day."""
    return datetime.combine(day, time(), LOCAL)


def not_before(read: datetime, last: datetime | None) -> datetime:
    """The time of the next thing that happens: time in a history never runs backwards."""
    return read if last is None else max(read, last)
