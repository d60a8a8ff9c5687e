"""The law of one case, gathered: its pinned procedure, the bodies, the calendar."""

from __future__ import annotations

from dataclasses import dataclass

from domain.agencies import Agencies
from domain.procedure import Procedure
from domain.workdays import WorkCalendar


@dataclass(frozen=True, slots=True)
class Law:
    procedure: Procedure
    agencies: Agencies
    calendar: WorkCalendar
