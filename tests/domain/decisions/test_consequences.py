"""What a decision writes into the person's file, row by row of the law's table."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from domain.decisions.consequences import Consequence, Decided, cut, day_of_effect, rows_of
from domain.directory.decided import DecidedRow, RowKind
from domain.directory.people import Person
from domain.directory.record import Record, Service
from domain.law.basis import Basis, Confidence
from domain.state.case import PostKind
from tests.domain.builders import dossier_then_opinions, opened

DAY = date(2026, 9, 7)
ONE_DAY = timedelta(days=1)
LAST = date(2026, 12, 31)
CASE = opened(dossier_then_opinions())  # of a head of BAO
BASIS = (Basis(instrument="QD101", article="4.1a", confidence=Confidence.READ),)
PERSON = Person("an", "Lê An", "An", "male", date(1980, 1, 1))
HELD = (
    Service("BAO", "deputy", date(2020, 1, 1), press=True),
    Service("BAO", "staff", date(2015, 1, 1), press=True),
    Service("DAI", "acting_head", date(2021, 1, 1), press=True),
    Service("SO", "head", date(2022, 1, 1)),
    Service("BAO", "head", date(2010, 1, 1), date(2019, 12, 31), press=True),
)


def row(**said):
    return Consequence.model_validate(
        {"paper": "p", "basis": BASIS, "from": date(2023, 1, 1)} | said
    )


def written(*consequences, services=(), person=PERSON, **decided):
    who = replace(person, record=Record(services=services))
    told = Decided(**{"paper": "p", "dated": DAY, "effective": DAY} | decided)
    return rows_of(CASE, who, told, consequences)


def ended(*posts, first=DAY):
    return [DecidedRow(kind=RowKind.ENDS, first_day=first, agency=a, position=p) for a, p in posts]


def test_a_row_binds_its_paper_its_days_and_its_forms():
    only = row(begins="post", forms=("warning", "removal"))
    assert only.binds("p", "removal", DAY)
    assert not only.binds("p", "reprimand", DAY)
    assert not only.binds("other", "removal", DAY)
    assert not only.binds("p", "removal", date(2022, 12, 31))
    assert row(begins="post").binds("p", "", DAY)
    assert written(row(begins="post", paper="other")) == ()
    assert written(row(nothing=True)) == ()


def test_a_post_begins_on_the_day_of_effect_and_its_term_ends_the_day_before_the_same_date():
    later = DAY + 3 * ONE_DAY
    begun, term = written(row(begins="post", term_months=60), effective=later, last_day=LAST)
    post = {"agency": "BAO", "position": "head", "first_day": later}
    assert begun == DecidedRow(kind=RowKind.BEGINS, **post)
    assert term == DecidedRow(kind=RowKind.TERM, last_day=date(2031, 9, 9), **post)


def test_a_term_is_cut_by_retirement_only_where_the_row_says_so():
    old = replace(PERSON, birth=date(1967, 3, 1))
    (plain,) = written(row(term_months=60), person=old)
    (short,) = written(row(term_months=60, until_pension=True), person=old)
    (whole,) = written(row(term_months=60, until_pension=True))
    assert plain.last_day == whole.last_day == date(2031, 9, 6)
    assert DAY < short.last_day < date(2030, 1, 1)


def test_being_in_charge_and_printed_terms_end_on_the_last_day_printed():
    (acting,) = written(row(begins="acting"), last_day=LAST)
    assert (acting.kind, acting.position, acting.last_day) == (RowKind.BEGINS, "acting_head", LAST)
    (term,) = written(row(until_printed=True), last_day=LAST)
    assert (term.kind, term.position, term.last_day) == (RowKind.TERM, "head", LAST)
    assert written(row(until_printed=True)) == ()
    (away,) = written(row(suspends=True), last_day=LAST)
    assert (away.kind, away.position, away.last_day) == (RowKind.SUSPENSION, "head", LAST)


@pytest.mark.parametrize(
    ("which", "posts"),
    [
        ("post", [("BAO", "head")]),
        ("agency", [("BAO", "deputy")]),
        ("press", [("BAO", "deputy"), ("DAI", "acting_head")]),
    ],
)
def test_posts_that_end_are_those_held_until_then(which, posts):
    assert list(written(row(ends=which), services=HELD)) == ended(*posts)


def test_the_post_of_the_case_ends_also_where_the_file_knows_no_such_post():
    assert list(written(row(ends="post"))) == ended(("BAO", "head"))
    assert written(row(ends="agency")) == ()
    head = (Service("BAO", "head", date(2020, 1, 1)), Service("DAI", "head", date(2020, 1, 1)))
    assert list(written(row(ends="post"), services=head)) == ended(("BAO", "head"))


def test_what_begins_that_day_does_not_end_that_day_and_ends_come_first():
    new = (Service("BAO", "deputy", DAY, press=True),)
    assert written(row(ends="agency"), services=new) == ()
    last = (Service("BAO", "deputy", date(2020, 1, 1), DAY - ONE_DAY, press=True),)
    assert list(written(row(ends="agency"), services=last)) == ended(("BAO", "deputy"))
    both = written(row(begins="post"), row(suspends=True), row(ends="agency"), services=HELD)
    assert both[0].kind == RowKind.ENDS
    assert {r.kind for r in both[1:]} == {RowKind.BEGINS, RowKind.SUSPENSION}
    assert len(written(row(begins="post"), row(begins="post"))) == 1


def test_discipline_lasts_its_months_and_what_ends_service_lasts_for_ever():
    side = row(discipline="party", discipline_months=12)
    (told,) = written(side, form="warning", act="vi phạm", effective=DAY + ONE_DAY)
    assert told == DecidedRow(
        kind=RowKind.DISCIPLINE,
        first_day=DAY + ONE_DAY,
        last_day=date(2027, 9, 8),
        side="party",
        form="warning",
        act="vi phạm",
    )
    for form in ("forced_leave", "expulsion"):
        assert written(side, form=form)[0].last_day is None
    assert written(row(discipline="party"), form="warning")[0].last_day is None
    assert written(side) == ()


def test_a_new_term_begins_the_day_after_the_old_one_for_who_stays():
    ends = DAY + 9 * ONE_DAY
    services = (
        Service("BAO", "head", date(2016, 1, 1), date(2021, 1, 1)),
        Service("BAO", "head", date(2021, 9, 1), ends),
        Service("BAO", "deputy", date(2010, 1, 1), date(2030, 1, 1)),
    )
    who = replace(PERSON, record=Record(services=services))
    assert day_of_effect(CASE, who, DAY, stays=True) == ends + ONE_DAY
    assert day_of_effect(CASE, who, ends, stays=True) == ends + ONE_DAY
    assert day_of_effect(CASE, who, ends + ONE_DAY, stays=True) == ends + ONE_DAY
    assert day_of_effect(CASE, who, date(2027, 1, 1), stays=True) == date(2027, 1, 1)
    assert day_of_effect(CASE, who, DAY, stays=False) == DAY
    assert day_of_effect(CASE, PERSON, DAY, stays=True) == DAY
    other = replace(CASE, post=PostKind.ACTING_HEAD)
    assert day_of_effect(other, who, DAY, stays=True) == DAY


def test_of_a_decision_that_holds_no_more_only_time_served_is_left():
    first = {"first_day": DAY, "agency": "BAO", "position": "head"}
    begun = DecidedRow(kind=RowKind.BEGINS, **first)
    away = DecidedRow(kind=RowKind.SUSPENSION, last_day=DAY + ONE_DAY, **first)
    term = DecidedRow(kind=RowKind.TERM, last_day=LAST, **first)
    ends = DAY + 9 * ONE_DAY
    kept = cut([begun, away, term, ended(("BAO", "deputy"))[0]], ends)
    assert kept == (replace(begun, last_day=ends - ONE_DAY), away)
    assert cut([begun], DAY) == ()
    assert cut([begun], DAY + ONE_DAY) == (replace(begun, last_day=DAY),)
