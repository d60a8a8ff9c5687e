"""The moment before a vote counts or a decision is issued, as the conditions look at it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.directory.people import Person
from domain.facts.fact import Fact
from domain.facts.votes import Tally
from domain.law.case_law import Law
from domain.state.case import Case


@dataclass(frozen=True, slots=True)
class GateInput:
    """What is about to happen: the case with its history, its law, the person, the date on the
    decision or of the vote, and the counts of a vote."""

    case: Case
    law: Law
    subject: Person
    dated: date
    history: tuple[Fact, ...] = ()
    tally: Tally | None = None
