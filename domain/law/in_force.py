"""Validity in time. Lawyers write the last day; code asks `covers(day)`. Converted once, here."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from datetime import date, timedelta
from itertools import pairwise
from typing import Protocol, TypeVar

from pydantic import BaseModel, ConfigDict, Field, model_validator

from domain.errors import NoVersionInForce, OverlappingVersions

BEGINNING = date.min
ONE_DAY = timedelta(days=1)


class Frozen(BaseModel):
    """Base of everything read from the law files: immutable, and no unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Dated(Frozen):
    """In force from `first_day` to `last_day`, both included; absent means open on that side."""

    first_day: date = Field(default=BEGINNING, alias="from")
    last_day: date | None = Field(default=None, alias="to")

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> Dated:
        if self.last_day is not None and self.last_day < self.first_day:
            raise ValueError(f"ends {self.last_day} before it starts {self.first_day}")
        return self

    @property
    def end(self) -> date:
        """First day no longer in force."""
        return date.max if self.last_day is None else self.last_day + ONE_DAY

    def covers(self, day: date) -> bool:
        return self.first_day <= day < self.end


class HasSpan(Protocol):
    @property
    def first_day(self) -> date: ...
    @property
    def end(self) -> date: ...
    def covers(self, day: date) -> bool: ...


T = TypeVar("T", bound=HasSpan)


def version_on(versions: Iterable[T], day: date, *, what: str) -> T:
    """Return the one version in force on `day`. Silence and overlap are errors, never defaults.

    Raises NoVersionInForce or OverlappingVersions.
    """
    found = [version for version in versions if version.covers(day)]
    if not found:
        raise NoVersionInForce(what=what, on=day)
    if len(found) > 1:
        raise OverlappingVersions(what=what, on=day, count=len(found))
    return found[0]


D = TypeVar("D", bound=Dated)


def followed(
    kept: Iterable[D], now: Iterable[D], since: date, name: Callable[[D], Hashable]
) -> tuple[D, ...]:
    """Rows as they stood on `since`, with what began or ended after that day.

    A row edited or taken away since reads as it did; an end that lies after `since` is learnt from
    `now`, and so are the rows that begin after it, each of which ends the one of its name that
    still runs. Rows are one by name and first day.
    """
    before = {(name(row), row.first_day): row for row in kept}
    today = {(name(row), row.first_day): row for row in now}
    later = [row for key, row in today.items() if row.first_day > since and key not in before]
    begins = {
        name(row): row.first_day for row in sorted(later, key=lambda row: row.first_day)[::-1]
    }
    rows = (learnt_end(row, today.get(key), since) for key, row in before.items())
    return (*(_until(row, begins.get(name(row))) for row in rows), *later)


def _until(row: D, next_begins: date | None) -> D:
    if next_begins is None or not row.first_day < next_begins < row.end:
        return row
    return row.model_copy(update={"last_day": next_begins - ONE_DAY})


def learnt_end(kept: D, now: D | None, since: date) -> D:
    """The row with the end it has today, where neither that nor its own lies before `since`."""
    if now is None or min(kept.end, now.end) <= since or kept.last_day == now.last_day:
        return kept
    return kept.model_copy(update={"last_day": now.last_day})


def gaps(versions: Iterable[HasSpan]) -> list[tuple[date, date]]:
    """Half-open spans without any version between the first and the last one."""
    spans = sorted((v.first_day, v.end) for v in versions)
    return [(left[1], right[0]) for left, right in pairwise(spans) if left[1] < right[0]]
