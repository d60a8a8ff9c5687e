"""What software found when it checked a case."""

from __future__ import annotations

from dataclasses import dataclass

from domain.facts.fact import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked(Fact):
    """A named check was run by software. `findings`: (rule, verdict, measured, required)."""

    name: str
    step: str
    round: int
    findings: tuple[tuple[str, str, str, str], ...]
