"""Import of people and positions: all of it or nothing, and every wrong cell named."""

from __future__ import annotations

from datetime import date, datetime, time
from io import BytesIO
from random import randbytes
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from actions.directory.import_people import template
from domain.accounts.tokens import Scope
from domain.directory.people import COLUMNS
from notifications.person_words import rows_of
from notifications.words import tables, word
from tests.looking import read
from tests.web.site import PASSWORD, form_of, plain

PERSON = ["nguyenvanmau", "Nguyễn Văn Mẫu", "", "Nam", date(1980, 11, 25), "Kinh", "", ""]
POST = ["nguyenvanmau", "BTCTU", "Chuyên viên", "lập hồ sơ, ký", "01/09/2026", ""]


def filled(people=(PERSON,), posts=(POST,)) -> bytes:
    book = load_workbook(BytesIO(template()))
    for row in people:
        book["Người"].append(row)
    for row in posts:
        book["Vị trí"].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def sent(program, content, person="luonggiaminh", **fields):
    files = {"file": ("nhap.xlsx", content)}
    return program(person).client.post("/people/import", files=files, data=fields)


def known(site):
    return read(site.app.engine, lambda uow: {p.id for p in uow.directory.search()})


def test_an_administrator_imports_what_the_template_asks(site, program):
    assert load_workbook(
        BytesIO(program("luonggiaminh").get("/people/template.xlsx").content)
    ).sheetnames == ["Người", "Vị trí", "Hướng dẫn"]
    answer = sent(program, filled())
    assert (answer.status_code, answer.json()) == (
        200,
        {"people": 1, "posts": 1, "waits": False},
    ), answer.text
    today = site.app.today()
    actors = read(site.app.engine, lambda uow: uow.directory.actors("nguyenvanmau", today))
    assert [(a.agency, sorted(a.powers)) for a in actors] == [("BTCTU", ["prepare", "sign"])]
    person = read(site.app.engine, lambda uow: uow.directory.person("nguyenvanmau"))
    assert (person.sort_name, person.sex) == ("Mẫu Nguyễn Văn Mẫu", "male")
    again = sent(program, filled()).json()
    assert [(f["sheet"], f["row"], f["what"]) for f in again["facts"]["faults"]] == [
        ("Người", 2, "known_already"),
        ("Vị trí", 2, "known_already"),
    ]


SHOWN = {"text": "chữ bất kỳ", "day": "03/02/2001", "flag": "có", "count": "36"}


def test_everything_on_file_about_a_person_comes_in_by_its_column(site, program):
    """A column that the list of a person has and the import does not take would be lost here."""
    words = tables()
    told = [
        SHOWN.get(c.kind) or next(iter(words[c.words].values())) for c in COLUMNS[len(PERSON) :]
    ]
    answer = sent(program, filled([[*PERSON[:5], "Ê Đê", "xã Ea Tul", "Phó Giám đốc", *told]]))
    assert answer.status_code == 200, answer.text
    on_file = read(site.app.engine, lambda uow: uow.directory.person("nguyenvanmau"))
    assert all(getattr(on_file, column.name) for column in COLUMNS)
    assert (on_file.political_theory, on_file.press_months) == ("cao_cap", 36)
    assert on_file.party_member_since == date(2001, 2, 3)
    page = plain(site.person("lethuha").see("/people/nguyenvanmau/record"))
    for head, said in rows_of(on_file):
        assert f"{head} {said}" in page


@pytest.mark.parametrize(
    ("column", "typed", "what"),
    [
        (9, "thạc sĩ", "unknown"),
        (10, "chắc", "unknown"),
        (12, "ba năm", "not_a_count"),
        (12, "1000", "not_a_count"),
        (13, "31/02/2001", "not_a_date"),
    ],
)
def test_a_cell_of_another_kind_is_named(program, column, typed, what):
    row = [*PERSON, *[""] * (len(COLUMNS) - len(PERSON))]
    row[column] = typed
    faults = sent(program, filled([row])).json()["facts"]["faults"]
    assert [(f["sheet"], f["row"], f["what"]) for f in faults] == [("Người", 2, what)]
    assert faults[0]["column"] == word("person_fields", COLUMNS[column].name)


