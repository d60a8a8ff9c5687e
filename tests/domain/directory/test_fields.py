"""Every field of a person: set, corrected, none, removed; it comes back as it was said."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.directory.columns import PersonColumn, PersonTable
from domain.directory.corrections import check_reason, corrected
from domain.directory.fields import (
    FIELDS,
    OF_RECORD,
    FieldSaid,
    State,
    differences,
    document_of,
    said_of,
    state_of,
)
from domain.directory.people import Person
from domain.errors import BadInput
from notifications.words import tables
from tests.domain.directory.saying import SAYABLE, said_for

TODAY = date(2026, 9, 7)
BARE = Person("a", "Nguyễn Văn Mẫu", "Mẫu Nguyễn Văn", "male", date(1980, 1, 1))
POST = {"agency": "X", "position": "deputy"}
NONE, NOT_ON_FILE = FieldSaid(state=State.NONE), FieldSaid(state=State.NOT_ON_FILE)


def put(person, name, said, document="12-QĐ/TU"):
    return corrected(person, {name: said}, document, today=TODAY, words=tables())


def with_documents(name, said, document):
    """As it comes back: every row names what it was taken from."""
    if not isinstance(FIELDS[name], PersonTable) or FIELDS[name].shape == "codes":
        return said
    rows = tuple({"document": document} | row for row in said.rows)
    return FieldSaid(state=said.state, value=said.value, rows=rows)


@given(st.data(), st.sampled_from(sorted(FIELDS)))
def test_what_is_said_of_a_field_stands_and_changes_no_other(data, name):
    said, again = (data.draw(said_for(FIELDS[name])) for _ in range(2))
    first = put(BARE, name, said)
    assert said_of(first, name) == with_documents(name, said, "12-QĐ/TU")
    assert document_of(first, name) == "12-QĐ/TU"
    assert {one.field for one in differences(BARE, first)} == {name}
    second = put(first, name, again, "13-QĐ/TU")
    assert state_of(second, name) == State.HELD
    assert document_of(second, name) == "13-QĐ/TU"
    kept = [row | {"document": ""} for row in said_of(second, name).rows]
    assert kept == [row | {"document": ""} for row in again.rows]
    assert second == put(second, name, said_of(second, name), "13-QĐ/TU")


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.none])
def test_none_is_not_the_same_as_nothing_on_file(name):
    none = put(put(BARE, name, SAYABLE[name]), name, NONE)
    assert (said_of(none, name), document_of(none, name)) == (NONE, "12-QĐ/TU")
    removed = put(none, name, NOT_ON_FILE)
    assert (said_of(removed, name), document_of(removed, name)) == (NOT_ON_FILE, "")
    assert removed == BARE
    (found,) = differences(removed, none)
    assert (found.before, found.after) == (NOT_ON_FILE, NONE)


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if not field.none])
def test_what_cannot_be_none_is_refused_as_none(name):
    with pytest.raises(BadInput, match="never_none"):
        put(BARE, name, NONE)


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field.required])
def test_what_everybody_has_cannot_be_removed(name):
    with pytest.raises(BadInput, match="missing"):
        put(BARE, name, NOT_ON_FILE)


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_an_empty_value_is_no_value(name):
    with pytest.raises(BadInput, match=r"missing|not_a_date"):
        put(BARE, name, FieldSaid())


@pytest.mark.parametrize(
    ("name", "said", "rule"),
    [
        ("press_months", "ba năm", "not_a_count"),
        ("party_member_since", "31/02/2001", "not_a_date"),
        ("political_theory", "thạc sĩ", "not_a_choice"),
        ("degree", "x" * 201, "too_long"),
        ("birth", "01/01/2030", "not_a_birthday"),
        ("hobby", "cờ", "unknown_key"),
    ],
)
def test_a_value_that_cannot_be_is_refused(name, said, rule):
    with pytest.raises(BadInput, match=rule):
        put(BARE, name, FieldSaid(value=said))


@pytest.mark.parametrize(
    ("name", "rows", "rule"),
    [
        ("services", [{"agency": "X"}], "missing"),
        ("services", [POST | {"since": "2020-01-01"}], "unknown_key"),
        (
            "services",
            [POST | {"first_day": "2021-01-01", "last_day": "2020-01-01"}],
            "before_first",
        ),
        ("ratings", [{"year": "2025", "grade": g} for g in ("done", "good")], "said_twice"),
        ("planned_for", [{"position": "other"}], "not_a_choice"),
    ],
)
def test_a_row_that_cannot_be_is_refused(name, rows, rule):
    with pytest.raises(BadInput, match=rule):
        put(BARE, name, FieldSaid(rows=tuple(rows)))


@pytest.mark.parametrize("said", ["không", "Không có", "none"])
def test_none_written_as_a_value_is_none(said):
    assert state_of(put(BARE, "press_card", FieldSaid(value=said)), "press_card") == State.NONE


def test_no_months_are_none():
    assert state_of(put(BARE, "press_months", FieldSaid(value="0")), "press_months") == State.NONE


def test_a_row_keeps_its_document_and_a_new_one_takes_that_of_the_correction():
    first = put(BARE, "disciplines", SAYABLE["disciplines"], "01-QĐ")
    (old,) = said_of(first, "disciplines").rows
    new = {"side": "party", "form": "warning", "effective": "2021-02-03"}
    both = put(first, "disciplines", FieldSaid(rows=({**old, "document": ""}, new)), "02-QĐ")
    assert [row["document"] for row in said_of(both, "disciplines").rows] == ["01-QĐ", "02-QĐ"]
    (found,) = differences(first, both)
    assert not found.alters, "a row more alters nothing that was kept"
    check_reason((found,), "")


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_what_was_kept_is_altered_only_with_a_reason(name):
    held = put(BARE, name, SAYABLE[name])
    other = NOT_ON_FILE if not FIELDS[name].required else OTHERS[name]
    found = differences(held, put(held, name, other))
    with pytest.raises(BadInput, match="reason_owed"):
        check_reason(found, "")
    check_reason(found, "Ghi nhầm")
    entered = differences(BARE, held)
    if not FIELDS[name].required and name != "sort_name":
        check_reason(entered, "")


OTHERS = {
    "full_name": FieldSaid(value="Trần Văn Khác"),
    "sex": FieldSaid(value="female"),
    "birth": FieldSaid(value="1981-02-03"),
}


def test_every_field_is_a_column_or_a_table_of_the_record():
    assert all(isinstance(f, PersonColumn | PersonTable) for f in FIELDS.values())
    assert set(FIELDS) >= OF_RECORD
    assert SAYABLE.keys() == FIELDS.keys()
