"""Look at deadlines: tell people what is late. Alarms only; the clock never closes a case."""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.cases.case_files import gather
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.catalogue import deadline_notices


@dataclass(frozen=True, slots=True)
class SweepReport:
    """How many cases have a task past its day, and how many notices that made just now."""

    late_cases: int
    notices: int


def pass_deadlines(app: App) -> SweepReport:
    """Idempotent: a notice already given for a task is not given again, however often this runs,
    and after a stop each late task gets one notice, not one for each run missed."""
    with reading(app) as uow:
        late = uow.cases.late(app.today())
    made = sum(_tell(app, case_id) for case_id in late)
    return SweepReport(late_cases=len(late), notices=made)


def _tell(app: App, case_id: str) -> int:
    def work(uow: UnitOfWork) -> int:
        notices = deadline_notices(gather(app, uow, case_id), app.today())
        return sum(uow.notices.add(notice, app.clock()) for notice in notices)

    return transaction(app.engine, work)
