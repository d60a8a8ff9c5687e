"""Numbers once taken: in which order, voided with a reason, never used again.

State bodies: Decree 30/2020 Art 15 (order of time; numbered on the day of signing or the next
working day) and Art 18.3 (a paper that has gone out is replaced or corrected, not renumbered).
Of Party registers only "running numbers per type and term" was read (HD 05-HD/VPTW).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.calendar.workdays import WorkCalendar, working_days_after
from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.standing import CORRECTED_BY_PAPER
from domain.decisions.issuing import NumberTaken
from domain.directory.actors import Actor, Power
from domain.errors import BackDated, CannotVoid, NotAllowed, NotYourTask, ReasonMissing
from domain.facts.decisions import DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from domain.facts.hearing import Served
from domain.facts.signatures import PaperSigned, SignedCopyKept
from domain.law.basis import Basis, Confidence

ORDER_OF_TIME = Basis(instrument="ND30", article="15.1", confidence=Confidence.READ)
NEXT_WORKING_DAY = Basis(instrument="ND30", article="15.2", confidence=Confidence.READ)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersVoided:
    """Numbers `first` to `last` of a series are never given out; a fact of the register's own
    history. `case` is the case whose decision bore the number, where there was one."""

    series: str
    first: int
    last: int
    reason: str
    by: Actor
    at: datetime
    case: str = ""


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """One line of a register: a number, the paper that bears it and its case."""

    series: str
    number: int
    symbol: str
    dated: date
    signer: str
    case_id: str


@dataclass(frozen=True, slots=True)
class SeriesReport:
    """What an inspector asks of a series: every number up to `last` is accounted for, or missing.

    `disordered` bear an earlier date than a smaller number does.
    """

    series: str
    last: int
    entries: tuple[RegisterEntry, ...]
    voided: tuple[NumbersVoided, ...]
    missing: tuple[int, ...]
    disordered: tuple[RegisterEntry, ...]


def check_order(
    dated: date, latest: RegisterEntry | None, today: date, calendar: WorkCalendar, *, state: bool
) -> None:
    """A paper dated `dated` and numbered `today`, where back-dated, asks for a reason.

    Raises BackDated.

    `latest` is the youngest paper of the series. The next-working-day rule binds State bodies.
    """
    if latest is not None and dated < latest.dated:
        basis = (ORDER_OF_TIME,) if state else ()
        raise BackDated(
            basis,
            rule=BackDated.Rule.OUT_OF_ORDER,
            dated=dated,
            last=latest.dated,
            symbol=latest.symbol,
        )
    until = working_days_after(dated, 1, calendar).day
    if state and today > until:
        raise BackDated((NEXT_WORKING_DAY,), rule=BackDated.Rule.LATE, dated=dated, last=until)


def decision_in(facts: Iterable[Fact]) -> DecisionIssued | None:
    """The decision of a case, under the number it bears now."""
    found: DecisionIssued | None = None
    for fact in facts:
        if isinstance(fact, DecisionIssued):
            found = fact
        elif isinstance(fact, Renumbered) and found is not None:
            found = replace(found, number=fact.number, symbol=fact.symbol)
    return found


def check_can_renumber(attempt: Attempt, facts: Sequence[Fact], number: int, reason: str) -> None:
    """Only a clerk of the body that issued, with a reason, and before the paper has gone out.

    Raises CannotVoid, ReasonMissing, NotAllowed, NotYourTask.
    """
    decision = decision_in(facts)
    if decision is None or decision.number != number:
        raise CannotVoid(rule=CannotVoid.Rule.VOIDED_BEFORE, number=number)
    check_not_barred(attempt)
    check_clerk(attempt, decision)
    check_reason(reason)
    served = any(isinstance(f, Served) and f.what == "decision" for f in facts)
    kept = any(isinstance(f, PaperSigned | SignedCopyKept | DecisionChanged) for f in facts)
    if served or kept or not attempt.case.open:  # a case ends once its decision was told
        raise CannotVoid(
            (CORRECTED_BY_PAPER,), rule=CannotVoid.Rule.GONE_OUT, symbol=decision.symbol
        )


def decide_renumber(
    attempt: Attempt, facts: Sequence[Fact], taken: NumberTaken, reason: str
) -> Renumbered:
    """The decision keeps its text and date and bears the number just taken."""
    old = decision_in(facts)
    assert old is not None  # check_can_renumber has passed
    return Renumbered(
        paper=old.paper,
        series=taken.series,
        voided=old.number,
        voided_symbol=old.symbol,
        number=taken.number,
        symbol=taken.symbol,
        reason=reason.strip(),
        by=attempt.actor,
        at=attempt.at,
    )


def check_clerk(attempt: Attempt, decision: DecisionIssued | DecisionChanged) -> None:
    """The actor prepares papers for the body that issued the decision.

    Raises NotAllowed, NotYourTask.
    """
    issuer = attempt.current(decision.by.agency)
    if attempt.actor.agency != issuer:
        raise NotYourTask(task=decision.symbol, needs=issuer, has=attempt.actor.agency)
    if not attempt.actor.can(Power.PREPARE):
        raise NotAllowed(
            agency=issuer,
            power=Power.PREPARE,
            rule=NotAllowed.Rule.REGISTER,
            has=[attempt.actor.position],
        )


def check_reason(reason: str) -> None:
    """A number is given up only with a reason. Raises ReasonMissing."""
    if not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.VOID)


def report(
    series: str, last: int, entries: Sequence[RegisterEntry], voided: Sequence[NumbersVoided]
) -> SeriesReport:
    """Account for every number of a series. `entries` are in the order of their numbers."""
    closed = {number for v in voided for number in range(v.first, v.last + 1)}
    live = tuple(entry for entry in entries if entry.number not in closed)
    known = closed | {entry.number for entry in live}
    missing = tuple(number for number in range(1, last + 1) if number not in known)
    youngest, disordered = date.min, []
    for entry in live:
        if entry.dated < youngest:
            disordered.append(entry)
        youngest = max(youngest, entry.dated)
    return SeriesReport(series, last, live, tuple(voided), missing, tuple(disordered))
