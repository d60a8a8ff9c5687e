"""How a case begins and how it closes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.state.case import Case, CaseStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseOpened(Fact):
    procedure: str
    law_digest: str
    law_day: date
    subject: str
    press_agency: str
    post: str
    by: Actor
    note: str = ""
    about: str = ""  # the case a complaint or a supervision is about
    handler: str = ""  # the body that runs it; empty: that of who opened it
    law_book: str = ""  # rules, lists, bodies and texts it is judged by, by their digest


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseWithdrawn(Fact):
    reason: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return replace(case, status=CaseStatus.WITHDRAWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEnded(Fact):
    status: str  # done | stopped
    outcome: str

    def apply(self, case: Case) -> Case:
        return replace(case, status=CaseStatus(self.status), outcome=self.outcome)
