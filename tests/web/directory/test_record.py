"""The record of a person as a form: each field entered, corrected, said to be none, removed."""

from __future__ import annotations

from dataclasses import replace
from html import unescape

import pytest

from domain.directory.columns import PersonColumn
from domain.directory.fields import FIELDS, State, document_of, said_of, state_of
from tests.domain.directory.saying import SAYABLE
from tests.looking import read
from tests.web.directory.test_directory import fields_of
from tests.web.site import plain

PERSON = "vothimyhanh"
PATH = f"/people/{PERSON}/record"


def on_file(site):
    return read(site.app.engine, lambda uow: uow.directory.entered(PERSON))


def lines(site):
    return read(site.app.engine, lambda uow: uow.directory_log.changes(PERSON))


def untouched(officer):
    return fields_of(officer.see(PATH), PATH)


def sent(officer, typed, **fields):
    """The form as a browser sends it back with something changed."""
    return officer.client.post(PATH, data=untouched(officer) | typed | fields)


def typed_for(name):
    """What a person types into the form to say the value of tests/domain/directory/saying.py."""
    field, said = FIELDS[name], SAYABLE[name]
    if isinstance(field, PersonColumn):
        return {f"column-{name}": said.value}
    if name == "planned_for":
        return {"planned_for-known": "1", "planned_for": "head"}
    if name == "papers":
        return {f"papers-{row['paper']}-dated": row["dated"] for row in said.rows}
    return {
        f"{name}-{number}-{column}": value
        for number, row in enumerate(said.rows)
        for column, value in row.items()
    }


def without_documents(said):
    bare = ({k: v for k, v in row.items() if k != "document"} for row in said.rows)
    return replace(said, rows=tuple(bare))


def empty_for(name):
    """The same fields emptied."""
    unknown = {f"{name}-known": [], f"none-{name}": []}
    return dict.fromkeys(typed_for(name), "") | unknown | {"planned_for": []}


def none_for(name):
    if FIELDS[name].kind == "flag" if isinstance(FIELDS[name], PersonColumn) else False:
        return {f"column-{name}": "no"}
    return empty_for(name) | {f"none-{name}": "1", f"{name}-known": "1"}


@pytest.mark.parametrize("name", sorted(FIELDS))
def test_each_field_is_entered_said_to_be_none_and_removed_on_the_page(site, name):
    officer = site.person("lethuha")
    told = sent(officer, typed_for(name), document="2C-TCTW", reason="Theo hồ sơ gốc")
    assert "Chưa thực hiện được" not in told.text, plain(told.text)[:300]
    bare = [
        {k: v for k, v in r.items() if k != "document"} for r in said_of(on_file(site), name).rows
    ]
    assert (said_of(on_file(site), name).value, bare) == (
        SAYABLE[name].value,
        list(SAYABLE[name].rows),
    )
    assert document_of(on_file(site), name) == "2C-TCTW"
    assert "theo 2C-TCTW" in plain(told.text)
    if FIELDS[name].none:
        sent(officer, none_for(name), document="05-XN", reason="Xác nhận lại")
        assert state_of(on_file(site), name) == State.NONE
        assert "theo 05-XN" in plain(officer.see(PATH))
    if not FIELDS[name].required and name != "sort_name":
        sent(officer, empty_for(name), document="06-XN", reason="Ghi nhầm người")
        assert state_of(on_file(site), name) == State.NOT_ON_FILE
    assert {line.what for line in lines(site)} == {"person_corrected"}


def test_what_was_kept_is_altered_with_a_reason_and_both_versions_are_shown(site):
    officer = site.person("lethuha")
    sent(officer, {"column-press_card": "IBT-1"}, document="01-CV")
    told = sent(officer, {"column-press_card": "IBT-2"}, document="02-CV")
    assert "bị sửa: Số thẻ nhà báo. Phải ghi lý do" in plain(told.text)
    assert 'value="IBT-2"' in told.text
    assert "Đang có: IBT-1" in plain(told.text)
    assert on_file(site).press_card == "IBT-1"
    done = sent(officer, {"column-press_card": "IBT-2"}, document="02-CV", reason="Đổi thẻ")
    row = "Số thẻ nhà báo IBT-1 IBT-2 02-CV Đổi thẻ Lê Thu Hà"
    assert row in plain(done.text)
    assert len(lines(site)) == 2


def test_two_at_once_lose_nothing_of_what_either_typed(site):
    first, second = site.person("lethuha"), site.person("lethuha")
    form = untouched(second)
    sent(first, {"column-degree": "Cử nhân Luật"}, document="01-CV")
    told = second.client.post(PATH, data=form | {"column-hometown": "xã Ea Kao", "document": "2"})
    assert "vừa được người khác sửa" in unescape(told.text)
    assert 'value="xã Ea Kao"' in unescape(told.text)
    assert (on_file(site).degree, on_file(site).hometown) == ("Cử nhân Luật", "tỉnh Đắk Lắk")


def test_none_and_a_value_at_once_are_refused(site):
    typed = {"column-degree": "Cử nhân", "none-degree": "1"}
    told = sent(site.person("lethuha"), typed, document="01-CV")
    assert "chỉ chọn một" in told.text
    assert state_of(on_file(site), "degree") == State.NOT_ON_FILE


@pytest.mark.parametrize("person", ["trinhvanduc", "luonggiaminh", "hlinhnie"])
def test_nobody_else_corrects_a_record(site, person):
    typed = {"column-degree": "Cử nhân", "document": "1", "act": "a"}
    site.person(person).client.post(PATH, data=typed)
    assert state_of(on_file(site), "degree") == State.NOT_ON_FILE
