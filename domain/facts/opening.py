"""How a case begins, by which law it goes on, and how it closes."""

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
class CaseMigrated(Fact):
    """The case goes on by another text at the step `goes_on`, on `document`. The answers in the
    steps `before` it and in those of `stand`, after it, count as they did; those in the steps of
    `gone` count no more. The names of the law are those of `CaseOpened`."""

    procedure: str
    law_digest: str
    law_day: date
    law_book: str
    goes_on: str
    stays: bool  # what was asked there is asked still
    before: tuple[str, ...]
    stand: tuple[str, ...]
    gone: tuple[str, ...]
    reason: str
    document: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return replace(
            case,
            procedure=self.procedure,
            law_digest=self.law_digest,
            law_day=self.law_day,
            law_book=self.law_book,
            stand=self.stand,
        )


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
