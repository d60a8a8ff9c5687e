"""One question put to one agency in one round, and the day by which it wants an answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.calendar.workdays import Due
from domain.law.options import Outcome


def case_of(task_id: str) -> str:
    """The id of its case, with which a task's id begins."""
    return task_id.partition("/")[0]


class TaskState(StrEnum):
    """As it is told: a question that is cancelled for a reason of its own is told apart."""

    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"
    RECALLED = "recalled"
    TAKEN_OUT = "taken_out"
    FORWARDED = "forwarded"


class TaskStatus(StrEnum):
    OPEN = "open"
    DONE = "done"
    CANCELLED = "cancelled"  # no longer needed
    RECALLED = "recalled"  # taken back in time, or its text was replaced; kept, not counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """`id` reads CASE/step/round/role; `~2` is added when an answer was recalled.

    `due` keeps its arithmetic. `person`, `position` say who answered, `on_behalf_of`,
    `for_position`, `mandate` by whose written power. `holder` of the body works on it since
    `held_since`, and may answer where `holder_signs`; `prepared_by` put an answer before whoever
    signs; `forwarded_to` is the body it went to instead.
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
    for_position: str = ""
    mandate: str = ""
    answered_at: datetime | None = None
    paper_date: date | None = None
    paper_number: str = ""
    holder: str = ""
    held_since: datetime | None = None
    holder_signs: bool = False
    prepared_by: str = ""
    forwarded_to: str = ""

    @property
    def taken_out(self) -> bool:
        """A body that is asked no more in a consultation that went on with the others."""
        gone = self.status == TaskStatus.CANCELLED and bool(self.reason)
        return gone and not self.forwarded_to

    @property
    def state(self) -> TaskState:
        if self.forwarded_to:
            return TaskState.FORWARDED
        return TaskState.TAKEN_OUT if self.taken_out else TaskState(self.status)
