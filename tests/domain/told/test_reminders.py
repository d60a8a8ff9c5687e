"""When a question is called to mind, and whom it goes up to: working days counted by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from domain.calendar.workdays import WorkCalendar, working_days_after
from domain.effects.notices import Notice, NoticeKind
from domain.told.reminders import ReminderRule, escalations, is_news, reminder, rule_for

HOLIDAY = date(2026, 9, 23)
CALENDAR = WorkCalendar(holidays={HOLIDAY: "ngày nghỉ thử"})
DUE = working_days_after(date(2026, 9, 7), 10, CALENDAR)  # Monday 21/9
RULE = ReminderRule()


def day(number: int) -> date:
    return date(2026, 9, number)


@pytest.mark.parametrize(
    ("today", "kind", "on"),
    [
        (16, None, None),
        (17, "near", 17),  # two working days before Monday is Thursday
        (20, "near", 17),
        (21, "due_today", 21),
        (22, "late", 22),
        (24, "late", 22),  # the 23rd rests: two working days late
        (25, "still_late", 25),
        (27, "still_late", 25),
    ],
)
def test_who_is_asked_is_told_before_on_and_after_the_day(today, kind, on):
    stage = reminder(DUE, RULE, day(today), CALENDAR)
    assert (stage.kind if stage else None) == kind
    assert (stage.on if stage else None) == (day(on) if on else None)


def test_late_again_is_every_so_many_working_days():
    days = [date(2026, 9, 22 + n) if n < 9 else date(2026, 10, n - 8) for n in range(20)]
    stages = [reminder(DUE, ReminderRule(every=2), day, CALENDAR) for day in days]
    assert list(dict.fromkeys((s.kind, s.on.day, s.rank) for s in stages if s)) == [
        ("late", 22, 2),
        ("still_late", 24, 5),
        ("still_late", 28, 7),
        ("still_late", 30, 9),
        ("still_late", 2, 11),
        ("still_late", 6, 13),
        ("still_late", 8, 15),
    ]


def test_nothing_is_told_that_the_rule_leaves_out():
    rule = ReminderRule(before=0, on_day=False, every=0, head_after=0, handler_after=0)
    assert reminder(DUE, rule, day(21), CALENDAR) is None
    late = reminder(DUE, rule, date(2026, 12, 1), CALENDAR)
    assert late is not None
    assert late.kind == NoticeKind.LATE
    assert not list(escalations(DUE, rule, date(2026, 12, 1), CALENDAR, has_head=True))


def above(today: int, *, has_head: bool = True, rule: ReminderRule = RULE) -> list[tuple[str, int]]:
    found = escalations(DUE, rule, day(today), CALENDAR, has_head=has_head)
    return [(str(stage.kind), stage.on.day) for stage in found]


def test_d25_it_goes_up_to_the_head_then_to_who_runs_the_case_and_no_further():
    """D25: escalate twice, top of the hierarchy reached: it stops there, the day stays."""
    assert above(21) == []
    assert above(22) == [("head_told", 22)]
    assert above(24) == [("head_told", 22)]
    assert above(28) == [("head_told", 22), ("handler_told", 25)]
    much_later = escalations(DUE, RULE, date(2027, 9, 1), CALENDAR, has_head=True)
    assert [str(stage.kind) for stage in much_later] == ["head_told", "handler_told"]
    assert DUE.day == day(21)


def test_where_nobody_heads_the_body_who_runs_the_case_is_told_in_their_place():
    assert above(22, has_head=False) == [("handler_told", 22)]
    never = ReminderRule(handler_after=0)
    assert above(22, has_head=False, rule=never) == [("handler_told", 22)]


def test_a_body_goes_by_its_own_rule_then_by_the_province_then_by_the_usual_one():
    own = ReminderRule.model_validate({"body": "UBKTTU", "before": 5, "from": day(10)})
    whole = ReminderRule.model_validate({"before": 4, "from": day(10)})
    usual = ReminderRule(before=2)
    rules = [whole, own]
    assert rule_for(rules, [usual], "UBKTTU", day(10)).before == 5
    assert rule_for(rules, [usual], "BTCTU", day(10)).before == 4
    assert rule_for(rules, [usual], "UBKTTU", day(9)).before == 2


def told(kind: str, **facts: object) -> Notice:
    return Notice(
        key="k",
        kind=NoticeKind(kind),
        at=datetime(2026, 9, 22, tzinfo=UTC),
        agency="UBKTTU",
        facts={"due": "2026-09-21"} | facts,
    )


def test_nobody_is_told_what_is_older_than_what_they_know():
    """A clock that ran ahead and came back; a notice of before, which says no rank."""
    stage = reminder(DUE, RULE, day(22), CALENDAR)
    assert stage is not None
    assert is_news(stage, "UBKTTU", "2026-09-21", [told("near")])
    assert not is_news(stage, "UBKTTU", "2026-09-21", [told("late")])
    assert not is_news(stage, "UBKTTU", "2026-09-21", [told("still_late", rank=6)])
    assert is_news(stage, "UBKTTU", "2026-09-28", [told("still_late", rank=6)])
    assert is_news(stage, "@hlinhnie", "2026-09-21", [told("late")])
