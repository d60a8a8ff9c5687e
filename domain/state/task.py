"""One question put to one agency in one round, and the day by which it wants an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.calendar.workdays import Due
from domain.law.options import Outcome


class TaskStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"  # no longer needed
    RECALLED = "recalled"  # taken back in time, or its text was replaced; kept, not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`id` reads CASE/step/round/role; `~2` is added when an answer was recalled.

    `due` keeps its arithmetic. `person`, `position`, `on_behalf_of` say who answered.
    """

    id: str
    step: str
    round: int
    role: str
    agency: str
    opened_at: datetime
    due: Due | None = None
    status: TaskStatus = TaskStatus.OPEN
    outcome: Outcome | None = None
    reason: str = ""
    person: str = ""
    position: str = ""
    on_behalf_of: str = ""
    answered_at: datetime | None = None
    paper_date: date | None = None
    paper_number: str = ""

    @property
    def taken_out(self) -> bool:
        """A body that is asked no more in a consultation that went on with the others."""
        return self.status == TaskStatus.CANCELLED and bool(self.reason)
