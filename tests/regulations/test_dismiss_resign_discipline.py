"""Dismissal, resignation and discipline say what the tables say, day by day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.law.procedure import Procedure, Step
from regulations.catalogue import load
from regulations.check import check
from regulations.days import HORIZON, change_days

LAW = load()
NAMES = ("dismiss", "resign", "discipline")
REGIMES = ("75", "101")
VARIANTS = ("party", "association")
IDS = tuple(f"{r}/{n}.{v}" for r in REGIMES for n in NAMES for v in VARIANTS)
READ = tuple(i for i in IDS if i.startswith("101/"))

# Rows of law-press.md 10.1 and 10.2. 1a-1c is one review of the ground.
ROWS = {
    "75/dismiss": [f"M75/{row}" for row in "1234567"],
    "75/resign": [f"T75/{row}" for row in "12345"],
    "75/discipline": [f"K75/{row}" for row in range(1, 11)],
    "101/dismiss": ["M101/1a-1c", *(f"M101/{row}" for row in "234567")],
    "101/resign": [f"T101/{row}" for row in "123456"],
    "101/discipline": [f"K101/{row}" for row in range(1, 16)],
}
LAST_OLD_DAY, FIRST_NEW_DAY = date(2026, 6, 30), date(2026, 7, 1)


def ids(name: str, regimes: tuple[str, ...] = REGIMES) -> list[str]:
    return [f"{regime}/{name}.{variant}" for regime in regimes for variant in VARIANTS]


def step_on(procedure_id: str, step_id: str, day: date) -> Step:
    return LAW.procedure(procedure_id, day).step(step_id)


def cited(step: Step) -> set[str]:
    return {basis.instrument for basis in step.basis}


def days_around_changes(text: Procedure) -> Iterator[date]:
    for day in change_days(LAW, text):
        for around in (day - timedelta(days=1), day, day + timedelta(days=1)):
            if text.covers(around):
                yield around


# ── on every day ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("procedure_id", IDS)
def test_it_reads_on_the_days_around_each_change(procedure_id: str) -> None:
    text = LAW.text(procedure_id)

    read = [text.on(day) for day in days_around_changes(text)]

    assert all(len(step.deadline) == 1 and step.basis for law in read for step in law.steps)


@pytest.mark.parametrize("procedure_id", IDS)
@given(data=st.data())
def test_it_reads_on_any_day_in_force(procedure_id: str, data: st.DataObject) -> None:
    text = LAW.text(procedure_id)
    day = data.draw(st.dates(text.first_day, min(text.last_day or HORIZON, HORIZON)))

    law = text.on(day)

    assert all(len(step.deadline) == 1 and step.basis for step in law.steps)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_the_regime_changes_between_27_and_28_february_2023(name: str, variant: str) -> None:
    old, new = LAW.text(f"75/{name}.{variant}"), LAW.text(f"101/{name}.{variant}")

    assert (old.last_day, new.first_day) == (date(2023, 2, 27), date(2023, 2, 28))


def test_the_lint_of_the_law_finds_nothing_here() -> None:
    assert [problem for problem in check(LAW) if problem.file in IDS] == []


# ── every row of the tables ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("procedure_id", IDS)
def test_its_steps_stand_for_all_rows_of_its_table_and_no_other(procedure_id: str) -> None:
    rows = {step.row for step in LAW.text(procedure_id).steps}

    assert rows == set(ROWS[procedure_id.partition(".")[0]])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_steps_of_the_old_regime_keep_their_ids_in_the_new(name: str, variant: str) -> None:
    old = {step.id for step in LAW.text(f"75/{name}.{variant}").steps}
    new = {step.id for step in LAW.text(f"101/{name}.{variant}").steps}

    assert old <= new


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("variant", VARIANTS)
def test_every_step_of_the_secret_regime_says_it_is_rebuilt(name: str, variant: str) -> None:
    text = LAW.text(f"75/{name}.{variant}")

    assert all(
        any(b.instrument == "QD75" and b.confidence == "R" for b in step.basis)
        for step in text.steps
    )


@pytest.mark.parametrize("step_id", ["review_meeting", "council_setup", "council_vote"])
def test_an_association_is_told_that_council_steps_are_its_choice(step_id: str) -> None:
    step = step_on("101/discipline.association", step_id, FIRST_NEW_DAY)

    assert any("24.5" in basis.note for basis in step.basis)


# ── deadlines and texts on the days they change ─────────────────────────────────────────────────


@pytest.mark.parametrize("procedure_id", ids("discipline", ("101",)))
def test_a_council_has_a_legal_deadline_only_from_july_2026(procedure_id: str) -> None:
    days = [LAST_OLD_DAY, FIRST_NEW_DAY]
    due = [step_on(procedure_id, "council_setup", day).due for day in days]

    assert [deadline.working_days for deadline in due] == [None, 5]


@pytest.mark.parametrize("procedure_id", ids("discipline", ("101",)))
@pytest.mark.parametrize(("day", "size"), [(LAST_OLD_DAY, "05"), (FIRST_NEW_DAY, "03")])
def test_a_council_has_five_members_then_three(procedure_id: str, day: date, size: str) -> None:
    notes = " ".join(b.note for b in step_on(procedure_id, "council_setup", day).basis)

    assert f"Hội đồng {size} thành viên" in notes


@pytest.mark.parametrize("procedure_id", ids("discipline", ("101",)))
@pytest.mark.parametrize(("day", "source"), [(LAST_OLD_DAY, "LVC2010"), (FIRST_NEW_DAY, "ND234")])
def test_discipline_is_decided_within_ninety_days_of_the_whole_case(
    procedure_id: str, day: date, source: str
) -> None:
    due = step_on(procedure_id, "decision", day).due

    assert due.basis is not None
    assert (due.calendar_days, due.starts, due.basis.instrument) == (90, "case_opened", source)


@pytest.mark.parametrize("procedure_id", ids("discipline", ("101",)))
def test_the_party_organisation_is_told_in_five_days_from_30_may_2025(procedure_id: str) -> None:
    days = [date(2025, 5, 29), date(2025, 5, 30)]
    due = [step_on(procedure_id, "inform_party", day).due for day in days]

    assert [deadline.calendar_days for deadline in due] == [None, 5]


@pytest.mark.parametrize(
    ("procedure_id", "step_id"),
    [*((i, "proposal") for i in ids("dismiss")), *((i, "report") for i in ids("resign"))],
)
def test_a_proposal_takes_ten_working_days_since_decree_115(
    procedure_id: str, step_id: str
) -> None:
    text = LAW.text(procedure_id)
    since = max(text.first_day, date(2020, 9, 29))

    assert text.on(since).step(step_id).due.working_days == 10


@pytest.mark.parametrize("procedure_id", [*ids("dismiss", ("101",)), *ids("resign", ("101",))])
@pytest.mark.parametrize(
    ("day", "confidence"),
    [
        (date(2023, 12, 6), "S*"),
        (date(2023, 12, 7), "S"),
        (LAST_OLD_DAY, "S"),
        (FIRST_NEW_DAY, "C"),
    ],
)
def test_the_ten_days_to_decide_say_how_they_are_known(
    procedure_id: str, day: date, confidence: str
) -> None:
    due = step_on(procedure_id, "decision", day).due

    assert due.basis is not None
    assert (due.working_days, due.basis.confidence) == (10, confidence)


@pytest.mark.parametrize("procedure_id", ids("dismiss", ("101",)))
def test_the_press_card_goes_back_in_15_days_then_in_15_working_days(procedure_id: str) -> None:
    old, new = (step_on(procedure_id, "handover", d).due for d in (LAST_OLD_DAY, FIRST_NEW_DAY))

    assert (old.calendar_days, new.working_days) == (15, 15)


@pytest.mark.parametrize("procedure_id", READ)
@pytest.mark.parametrize(("day", "law"), [(LAST_OLD_DAY, "LBC2016"), (FIRST_NEW_DAY, "LBC2025")])
def test_the_ministry_is_told_under_the_press_law_of_the_day(
    procedure_id: str, day: date, law: str
) -> None:
    assert cited(step_on(procedure_id, "notify_ministry", day)) == {law}


@pytest.mark.parametrize(
    ("procedure_id", "step_id"),
    [
        *((i, "ground") for i in ids("dismiss", ("101",))),
        *((i, "bars_review") for i in ids("resign", ("101",))),
    ],
)
@pytest.mark.parametrize(
    ("day", "rule"), [(date(2025, 10, 7), "QD41"), (date(2025, 10, 8), "QD377")]
)
def test_the_party_rule_changes_on_8_october_2025(
    procedure_id: str, step_id: str, day: date, rule: str
) -> None:
    assert cited(step_on(procedure_id, step_id, day)) & {"QD41", "QD377"} == {rule}
