"""Sums on both databases: the same days, the same rights."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from domain.calendar.clock import local_day as legal_day
from domain.law.options import Outcome
from models.cases import statistics
from models.cases.statistics import StatisticsPeriod
from models.local_day import local_day
from models.schema.tables import tasks
from models.unit_of_work import transaction
from models.visibility import Visibility
from tests.looking import read
from tests.playing import opened

YEAR = StatisticsPeriod(date(2026, 1, 1), date(2026, 12, 31))
AUDITOR = Visibility("trinhvanduc", (), audits=True)
ORGANIZATION = Visibility("lethuha", ("BTCTU",))
ELSEWHERE = Visibility("phanvankien", ("HVHNT",))


def loads(app, visibility, period=YEAR):
    def look(uow):
        return statistics.loads(uow.connection, visibility, period, app.today())

    return {load.agency: load for load in read(app.engine, look)}


def counts(app, visibility, period=YEAR):
    return read(
        app.engine, lambda uow: statistics.counts(uow.connection, visibility, period, app.today())
    )


def times(app, visibility, period=YEAR):
    return read(app.engine, lambda uow: statistics.times(uow.connection, visibility, period))


def months(app, visibility, period=YEAR):
    def look(uow):
        of = (uow.connection, visibility, period)
        return statistics.by_month(*of), statistics.opened_by_month(*of)

    return read(app.engine, look)


@pytest.fixture
def play(app):
    """Asked at noon on Monday 7/9, the committee decides late on 22/9, a day after its time."""
    play = opened(app)
    play.until("policy_decision")
    play.wait(15)
    return play


@pytest.mark.parametrize(
    "at",
    [
        datetime(2026, 9, 7, 16, 59, 59, 999_999, UTC),
        datetime(2026, 9, 7, 17, 0, 0, 0, UTC),
        datetime(2026, 12, 31, 17, 0, 0, 1, UTC),
        datetime(2026, 2, 28, 20, 0, tzinfo=UTC),
    ],
)
def test_the_database_names_the_same_legal_day_as_python(app, at):
    play = opened(app)
    task = play.case.open_tasks[0].id

    def stored(uow):
        uow.connection.execute(tasks.update().where(tasks.c.id == task).values(opened_at=at))
        return uow.connection.execute(
            select(local_day(tasks.c.opened_at)).where(tasks.c.id == task)
        ).scalar()

    assert transaction(app.engine, stored) == legal_day(at)


def test_load_and_punctuality_of_each_body(app, play):
    waiting = loads(app, AUDITOR)["BTVTU"]
    assert (waiting.open, waiting.late, waiting.answered) == (1, 1, 0)
    play.past("policy_decision")
    answered = loads(app, AUDITOR)["BTVTU"]
    assert (answered.open, answered.late, answered.answered) == (0, 0, 1)
    assert (answered.by_law, answered.in_time) == (1, 0)
    assert (answered.by_own, answered.in_own) == (0, 0)
    press = loads(app, AUDITOR)["BPTTH"]  # answered at once, where no time is set
    assert (press.answered, press.by_law, press.by_own) == (1, 0, 0)
    board = loads(app, AUDITOR)["BTCTU"]
    assert (board.open, board.late) == (1, 0)


def test_each_month_has_what_was_asked_and_answered_in_it(app, play):
    app.clock.forward(days=10)  # asked in September, answered on 2 October, which is late
    play.past("policy_decision")
    work, opened_in = months(app, AUDITOR)
    rows = {(m.agency, m.month): (m.asked, m.answered, m.dated, m.late) for m in work}
    assert rows["BTVTU", 9] == (1, 0, 0, 0)
    assert rows["BTVTU", 10] == (0, 1, 1, 1)
    assert rows["BPTTH", 9] == (1, 1, 0, 0)  # at once, where no time is set
    assert opened_in == {9: 1}
    assert months(app, ORGANIZATION) == (work, opened_in)


def test_an_own_target_is_not_counted_as_law(app, play):
    play.past("policy_decision")
    play.past("eligibility_review")
    board = loads(app, AUDITOR)["BTCTU"]
    assert (board.answered, board.by_law) == (1, 0)
    assert (board.by_own, board.in_own) == (1, 1)


def test_the_last_day_is_in_time_until_it_ends(app):
    play = opened(app)
    play.until("policy_decision")
    play.wait(14)
    app.clock.forward(hours=11, minutes=59)  # 23:59 of 21/9
    play.past("policy_decision")
    assert loads(app, AUDITOR)["BTVTU"].in_time == 1


def test_open_late_and_closed_by_procedure(app, play):
    (found,) = counts(app, AUDITOR)
    assert (found.procedure, found.open, found.late) == ("101/appoint.party", 1, 1)
    assert (found.done, found.ended) == (0, 0)
    play.sign("BTVTU", "reject")
    (ended,) = counts(app, AUDITOR)
    assert (ended.open, ended.late, ended.done, ended.ended) == (0, 0, 0, 1)


def test_what_was_closed_in_another_year_is_not_of_this_one(app, play):
    play.sign("BTVTU", "reject")
    before = StatisticsPeriod(date(2025, 1, 1), date(2025, 12, 31))
    assert counts(app, AUDITOR, before) == ()
    assert loads(app, AUDITOR, before) == {}
    assert times(app, AUDITOR, before) == ()


def test_how_long_a_step_took_from_its_day_to_its_last_answer(app, play):
    play.past("policy_decision")
    took = {t.step: t for t in times(app, AUDITOR)}
    decided = took["policy_decision"]
    assert (decided.first, decided.last) == (date(2026, 9, 7), date(2026, 9, 22))
    assert (decided.procedure, decided.times) == ("101/appoint.party", 1)
    assert "eligibility_review" not in took  # still asked


def test_a_step_with_an_answer_still_owed_has_not_ended(app):
    play = opened(app)
    play.until("provincial_opinions")
    play.sign("UBKTTU", Outcome.AGREE)
    assert "provincial_opinions" not in {t.step for t in times(app, AUDITOR)}


def test_equal_rounds_are_summed(app):
    for procedure in ("appoint", "dismiss"):
        opened(app, procedure)
    second = opened(app, act_id="second", press_agency="BPTTH", post="deputy")
    for case in ("BN-2026-0001", second.id):
        play = type(second)(app, case)
        play.until("policy_decision")
    took = [t for t in times(app, AUDITOR) if t.procedure == "101/appoint.party"]
    assert [(t.step, t.times) for t in took] == [("policy_request", 2)]


@pytest.mark.parametrize(
    "visibility",
    [
        ELSEWHERE,
        Visibility("luonggiaminh", ()),
        Visibility("ythongeban", ("BTCTU",)),
        Visibility("ythongeban", (), audits=True),
    ],
)
def test_cases_one_may_not_see_are_in_no_sum(app, play, visibility):
    play.past("policy_decision")
    assert loads(app, visibility) == {}
    assert counts(app, visibility) == ()
    assert times(app, visibility) == ()
    assert months(app, visibility) == ((), {})
    assert loads(app, ORGANIZATION) == loads(app, AUDITOR) != {}
