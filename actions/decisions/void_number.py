"""Void numbers of a register with a reason. A voided number is never given out.

A number no case has taken (spoilt, or used in the body's paper register) is closed. One that an
issued decision bears is replaced by the next one, while the paper has not gone out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from actions.app import App
from actions.cases.case_files import gather
from actions.decisions.readiness import decision_series
from actions.effects.effects import make_final
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    best_capacity,
    check_same,
    execute,
    says,
)
from domain.cases.attempt import Attempt
from domain.decisions.issuing import NumberTaken
from domain.decisions.numbering import Series
from domain.decisions.registers import (
    NumbersVoided,
    RegisterEntry,
    check_can_renumber,
    check_reason,
    decide_renumber,
)
from domain.directory.actors import Actor, Power
from domain.effects.effects import EffectKind, pending_effects
from domain.errors import CannotVoid, NotAllowed
from domain.facts.decisions import Renumbered
from domain.facts.fact import Fact
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading, transaction

MOST = 5_000  # numbers closed by one act; no body issues more decisions in a year


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiding:
    """Numbers `first` to `last` of the register in which a body's decisions of `dated` stand."""

    act_id: str
    agency: str
    first: int
    last: int
    dated: date
    reason: str


def void_numbers(app: App, wish: Voiding, *, person: str) -> NumbersVoided | Receipt:
    """Close numbers, or give a decision the next one. Raises CannotVoid, ReasonMissing …"""
    check_reason(wish.reason)
    if not 1 <= wish.first <= wish.last < wish.first + MOST:
        raise CannotVoid(rule=CannotVoid.Rule.NO_SUCH_SPAN, first=wish.first, last=wish.last)
    series = decision_series(app, wish.agency, wish.dated)
    with reading(app) as uow:
        borne = _borne(uow, series.key, wish)
    if not borne:
        return _close(app, wish, series, person)
    if wish.first != wish.last:
        raise CannotVoid(
            rule=CannotVoid.Rule.SPAN_WITH_PAPERS, symbols=[entry.symbol for entry in borne]
        )
    return _renumber(app, wish, series, borne[0], person)


def _borne(uow: UnitOfWork, series: str, wish: Voiding) -> list[RegisterEntry]:
    return [e for e in uow.registers.entries(series) if wish.first <= e.number <= wish.last]


def _close(app: App, wish: Voiding, series: Series, person: str) -> NumbersVoided:
    def work(uow: UnitOfWork) -> NumbersVoided:
        uow.registers.hold(series.key)
        voided = NumbersVoided(
            series=series.key,
            first=wish.first,
            last=wish.last,
            reason=wish.reason.strip(),
            by=_clerk(app, uow, wish.agency, person),
            at=app.clock(),
        )
        closed = uow.registers.voided_numbers(series.key)
        if _borne(uow, series.key, wish) or closed & set(range(wish.first, wish.last + 1)):
            raise CannotVoid(rule=CannotVoid.Rule.VOIDED_BEFORE, number=wish.first)
        uow.registers.void(voided, act_id=wish.act_id)
        return voided

    return transaction(app.engine, work)


def _clerk(app: App, uow: UnitOfWork, agency: str, person: str) -> Actor:
    held = uow.directory.actors(person, app.today())
    current = app.catalogue.agencies.current(agency, app.today()).code
    here = [actor for actor in held if actor.agency == current]
    for actor in here:
        if actor.can(Power.PREPARE):
            return actor
    raise NotAllowed(
        agency=agency,
        power=Power.PREPARE,
        rule=NotAllowed.Rule.REGISTER,
        has=[a.position for a in here],
    )


def _renumber(
    app: App, wish: Voiding, series: Series, entry: RegisterEntry, person: str
) -> Receipt:
    """The new number and the text that bears it come in one act: no moment shows the old one."""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        facts = uow.cases.facts(attempt.case.id)
        check_can_renumber(attempt, facts, entry.number, wish.reason)
        voided = NumbersVoided(
            series=series.key,
            first=entry.number,
            last=entry.number,
            reason=wish.reason.strip(),
            by=attempt.actor,
            at=attempt.at,
            case=entry.case_id,
        )
        uow.registers.void(voided, act_id=wish.act_id)
        number = uow.registers.next_number(series.key)
        taken = NumberTaken(
            series=series.key, number=number, symbol=series.symbol(number), signer=entry.signer
        )
        uow.registers.record(taken, case_id=entry.case_id, dated=entry.dated)
        renumbered = decide_renumber(attempt, facts, taken, wish.reason)
        return [renumbered, *_final_again(app, uow, entry.case_id, renumbered)]

    act = Act(act_id=wish.act_id, case_id=entry.case_id, person=person)
    receipt = execute(app, act, _issuing(wish.agency, person), decide)
    return check_same(receipt, says(Renumbered, voided=entry.number, reason=wish.reason))


def _final_again(app: App, uow: UnitOfWork, case_id: str, new: Renumbered) -> list[Fact]:
    """Where the numbered text is written already, it is written again with the new number."""
    finals = [p for p in uow.papers.of_case(case_id) if (p.role, p.kind) == ("final", new.paper)]
    if not finals:
        return []
    file = gather(app, uow, case_id)
    assert file.decision is not None  # it is the one being renumbered
    decision = replace(file.decision, number=new.number, symbol=new.symbol)
    effect = next(
        e
        for e in pending_effects(file.case, file.law.procedure)
        if (e.kind, e.name) == (EffectKind.FINAL, new.paper)
    )
    return [make_final(app, replace(file, decision=decision), effect)]


def _issuing(agency: str, person: str) -> ActorResolver:
    """The capacity in which `person` prepares papers for the body that issues."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        return best_capacity(uow, app, case, person, agency, Power.PREPARE)

    return choose
