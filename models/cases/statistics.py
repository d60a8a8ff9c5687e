"""Sums over cases and tasks, each only over the cases that exist for who asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CTE,
    Column,
    ColumnElement,
    Connection,
    and_,
    case,
    extract,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.types import Integer

from domain.calendar.clock import start_of
from domain.calendar.workdays import ONE_DAY
from domain.cases.sign_off import SUBJECT
from domain.facts.decisions import DecisionChange, DecisionChanged
from domain.state.case import CaseStatus
from domain.state.task import TaskStatus
from models.local_day import local_day
from models.schema.tables import cases, events, tasks
from models.visibility import Visibility, visible_to


@dataclass(frozen=True, slots=True)
class Workload:
    """What one body was asked. `open`, `late` are of now; the rest was answered in the period.

    `in_time` and `by_law` count answers that had a last day set by law, `in_own` and `by_own`
    those with a target of the province's own; the other answers had no last day.
    """

    agency: str
    open: int
    late: int
    answered: int
    by_law: int
    in_time: int
    by_own: int
    in_own: int


@dataclass(frozen=True, slots=True)
class MonthOfWork:
    """What one body was asked and answered in a month, 1 … 12; of the answers that had a last day,
    of law or of the province's own, how many came by it."""

    agency: str
    month: int
    asked: int
    answered: int
    dated: int
    in_time: int

    @property
    def late(self) -> int:
        return self.dated - self.in_time


@dataclass(frozen=True, slots=True)
class Counted:
    """Cases of one procedure: open now, of these with a question past its last day; closed."""

    procedure: str
    open: int
    late: int
    done: int
    ended: int  # closed without a decision
    undone: int  # of those done: the decision was revoked or annulled since


@dataclass(frozen=True, slots=True)
class StepDuration:
    """`times` rounds of a step were opened on `first` and wholly answered on `last`."""

    procedure: str
    step: str
    first: date
    last: date
    times: int


@dataclass(frozen=True, slots=True)
class StatisticsPeriod:
    """Closed range of legal days."""

    first: date
    last: date

    @property
    def instants(self) -> tuple[datetime, datetime]:
        """From the first moment of the first day up to the first moment after the last."""
        return start_of(self.first), start_of(self.last + ONE_DAY)


def loads(
    connection: Connection, visibility: Visibility, period: StatisticsPeriod, today: date
) -> tuple[Workload, ...]:
    """Every body that was asked in the period or is asked now; the most burdened first."""
    start, end = period.instants
    is_open = tasks.c.status == TaskStatus.OPEN
    answered = and_(
        tasks.c.status == TaskStatus.DONE, tasks.c.answered_at >= start, tasks.c.answered_at < end
    )
    legal = tasks.c.due.contains('"legal":true', autoescape=True)
    by_law, by_own = (
        and_(tasks.c.due_day.is_not(None), legal),
        and_(tasks.c.due.is_not(None), ~legal),
    )
    seen = _seen(visibility)
    timely = local_day(tasks.c.answered_at) <= tasks.c.due_day
    number_open = _how_many(is_open)
    query = (
        select(
            tasks.c.agency,
            number_open,
            _how_many(and_(is_open, tasks.c.due_day < today)),
            _how_many(answered),
            _how_many(and_(answered, by_law)),
            _how_many(and_(answered, by_law, timely)),
            _how_many(and_(answered, by_own)),
            _how_many(and_(answered, by_own, timely)),
        )
        .join(seen, seen.c.id == tasks.c.case_id)
        .where(tasks.c.role != SUBJECT, is_open | answered)
        .group_by(tasks.c.agency)
        .order_by(number_open.desc(), tasks.c.agency)
    )
    return tuple(Workload(*row) for row in connection.execute(query))


def by_month(
    connection: Connection, visibility: Visibility, period: StatisticsPeriod
) -> tuple[MonthOfWork, ...]:
    """Every body and month of a year in which anything was asked or answered, in that order."""
    done, dated = tasks.c.status == TaskStatus.DONE, tasks.c.due_day.is_not(None)
    timely = local_day(tasks.c.answered_at) <= tasks.c.due_day
    answers = (done, and_(done, dated), and_(done, dated, timely))
    asked = _monthly(connection, visibility, period, tasks.c.opened_at, (true(),))
    answered = _monthly(connection, visibility, period, tasks.c.answered_at, answers)
    return tuple(
        MonthOfWork(*key, *asked.get(key, (0,)), *answered.get(key, (0, 0, 0)))
        for key in sorted(asked.keys() | answered.keys())
    )


