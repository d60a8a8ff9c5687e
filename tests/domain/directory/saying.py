"""Things that may be said of each field of a person, for tests by search and one of each."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from domain.directory.columns import PersonColumn, PersonTable
from domain.directory.fields import FIELDS, YES, FieldSaid
from domain.directory.import_rows import NO
from domain.text import fold, nfc
from notifications.words import tables

LETTERS = st.characters(categories=("Lu", "Ll", "Nd"), max_codepoint=0x1EFF)


def _text(column: PersonColumn) -> st.SearchStrategy[str]:
    words = st.text(LETTERS, min_size=1, max_size=min(column.most, 12)).map(nfc)
    return words.filter(lambda said: fold(said) not in ("", *NO))


def value_for(column: PersonColumn) -> st.SearchStrategy[str]:
    """A value that may stand in a column, as it is said."""
    if column.kind == "code":
        return st.sampled_from(sorted(column.codes or tables()[column.words]))
    if column.kind == "flag":
        return st.just(YES)
    if column.kind == "count":
        return st.integers(1, 999).map(str)
    if column.kind == "year":
        return st.integers(1950, 2100).map(str)
    if column.kind == "day":
        return st.dates(date(1950, 1, 1), date(2020, 1, 1)).map(date.isoformat)
    return _text(column)


def said_for(field: PersonColumn | PersonTable) -> st.SearchStrategy[FieldSaid]:
    """A value, or rows of which those of a map and of codes differ."""
    if isinstance(field, PersonColumn):
        return value_for(field).map(lambda value: FieldSaid(value=value))
    first = field.columns[0].name
    rows = st.lists(_row(field), min_size=1, max_size=2, unique_by=lambda row: row[first])
    codes = field.columns[0].codes

    def place(row: dict[str, str]) -> object:
        return codes.index(row[first]) if field.shape == "codes" else row[first]

    ordered = rows.map(lambda found: sorted(found, key=place))
    return ordered.map(lambda found: FieldSaid(rows=tuple(found)))


def _row(table: PersonTable) -> st.SearchStrategy[dict[str, str]]:
    """Days of one row in order; what need not be said is not."""
    needed = [c for c in table.columns if c.required]
    return st.fixed_dictionaries({c.name: value_for(c) for c in needed}).map(_in_order)


def _in_order(row: dict[str, str]) -> dict[str, str]:
    if "last_day" in row:
        row["first_day"], row["last_day"] = sorted((row["first_day"], row["last_day"]))
    return row


def _rows(**row: str) -> FieldSaid:
    return FieldSaid(rows=(row,))


SAYABLE: dict[str, FieldSaid] = {
    "full_name": FieldSaid(value="Lê Thị Khác"),
    "sort_name": FieldSaid(value="Khác Lê Thị"),
    "sex": FieldSaid(value="male"),
    "birth": FieldSaid(value="1979-03-04"),
    "ethnicity": FieldSaid(value="Ê Đê"),
    "hometown": FieldSaid(value="xã Ea Tul"),
    "present_position": FieldSaid(value="Phó Giám đốc"),
    "degree": FieldSaid(value="Cử nhân Báo chí"),
    "political_theory": FieldSaid(value="cao_cap"),
    "press_management_certificate": FieldSaid(value=YES),
    "press_card": FieldSaid(value="IBT-00999"),
    "press_months": FieldSaid(value="36"),
    "party_member_since": FieldSaid(value="2001-02-03"),
    "terms_as_head": FieldSaid(value="1"),
    "term_ends": FieldSaid(value="2027-01-31"),
    "resident": FieldSaid(value=YES),
    "planned_for": _rows(position="head"),
    "services": FieldSaid(
        rows=({"agency": "BPTTH", "position": "deputy", "first_day": "2020-01-01"},)
    ),
    "disciplines": FieldSaid(
        rows=({"side": "state", "form": "reprimand", "effective": "2026-03-01"},)
    ),
    "proceedings": _rows(kind="inspection", opened="2026-03-01"),
    "absences": _rows(kind="abroad", first_day="2026-01-01", last_day="2026-02-01"),
    "ratings": _rows(year="2025", grade="good"),
    "papers": _rows(paper="asset_declaration", dated="2026-08-01"),
}
assert SAYABLE.keys() == FIELDS.keys()
