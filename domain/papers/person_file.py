"""What a decision, and each later paper about it, writes into the file of the person: facts of the
act that issues or changes it, and what the facts of a case together say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from domain.cases.attempt import Attempt
from domain.decisions.consequences import Consequence, Decided, cut, day_of_effect, rows_of
from domain.decisions.registers import decision_in
from domain.directory.decided import DecidedRow, OnFile, RowKind
from domain.directory.people import Person
from domain.eligibility.retirement import pension_month
from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from domain.facts.person_file import RecordUndone, RecordWritten
from domain.law.procedure import Purpose
from domain.papers.fields import values_in


def file_as_told(case_id: str, facts: Iterable[Fact]) -> tuple[OnFile, ...]:
    """What the facts of a case, or the first of them, say it wrote into the person's file, each
    under the number its decision bears now; undone rows too."""
    rows: list[OnFile] = []
    for fact in facts:
        if isinstance(fact, RecordWritten):
            rows += _rows_of(case_id, fact)
        elif isinstance(fact, RecordUndone):
            rows = [_undone(row, fact) for row in rows]
        elif isinstance(fact, Renumbered):
            rows = [_renumbered(row, fact) for row in rows]
    return tuple(rows)


def _rows_of(case_id: str, fact: RecordWritten) -> Iterator[OnFile]:
    for row in fact.rows:
        yield OnFile(
            row=row, person=fact.person, case=case_id, symbol=fact.symbol, dated=fact.dated
        )


def _undone(row: OnFile, fact: RecordUndone) -> OnFile:
    """What is undone once stays undone by that paper."""
    meant = row.holds and row.symbol == fact.symbol
    return replace(row, undone_by=fact.undone_by) if meant else row


def _renumbered(row: OnFile, fact: Renumbered) -> OnFile:
    return replace(row, symbol=fact.symbol) if row.symbol == fact.voided_symbol else row


def decide_write(
    attempt: Attempt,
    person: Person,
    facts: Iterable[Fact],
    issued: DecisionIssued,
    consequences: Iterable[Consequence],
) -> list[Fact]:
    """What the decision just issued writes; nothing where its paper says so. `facts` are those
    before it."""
    decided = _decided(attempt, person, facts, issued)
    rows = rows_of(attempt.case, person, decided, consequences)
    return _writing(attempt, issued.symbol, issued.dated, rows)


def decide_rewrite(
    attempt: Attempt,
    person: Person,
    facts: Sequence[Fact],
    by: DecisionChanged,
    consequences: Iterable[Consequence],
) -> list[Fact]:
    """What the later paper `by` does to exactly the rows that the changed decision wrote. `person`
    is as they stand without this case."""
    told = file_as_told(attempt.case.id, facts)
    mine = [on.row for on in told if on.holds and on.symbol == by.changes_symbol]
    if not mine or (by.how == DecisionChange.CORRECT and not _says_otherwise(by)):
        return []
    undone = RecordUndone(
        person=attempt.case.subject,
        symbol=by.changes_symbol,
        undone_by=by.symbol,
        dated=by.dated,
        by=attempt.actor,
        at=attempt.at,
    )
    anew = tuple(_anew(attempt, person, facts, by, mine, consequences))
    own = by.how == DecisionChange.REPLACE
    symbol, dated = (by.symbol, by.dated) if own else (by.changes_symbol, by.changes_dated)
    return [undone, *_writing(attempt, symbol, dated, anew)]


def _says_otherwise(by: DecisionChanged) -> bool:
    return bool(by.effective or by.last_day or by.form)


def _anew(
    attempt: Attempt,
    person: Person,
    facts: Sequence[Fact],
    by: DecisionChanged,
    mine: Sequence[DecidedRow],
    consequences: Iterable[Consequence],
) -> Iterator[DecidedRow]:
    """Annulled: nothing ever was. Revoked: time served until then was. Replaced or corrected: the
    same again, with what the paper says otherwise."""
    match by.how:
        case DecisionChange.ANNUL:
            return
        case DecisionChange.REVOKE:
            yield from cut(mine, by.dated)
        case DecisionChange.REPLACE | DecisionChange.CORRECT:
            now = _as_now_said(attempt, person, facts, by, mine)
            yield from rows_of(attempt.case, person, now, consequences)


def _as_now_said(
    attempt: Attempt,
    person: Person,
    facts: Sequence[Fact],
    by: DecisionChanged,
    mine: Sequence[DecidedRow],
) -> Decided:
    """Computed anew; what an earlier paper said otherwise stands in `mine` and stays so."""
    first = decision_in(facts)
    assert first is not None  # `check_can_change` found it
    before = _decided(attempt, person, facts, first)
    lasting = (r.last_day for r in mine if r.last_day and r.kind != RowKind.DISCIPLINE)
    form = next((row.form for row in mine if row.form), before.form)
    return replace(
        before,
        effective=by.effective or mine[0].first_day,
        last_day=by.last_day or next(lasting, before.last_day),
        form=by.form or form,
    )


def _decided(
    attempt: Attempt, person: Person, facts: Iterable[Fact], issued: DecisionIssued
) -> Decided:
    """What was entered for the decision to print, else what the record tells."""
    case, kind = attempt.case, attempt.law.kind
    said = values_in(facts)
    stays = kind.puts_in and kind.in_post
    first, last = said.get(("effective", "")), said.get(("last_day", ""))
    dated = issued.dated
    entered = date.fromisoformat(first) if first else None
    retires = pension_month(person.birth, person.sex) if stays else None
    return Decided(
        paper=issued.paper,
        dated=dated,
        effective=entered or day_of_effect(case, person, dated, stays=stays),
        last_day=date.fromisoformat(last) if last else retires,
        form=case.answer_for(Purpose.FORM, attempt.law.procedure) or "",
        act=said.get(("breach_act", ""), ""),
    )


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
