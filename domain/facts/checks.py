"""What software found when it checked a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Fact):
    """A named check was run by software. `findings`: (rule, verdict, measured, required)."""

    name: str
    step: str
    round: int
    findings: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockWentBack(Fact):
    """The clock of the machine read an earlier time than the thing before had; `at`, which the act
    bears, is that of the thing before. It blocks nothing and is shown as a fault."""

    read: datetime
