"""What a decision, and each later paper about it, writes into the file of the person: facts that
are stored with it, in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from actions.app import App
from domain.cases.attempt import Attempt
from domain.decisions.changes import ChangeWish, IssuedPaper
from domain.decisions.consequences import Decided, cut, day_of_effect, rows_of
from domain.directory.decided import DecidedRow
from domain.directory.people import Person
from domain.eligibility.retirement import pension_month
from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued
from domain.facts.fact import Fact
from domain.facts.person_file import RecordUndone, RecordWritten
from domain.law.procedure import Purpose
from domain.papers.fields import values_in
from models.unit_of_work import UnitOfWork


def written(app: App, uow: UnitOfWork, attempt: Attempt, issued: DecisionIssued) -> list[Fact]:
    """What the decision just issued writes; nothing where its paper says so."""
    person = uow.directory.person(attempt.case.subject)
    decided = _decided(uow, attempt, person, issued.paper, issued.dated)
    rows = rows_of(attempt.case, person, decided, app.book(uow, attempt.case).consequences)
    return _writing(attempt, issued.symbol, issued.dated, rows)


def changed(
    app: App, uow: UnitOfWork, attempt: Attempt, target: IssuedPaper, wish: ChangeWish, by: Fact
) -> list[Fact]:
    """What the later paper does to exactly the rows that the changed decision wrote."""
    assert isinstance(by, DecisionChanged)
    case, symbol = attempt.case, target.fact.symbol
    on_file = uow.directory.decided(case.subject)
    mine = [o.row for o in on_file if (o.case, o.symbol) == (case.id, symbol) and o.holds]
    if not mine or (wish.how == DecisionChange.CORRECT and not _says_otherwise(wish)):
        return []
    undone = RecordUndone(
        person=case.subject,
        symbol=symbol,
        undone_by=by.symbol,
        dated=by.dated,
        by=attempt.actor,
        at=attempt.at,
    )
    anew = tuple(_anew(app, uow, attempt, wish, mine))
    own = by.symbol if wish.how == DecisionChange.REPLACE else symbol
    dated = by.dated if wish.how == DecisionChange.REPLACE else target.fact.dated
    return [undone, *_writing(attempt, own, dated, anew)]


def _anew(
    app: App, uow: UnitOfWork, attempt: Attempt, wish: ChangeWish, mine: Sequence[DecidedRow]
) -> Iterator[DecidedRow]:
    """Annulled: nothing ever was. Revoked: time served until then was. Replaced or corrected: the
    same again, with what the paper says otherwise."""
    match wish.how:
        case DecisionChange.ANNUL:
            return
        case DecisionChange.REVOKE:
            yield from cut(mine, wish.dated)
        case DecisionChange.REPLACE | DecisionChange.CORRECT:
            yield from _as_now_said(app, uow, attempt, wish, mine)


def _as_now_said(
    app: App, uow: UnitOfWork, attempt: Attempt, wish: ChangeWish, mine: Sequence[DecidedRow]
) -> tuple[DecidedRow, ...]:
    """Computed anew, on the person as they stood without the decision that is changed."""
    first = next(f for f in uow.cases.facts(attempt.case.id) if isinstance(f, DecisionIssued))
    person = uow.directory.person(attempt.case.subject, but=attempt.case.id)
    before = _decided(uow, attempt, person, first.paper, first.dated)
    now = replace(
        before,
        effective=wish.effective or mine[0].first_day,
        last_day=wish.last_day or before.last_day,
        form=wish.form or before.form,
    )
    return rows_of(attempt.case, person, now, app.book(uow, attempt.case).consequences)


def _decided(uow: UnitOfWork, attempt: Attempt, person: Person, paper: str, dated: date) -> Decided:
    """What was entered for the decision to print, else what the record tells."""
    case, kind = attempt.case, attempt.law.kind
    said = values_in(uow.cases.facts(case.id))
    stays = kind.puts_in and kind.in_post
    first, last = said.get(("effective", "")), said.get(("last_day", ""))
    retires = pension_month(person.birth, person.sex) if stays else None
    return Decided(
        paper=paper,
        dated=dated,
        effective=date.fromisoformat(first)
        if first
        else day_of_effect(case, person, dated, stays=stays),
        last_day=date.fromisoformat(last) if last else retires,
        form=case.answer_for(Purpose.FORM, attempt.law.procedure) or "",
        act=said.get(("breach_act", ""), ""),
    )


def _says_otherwise(wish: ChangeWish) -> bool:
    return bool(wish.effective or wish.last_day or wish.form)


def _writing(
    attempt: Attempt, symbol: str, dated: date, rows: tuple[DecidedRow, ...]
) -> list[Fact]:
    if not rows:
        return []
    return [
        RecordWritten(
            person=attempt.case.subject,
            symbol=symbol,
            dated=dated,
            rows=rows,
            by=attempt.actor,
            at=attempt.at,
        )
    ]
