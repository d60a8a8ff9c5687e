"""Look at deadlines: tell people what comes near and what is late. Alarms only; the clock never
closes a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.app import App
from domain.calendar.workdays import working_days_after
from domain.effects.notices import Notice
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.deadlines import NEAR, deadline_notices

AT_ONCE = 20  # cases of one transaction


@dataclass(frozen=True, slots=True)
class SweepReport:
    """How many cases have a task past its day or near it, and how many notices that made now."""

    cases: int
    notices: int


def pass_deadlines(app: App) -> SweepReport:
    """Idempotent: a notice already given for a task and its day is not given again, however often
    this runs, and after a stop each late task gets one notice, not one for each run missed.

    Cases are read while people write; the lock of writers is taken only for what is new.
    """
    today = app.today()
    with reading(app) as uow:
        found = uow.cases.due_by(working_days_after(today, NEAR, app.catalogue.calendar).day)
    starts = range(0, len(found), AT_ONCE)
    told = sum(_tell(app, found[start : start + AT_ONCE]) for start in starts)
    return SweepReport(len(found), told)


def _tell(app: App, case_ids: Sequence[str]) -> int:
    with reading(app) as uow:
        cases = [uow.cases.get(case_id) for case_id in case_ids]
        fresh = uow.notices.fresh(_notices(app, cases))
    if not fresh:
        return 0
    versions = {case.id: case.version for case in cases}

    def work(uow: UnitOfWork) -> int:
        """A case that was moved meanwhile is told of at the next run, as it stands then."""
        now = uow.cases.versions({notice.case_id for notice in fresh})
        return uow.notices.add(n for n in fresh if now[n.case_id] == versions[n.case_id])

    return transaction(app.engine, work)


def _notices(app: App, cases: Iterable[Case]) -> Iterator[Notice]:
    for case in cases:
        yield from deadline_notices(case, app.catalogue.calendar, app.today(), app.now(case))
