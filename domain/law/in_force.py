"""Validity in time. Lawyers write the last day; code asks `covers(day)`. Converted once, here."""

from __future__ import annotations

from collections.abc import Iterable
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


def gaps(versions: Iterable[HasSpan]) -> list[tuple[date, date]]:
    """Half-open spans without any version between the first and the last one."""
    spans = sorted((v.first_day, v.end) for v in versions)
    return [(left[1], right[0]) for left, right in pairwise(spans) if left[1] < right[0]]
