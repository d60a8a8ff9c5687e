"""An issued decision is changed by another paper only: revoked, annulled, replaced, corrected.

An error in substance is replaced by a paper of equal form, one of layout or procedure corrected by
an official letter (Decree 30/2020 Art 18.3). No text that was read says how a decision is revoked
or annulled: its ground is the document that whoever signs names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import get_args

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.standing import CORRECTED_BY_PAPER
from domain.decisions.issuing import NumberTaken
from domain.decisions.registers import decision_in
from domain.directory.actors import Power
from domain.directory.record import Form
from domain.errors import (
    BadInput,
    CannotChange,
    NotAllowed,
    NotYourTask,
    ReasonMissing,
    SelfApproval,
)
from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued
from domain.facts.fact import Fact
from domain.facts.texts import check_text

ENDS_IT = (DecisionChange.REVOKE, DecisionChange.ANNUL, DecisionChange.REPLACE)
SAYS_ANEW = (DecisionChange.REPLACE, DecisionChange.CORRECT)


@dataclass(frozen=True, slots=True)
class IssuedPaper:
    """One numbered paper of a case about its decision, and what later papers did to it."""

    fact: DecisionIssued | DecisionChanged
    ended_by: DecisionChanged | None = None
    corrected_by: tuple[DecisionChanged, ...] = ()

    @property
    def decides(self) -> bool:
        """Does it decide about the person by itself, as the first decision and a new one do?"""
        return isinstance(self.fact, DecisionIssued) or self.fact.how == DecisionChange.REPLACE

    @property
    def later(self) -> tuple[DecisionChanged, ...]:
        """Every later paper about this one."""
        return (*self.corrected_by, *([self.ended_by] if self.ended_by else []))

    @property
    def in_force(self) -> bool:
        return self.ended_by is None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWish:
    """What is to be done to the decision in force, dated when, and why; see DecisionChanged.

    Where the paper says another day of effect, last day or form than the decision did: those, for
    the person's file. They stand in `says` too, which is what the paper prints.
    """

    how: DecisionChange
    dated: date
    reason: str
    document: str
    says: str = ""
    effective: date | None = None
    last_day: date | None = None
    form: str = ""

    @property
    def paper(self) -> str:
        """The type of paper that does it (templates/papers/papers.yaml)."""
        return f"decision_{self.how}"


def decision_papers(facts: Iterable[Fact]) -> tuple[IssuedPaper, ...]:
    """The decision of a case and every later paper about it, in order."""
    told = tuple(facts)
    first = decision_in(told)
    papers = [IssuedPaper(first)] if first else []
    for fact in told:
        if isinstance(fact, DecisionChanged):
            papers = [*(_changed(paper, fact) for paper in papers), IssuedPaper(fact)]
    return tuple(papers)


def decision_in_force(facts: Iterable[Fact]) -> IssuedPaper | None:
    """The paper that decides about the person now; None: none was issued, or it was undone."""
    found = [p for p in decision_papers(facts) if p.decides and p.in_force]
    return found[-1] if found else None


def _changed(paper: IssuedPaper, by: DecisionChanged) -> IssuedPaper:
    if (paper.fact.series, paper.fact.number) != (by.changes_series, by.changes_number):
        return paper
    if by.how in ENDS_IT:
        return replace(paper, ended_by=by)
    return replace(paper, corrected_by=(*paper.corrected_by, by))


def check_can_change(attempt: Attempt, facts: Sequence[Fact], wish: ChangeWish) -> IssuedPaper:
    """The decision this wish changes, if this actor may change it so.

    Only a signer of the body that issued, who did not open the case. Raises CannotChange,
    NotYourTask, NotAllowed, SelfApproval, ConflictOfInterest, ReasonMissing, BadInput.
    """
    target = _target(facts)
    _check_signer(attempt, decision_in(facts))
    if not wish.reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.CHANGE)
    if not wish.document.strip():
        raise BadInput(field="document", rule=BadInput.Rule.MISSING, value="")
    if wish.how in SAYS_ANEW and not wish.says.strip():
        raise BadInput(field="says", rule=BadInput.Rule.MISSING, value="")
    if wish.effective and wish.last_day and wish.last_day < wish.effective:
        raise BadInput(field="last_day", rule=BadInput.Rule.BEFORE_FIRST, value=wish.effective)
    if wish.form and (wish.how not in SAYS_ANEW or wish.form not in get_args(Form)):
        raise BadInput(field="form", rule=BadInput.Rule.NOT_A_CHOICE, value=wish.form)
    if not target.fact.dated <= wish.dated <= attempt.today:
        raise BadInput(
            field="dated", rule=BadInput.Rule.BETWEEN_DECISION_AND_TODAY, value=wish.dated
        )
    return target


def _target(facts: Sequence[Fact]) -> IssuedPaper:
    papers = decision_papers(facts)
    if not papers:
        raise CannotChange(rule=CannotChange.Rule.NOT_ISSUED)
    found = decision_in_force(facts)
    if found is None:
        undone = [p.ended_by for p in papers if p.ended_by][-1]
        raise CannotChange(
            (CORRECTED_BY_PAPER,),
            rule=CannotChange.Rule.UNDONE,
            symbol=undone.changes_symbol,
            by=undone.symbol,
            on=undone.dated,
        )
    return found


def _check_signer(attempt: Attempt, first: DecisionIssued | None) -> None:
    assert first is not None  # `_target` found it
    issuer, actor = attempt.current(first.by.agency), attempt.actor
    check_not_barred(attempt)
    if actor.agency != issuer:
        raise NotYourTask(task=first.symbol, needs=issuer, has=actor.agency)
    if not actor.can(Power.SIGN):
        raise NotAllowed(agency=issuer, power=Power.SIGN, has=[actor.position])
    if attempt.case.started_by in actor.behind:
        raise SelfApproval(person=actor.person, why=SelfApproval.Why.STARTED)


def decide_change(
    attempt: Attempt,
    target: IssuedPaper,
    wish: ChangeWish,
    taken: NumberTaken,
    overridden: tuple[str, ...],
) -> DecisionChanged:
    """The fact, once `check_can_change` has passed and a number is taken. Raises BadInput for a
    text that cannot be printed."""
    for text in (wish.reason, wish.document, wish.says):
        check_text(text)
    return DecisionChanged(
        how=wish.how,
        changes_series=target.fact.series,
        changes_number=target.fact.number,
        changes_symbol=target.fact.symbol,
        changes_dated=target.fact.dated,
        paper=wish.paper,
        series=taken.series,
        number=taken.number,
        symbol=taken.symbol,
        dated=wish.dated,
        signer=taken.signer,
        reason=wish.reason.strip(),
        document=wish.document.strip(),
        by=attempt.actor,
        at=attempt.at,
        says=wish.says.strip(),
        overridden=overridden,
        effective=wish.effective,
        last_day=wish.last_day,
        form=wish.form,
    )