def test_one_wrong_cell_and_nothing_is_imported(site, program):
    before = known(site)
    bad = ["có dấu", "", "", "khác", "31/02/1980", "", "", ""]
    posts = [POST, ["khongco", "XYZ", "", "bay", "", "1/1/2020"]]
    answer = sent(program, filled([PERSON, bad], posts))
    assert (answer.status_code, answer.json()["code"]) == (422, "sheet.bad")
    told = {(f["row"], f["column"], f["what"]) for f in answer.json()["facts"]["faults"]}
    assert {
        (3, "Mã", "plain_id"),
        (3, "Họ và tên", "missing"),
        (3, "Giới tính", "unknown"),
        (3, "Ngày sinh", "not_a_date"),
        (3, "Mã cơ quan", "unknown"),
        (3, "Chức vụ", "missing"),
        (3, "Quyền", "unknown"),
        (3, "Từ ngày", "missing"),
    } <= told
    assert known(site) == before


def test_the_same_person_twice_in_a_sheet_is_named(site, program):
    faults = sent(program, filled([PERSON, PERSON])).json()["facts"]["faults"]
    assert [(f["row"], f["what"]) for f in faults] == [(3, "known_already")]


def test_a_try_changes_nothing(site, program):
    before = known(site)
    assert sent(program, filled(), try_only="true").json() == {
        "people": 1,
        "posts": 1,
        "waits": False,
    }
    assert known(site) == before


def test_only_an_administrator_with_the_scope_imports(site, program):
    assert sent(program, filled(), person="lethuha").status_code == 403
    files = {"file": ("nhap.xlsx", filled())}
    answer = program("luonggiaminh", Scope.ACT).client.post("/people/import", files=files)
    assert answer.json()["code"] == "token.scope_missing"
    assert "nguyenvanmau" not in known(site)


def _of(*sheets):
    book = Workbook()
    for title in sheets:
        book.create_sheet(title).append(["Mã"])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _heavy() -> bytes:
    raw = BytesIO(_of("Người"))
    with ZipFile(raw, "a") as packed:
        packed.writestr("xl/media/a.bin", randbytes(5 * 1024 * 1024))
    return raw.getvalue()


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"m\xc3\xa3,h\xe1\xbb\x8d", "other_kind"),
        (_of("Khác"), "not_template"),
        (_of("Người", "Vị trí"), "not_template"),
        (filled([["=1+1", *PERSON[1:]]]), "formula"),
        (_heavy(), "too_large_sheet"),
    ],
    ids=["empty", "broken", "csv", "other", "columns", "formula", "large"],
)
def test_a_file_that_is_no_filled_template_is_refused(program, content, rule):
    answer = sent(program, content)
    assert (answer.status_code, answer.json()["facts"].get("rule")) == (422, rule), answer.text


def test_the_page_names_each_wrong_cell_and_is_for_administrators(site):
    person = site.person("luonggiaminh")
    assert "/import" in person.see("/account")
    content = filled([["có dấu", *PERSON[1:]]], [])
    fields = form_of(person.see("/import"), "/import") | {"password": PASSWORD}
    told = person.client.post("/import", data=fields, files={"file": ("a.xlsx", content)})
    assert "chỉ gồm chữ không dấu và số" in plain(told.text)
    done = person.client.post("/import", data=fields, files={"file": ("a.xlsx", filled())})
    assert "Đã nhập: 1 người, 1 vị trí" in plain(done.text)
    assert person.client.get("/import/template.xlsx").status_code == 200
    site.person("lethuha").see("/import", status=404)


ZEROS = "001085000123"


def test_g16_digits_kept_as_text_keep_their_zeros_in_and_out(site, program):
    """G16: 001085000123 in a text cell: read as it stands, and written as text again."""
    person = [*PERSON[:6], ZEROS, PERSON[7]]
    post = [*POST[:2], ZEROS, *POST[3:]]
    assert sent(program, filled([person], [post])).status_code == 200
    on_file = read(site.app.engine, lambda uow: uow.directory.person("nguyenvanmau"))
    assert on_file.hometown == ZEROS
    book = load_workbook(BytesIO(program("lethuha").get("/exports/people.xlsx").content)).active
    cells = [c for row in book.iter_rows() for c in row if str(c.value).endswith("1085000123")]
    assert [(c.value, c.data_type) for c in cells] == [(ZEROS, "s")]


MIDNIGHT = datetime.combine(date(1983, 6, 11), time())


@pytest.mark.parametrize("cell", [MIDNIGHT, "11/06/1983 00:00:00", "1983-06-11 00:00:00"])
def test_g17_a_day_with_a_midnight_behind_it_is_the_day(site, program, cell):
    """G17: cell 11/06/1983 00:00:00: parsed as a date, as a date cell or typed as text."""
    answer = sent(program, filled([[*PERSON[:4], cell, *PERSON[5:]]]))
    assert answer.status_code == 200, answer.text
    on_file = read(site.app.engine, lambda uow: uow.directory.person("nguyenvanmau"))
    assert on_file.birth == date(1983, 6, 11)
