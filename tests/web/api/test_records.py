"""One file of a person by every door: API, page, book and the rules say the same of every field."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from actions.directory.record_sheets import heads
from actions.eligibility.eligibility import ReviewWanted, examine_person
from domain.directory.columns import PersonTable
from domain.directory.fields import FIELDS, FieldSaid, State, document_of, said_of, state_of
from domain.eligibility.eligibility import Verdict
from domain.eligibility.rules.registry import READS
from domain.state.case import PostKind
from notifications.words import word
from tests.domain.directory.saying import SAYABLE, said_for
from tests.looking import read
from tests.web.directory.test_directory import fields_of
from tests.web.directory.test_record import without_documents
from web.directory.record_form import read_form
from web.kit.forms import Form

PERSON = "vothimyhanh"
PATH = f"/people/{PERSON}/record"
NONE, NOT_ON_FILE = FieldSaid(state=State.NONE), FieldSaid(state=State.NOT_ON_FILE)
KEYS = count()


def on_file(site):
    return read(site.app.engine, lambda uow: uow.directory.entered(PERSON))


def as_json(said):
    return {"state": said.state, "value": said.value, "rows": [dict(row) for row in said.rows]}


def corrected(officer, fields, *, key="", **more):
    body = {"fields": fields, "document": "12-QĐ/TU", "reason": "Theo hồ sơ gốc"} | more
    headers = {"Idempotency-Key": key or f"correction-{next(KEYS)}"}
    return officer.client.post(PATH, json=body, headers=headers)


def by_page(site, name):
    """What the form of the page would say of a field, sent back untouched."""
    officer = site.person("lethuha")
    sent = fields_of(officer.see(PATH), PATH)
    papers = {row["paper"] for row in said_of(on_file(site), "papers").rows} | {"asset_declaration"}
    return read_form(Form(sent), papers)[name]


def rows_of(content, sheet):
    page = load_workbook(BytesIO(content))[word("sheets", sheet)]
    titles, *rows = [[cell.value for cell in row] for row in page.iter_rows()]
    assert titles == list(heads(sheet).values())
    return [dict(zip(heads(sheet), row, strict=True)) for row in rows]


def row_of(content):
    return next(row for row in rows_of(content, "records") if row["id"] == PERSON)


def sayings(name):
    """Everything that may be said of a field but that which it never is."""
    field = FIELDS[name]
    more = [st.just(NONE)] * field.none
    more += [st.just(NOT_ON_FILE)] * (not field.required and name != "sort_name")
    return st.one_of(said_for(field), *more)


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data(), st.sampled_from(sorted(FIELDS)))
def test_whatever_is_said_of_a_field_every_door_tells_it(site, program, data, name):
    officer, said = program("lethuha"), data.draw(sayings(name))
    if name == "papers" and said.rows:
        said = FieldSaid(rows=(said.rows[0] | {"paper": "asset_declaration"},))
    answer = corrected(officer, {name: as_json(said)})
    same = answer.json().get("facts", {}).get("rule") == "nothing_changed"
    assert same or answer.status_code == 200, answer.text
    told = officer.client.get(PATH).json()["fields"][name]
    assert (told["state"], told["value"]) == (said.state, said.value)
    assert len(told["rows"]) == len(said.rows)
    kept = said_of(on_file(site), name)
    assert by_page(site, name) == kept
    content = officer.client.get("/records.xlsx").content
    cell = row_of(content)[name]
    assert bool(cell) == (said.state != State.NOT_ON_FILE)
    assert (cell == word("field_states", State.NONE)) == (said.state == State.NONE)
    if isinstance(FIELDS[name], PersonTable):
        exported = [row for row in rows_of(content, name) if row["id"] == PERSON]
        assert len(exported) == len(said.rows)
    rules_agree(site, name, said.state)


def rules_agree(site, name, state):
    """A rule that lacks data names this field exactly where nothing of it is on file."""
    about = ("press", "BPTTH", "appoint", date(2026, 9, 7))
    wanted = ReviewWanted(PERSON, PostKind.HEAD, *about[1:])
    checks = {rule.id: rule.check for rule in site.app.catalogue.rules}
    for found in examine_person(site.app, wanted).rules:
        reads = READS.get(checks[found.rule], ())
        if name in reads and found.verdict == Verdict.DATA_MISSING:
            assert (name in found.fields) == (state == State.NOT_ON_FILE), found
        if reads == (name,) and state == State.NONE:
            assert found.verdict != Verdict.DATA_MISSING
            assert "theo 12-QĐ/TU" in found.measured
        assert name in reads or name not in found.fields


def test_a_correction_is_done_once_and_races_are_told(site, program):
    officer = program("lethuha")
    seen = officer.client.get(PATH).json()["version"]
    fields = {"degree": as_json(FieldSaid(value="Cử nhân Luật"))}
    first, again = (corrected(officer, fields, key="the-same-key", seen=seen) for _ in range(2))
    assert first.json() == again.json()
    late = corrected(officer, {"hometown": {"value": "xã Ea Tul"}}, seen=seen)
    assert late.json()["facts"]["rule"] == "changed_since"
    unsaid = corrected(officer, {"degree": {"value": "Thạc sĩ"}}, reason="")
    assert (unsaid.json()["facts"]["rule"], unsaid.json()["facts"]["value"]) == (
        "reason_owed",
        ["degree"],
    )


@pytest.mark.parametrize("person", ["hlinhnie", "luonggiaminh", "trinhvanduc"])
def test_only_keepers_correct_and_auditors_read(site, program, person):
    asked = program(person)
    reads = person == "trinhvanduc"
    assert (asked.client.get(PATH).status_code == 200) == reads
    assert (asked.client.get("/records.xlsx").status_code == 200) == reads
    assert corrected(asked, {"degree": {"value": "x"}}).status_code == 403
    assert state_of(on_file(site), "degree") == State.NOT_ON_FILE


def changed_book(content, cells, tables=None):
    """The exported book with cells of the person changed and rows of theirs put in."""
    book = load_workbook(BytesIO(content))
    page = book[word("sheets", "records")]
    codes = list(heads("records"))
    row = next(r for r in page.iter_rows(min_row=2) if r[0].value == PERSON)
    for code, value in cells.items():
        row[codes.index(code)].value = value
    for name, rows in (tables or {}).items():
        for one in rows:
            cells_of = (one.get(column.name) for column in FIELDS[name].columns)
            book[word("sheets", name)].append([PERSON, *cells_of])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def imported(officer, content, **fields):
    files = {"file": ("ly-lich.xlsx", content)}
    return officer.client.post("/records/import", files=files, data=fields)


ABOUT = {"document": "Lý lịch 2C", "reason": "Theo hồ sơ gốc"}


def test_a_book_sent_back_untouched_changes_nothing(site, program):
    officer, before = program("lethuha"), on_file(site)
    answer = imported(officer, officer.client.get("/records.xlsx").content)
    assert answer.json() == {"people": 0}, answer.text
    assert on_file(site) == before


def test_every_field_is_corrected_by_the_book(site, program):
    officer = program("lethuha")
    rows = {name: said.rows for name, said in SAYABLE.items() if said.rows}
    cells = {name: word("field_states", State.HELD) for name in rows}
    cells = ABOUT | {name: said.value for name, said in SAYABLE.items()} | cells
    book = changed_book(officer.client.get("/records.xlsx").content, cells, rows)
    before = on_file(site)
    assert imported(officer, book, try_only="true").json() == {"people": 1}
    assert on_file(site) == before
    answer = imported(officer, book)
    assert answer.json() == {"people": 1}, answer.text
    for name, said in SAYABLE.items():
        assert without_documents(said_of(on_file(site), name)) == said
        assert document_of(on_file(site), name) == "Lý lịch 2C"
    (line,) = read(site.app.engine, lambda uow: uow.directory_log.changes(PERSON))
    assert (line.what, line.by, line.document) == ("person_corrected", "lethuha", "Lý lịch 2C")


@pytest.mark.parametrize(
    ("typed", "state"), [("không có", State.NONE), ("chưa có trong hồ sơ", State.NOT_ON_FILE)]
)
def test_none_and_nothing_on_file_are_written_in_the_book(site, program, typed, state):
    officer = program("lethuha")
    said = {name: as_json(one) for name, one in SAYABLE.items() if not one.rows}
    assert corrected(officer, said).status_code == 200
    names = [n for n, field in FIELDS.items() if field.none and n in said]
    content = officer.client.get("/records.xlsx").content
    book = changed_book(content, ABOUT | dict.fromkeys(names, typed))
    assert imported(officer, book).json() == {"people": 1}
    assert {state_of(on_file(site), name) for name in names} == {state}


def test_rows_beside_a_cell_that_denies_them_are_refused(site, program):
    officer, rows = program("lethuha"), SAYABLE["disciplines"].rows
    content = officer.client.get("/records.xlsx").content
    book = changed_book(content, ABOUT | {"disciplines": "không có"}, {"disciplines": rows})
    (fault,) = imported(officer, book).json()["facts"]["faults"]
    assert fault["what"] == "none_and_value"


@pytest.mark.parametrize(
    ("cells", "tables", "fault"),
    [
        ({"degree": "x"}, {}, (word("correction_fields", "document"), "missing")),
        (ABOUT | {"press_months": "ba năm"}, {}, ("Số tháng hoạt động báo chí", "not_a_count")),
        (ABOUT | {"id": "khongco", "degree": "x"}, {}, ("Mã", "unknown")),
        (ABOUT | {"version": "abc", "degree": "x"}, {}, ("Mã", "changed_since")),
        (ABOUT | {"hometown": "x", "reason": ""}, {}, ("Lý do sửa", "reason_owed")),
        (ABOUT, {"disciplines": [{"side": "state"}]}, ("Hình thức", "missing")),
    ],
)
def test_what_cannot_be_is_named_by_sheet_row_and_column(site, program, cells, tables, fault):
    officer, before = program("lethuha"), on_file(site)
    content = officer.client.get("/records.xlsx").content
    answer = imported(officer, changed_book(content, cells, tables))
    assert answer.status_code == 422, answer.text
    faults = answer.json()["facts"]["faults"]
    assert fault in [(one["column"], one["what"]) for one in faults]
    assert on_file(site) == before


def test_rows_about_nobody_in_the_book_are_named(site, program):
    officer = program("lethuha")
    book = load_workbook(BytesIO(officer.client.get("/records.xlsx").content))
    book[word("sheets", "ratings")].append(["khongco", "2025", "good"])
    out = BytesIO()
    book.save(out)
    (fault,) = imported(officer, out.getvalue()).json()["facts"]["faults"]
    assert (fault["sheet"], fault["what"], fault["value"]) == ("Xếp loại", "unknown", "khongco")


def test_another_change_of_the_province_under_the_same_key_is_refused(program):
    admin = program("luonggiaminh")
    term = {"on": "2030-10-01", "document": "NQ 1", "reason": "đại hội"}
    path, key = "/province/choices/term_begun", "one-key-1"
    for _ in range(2):
        assert admin.act(path, term | {"said": {"name": "2030-2035"}}, key).status_code == 200
    again = admin.act(path, term | {"said": {"name": "2030-2036"}}, key)
    assert (again.status_code, again.json()["code"]) == (409, "act.id_reused")
