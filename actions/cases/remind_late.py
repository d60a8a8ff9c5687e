"""Look at deadlines: tell people what comes near and what is late. Alarms only; the clock never
closes a case."""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from domain.calendar.workdays import working_days_after
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.deadlines import NEAR, deadline_notices


@dataclass(frozen=True, slots=True)
class SweepReport:
    """How many cases have a task past its day or near it, and how many notices that made now."""

    cases: int
    notices: int


def pass_deadlines(app: App) -> SweepReport:
    """Idempotent: a notice already given for a task and its day is not given again, however often
    this runs, and after a stop each late task gets one notice, not one for each run missed."""
    today = app.today()
    with reading(app) as uow:
        found = uow.cases.due_by(working_days_after(today, NEAR, app.catalogue.calendar).day)
    return SweepReport(len(found), sum(_tell(app, case_id) for case_id in found))


def _tell(app: App, case_id: str) -> int:
    def work(uow: UnitOfWork) -> int:
        case = uow.cases.get(case_id)
        notices = deadline_notices(case, app.catalogue.calendar, app.today(), app.now(case))
        return uow.notices.add(notices)

    return transaction(app.engine, work)
