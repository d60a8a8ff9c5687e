"""Look at deadlines: tell people what comes near, is due and is late, and who stands above them.
Alarms only; the clock never closes a case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from actions.app import App
from domain.calendar.workdays import working_days_after
from domain.directory.actors import Power, Seat
from domain.effects.notices import Notice
from domain.state.case import Case
from domain.told.reminders import ESCALATIONS, MOST_DAYS, REMINDERS
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.deadlines import Reminding, deadline_notices

AT_ONCE = 20  # cases of one transaction


@dataclass(frozen=True, slots=True)
class SweepReport:
    """How many cases have a task past its day or near it, and how many notices that made now."""

    cases: int
    notices: int


def pass_deadlines(app: App) -> SweepReport:
    """Idempotent: what was told of a task and its day is not told again, however often and wherever
    this runs and however the clock jumps; after a stop the last that fell due is told, not each.

    Cases are read while people write; the lock of writers is taken only for what is new.
    """
    with reading(app) as uow:
        app.take_up(uow)
        rules = (*app.catalogue.reminders, *app.catalogue.usual_reminders)
        ahead = max((rule.before for rule in rules), default=MOST_DAYS)
        last = working_days_after(app.today(), max(1, ahead), app.catalogue.calendar)
        found = uow.cases.due_by(last.day)
    starts = range(0, len(found), AT_ONCE)
    told = sum(_tell(app, found[start : start + AT_ONCE]) for start in starts)
    return SweepReport(len(found), told)


def _tell(app: App, case_ids: Sequence[str]) -> int:
    with reading(app) as uow:
        cases = [uow.cases.get(case_id) for case_id in case_ids]
        fresh = uow.notices.fresh(_notices(app, uow, cases))
    if not fresh:
        return 0
    versions = {case.id: case.version for case in cases}

    def work(uow: UnitOfWork) -> int:
        """A case that was moved meanwhile is told of at the next run, as it stands then."""
        now = uow.cases.versions({notice.case_id for notice in fresh})
        return uow.notices.add(n for n in fresh if now[n.case_id] == versions[n.case_id])

    return transaction(app.engine, work)


def _notices(app: App, uow: UnitOfWork, cases: Iterable[Case]) -> Iterator[Notice]:
    for case in cases:
        yield from deadline_notices(case, _now(app, uow, case))


def _now(app: App, uow: UnitOfWork, case: Case) -> Reminding:
    agencies, today = app.catalogue.agencies, app.today()
    asked = [task.id for task in case.open_tasks]
    return Reminding(
        calendar=app.catalogue.calendar,
        today=today,
        at=app.now(case),
        rule=lambda body: app.catalogue.reminder_rule(agencies.current(body, today).code, today),
        heads=lambda body: heads_of(app, uow, body),
        told=uow.notices.about_tasks(asked, (*REMINDERS, *ESCALATIONS)),
    )


def heads_of(app: App, uow: UnitOfWork, body: str) -> Sequence[Seat]:
    """Who signs for a body today under the title of its head; where none does, whoever signs."""
    there = app.catalogue.agencies.current(body, app.today())
    signing = [s for s in uow.directory.seats(there.code, app.today()) if Power.SIGN in s.powers]
    titled = [s for s in signing if s.position.casefold() == there.head.casefold()]
    return titled or signing