def _monthly(
    connection: Connection,
    visibility: Visibility,
    period: StatisticsPeriod,
    at: Column[Any],
    conditions: Sequence[ColumnElement[bool]],
) -> dict[tuple[str, int], tuple[int, ...]]:
    """By body and month of `at`: how many questions put to it meet each of the conditions."""
    start, end = period.instants
    seen, month = _seen(visibility), extract("month", local_day(at))
    query = (
        select(tasks.c.agency, month, *map(_how_many, conditions))
        .join(seen, seen.c.id == tasks.c.case_id)
        .where(tasks.c.role != SUBJECT, at >= start, at < end)
        .group_by(tasks.c.agency, month)
    )
    return {(row[0], int(row[1])): tuple(row[2:]) for row in connection.execute(query)}


def opened_by_month(
    connection: Connection, visibility: Visibility, period: StatisticsPeriod
) -> dict[int, int]:
    """Cases opened in each month of a year; months without any are missing."""
    start, end = period.instants
    month = extract("month", local_day(cases.c.opened_at))
    query = (
        select(month, func.count())
        .where(visible_to(visibility), cases.c.opened_at >= start, cases.c.opened_at < end)
        .group_by(month)
    )
    return {int(number): many for number, many in connection.execute(query)}


def _undone() -> ColumnElement[bool]:
    """Is the decision of the case in force no more, and no other in its place? As the stored facts
    are written: a quote inside what people typed is escaped, so their words never look so."""
    ways = (DecisionChange.REVOKE, DecisionChange.ANNUL)
    said = or_(*(events.c.body.like(f'%,"how":"{way}",%') for way in ways))
    of_case = and_(events.c.case_id == cases.c.id, events.c.kind == DecisionChanged.__name__)
    return select(events.c.id).where(of_case, said).exists()


def counts(
    connection: Connection, visibility: Visibility, period: StatisticsPeriod, today: date
) -> tuple[Counted, ...]:
    """By procedure: the cases open now, and those opened in the period that are closed."""
    start, end = period.instants
    late = (
        select(tasks.c.id)
        .where(
            tasks.c.case_id == cases.c.id,
            tasks.c.status == TaskStatus.OPEN,
            tasks.c.due_day < today,
        )
        .exists()
    )
    is_open = cases.c.status == CaseStatus.OPEN
    begun = and_(cases.c.opened_at >= start, cases.c.opened_at < end)
    query = (
        select(
            cases.c.procedure,
            _how_many(is_open),
            _how_many(and_(is_open, late)),
            _how_many(and_(begun, cases.c.status == CaseStatus.DONE)),
            _how_many(and_(begun, cases.c.status.not_in([CaseStatus.OPEN, CaseStatus.DONE]))),
            _how_many(and_(begun, cases.c.status == CaseStatus.DONE, _undone())),
        )
        .where(visible_to(visibility), is_open | begun)
        .group_by(cases.c.procedure)
        .order_by(cases.c.procedure)
    )
    return tuple(Counted(*row) for row in connection.execute(query))


def times(
    connection: Connection, visibility: Visibility, period: StatisticsPeriod
) -> tuple[StepDuration, ...]:
    """How long steps took, for rounds whose last answer came in the period.

    Summed by the days on which they began and ended, so that the answer stays small.
    """
    start, end = period.instants
    seen, last = _seen(visibility), func.max(tasks.c.answered_at)
    rounds = (
        select(
            seen.c.procedure,
            tasks.c.step,
            local_day(func.min(tasks.c.opened_at)).label("first"),
            local_day(last).label("last"),
        )
        .join(seen, seen.c.id == tasks.c.case_id)
        .group_by(seen.c.id, seen.c.procedure, tasks.c.step, tasks.c.round)
        .having(last >= start, last < end, _how_many(tasks.c.status == TaskStatus.OPEN) == 0)
        .subquery()
    )
    query = select(rounds, func.count()).group_by(*rounds.c)
    return tuple(StepDuration(*row) for row in connection.execute(query))


def _seen(visibility: Visibility) -> CTE:
    """The cases that exist for who asks, found once and not again for each of their tasks."""
    seen = select(cases.c.id, cases.c.procedure).where(visible_to(visibility))
    return seen.cte("seen").prefix_with("MATERIALIZED")


def _how_many(condition: ColumnElement[bool]) -> ColumnElement[Any]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0, type_=Integer)
