"""Who signed for whom over all cases: only for auditors, only of cases they see."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.directory.actors import Delegation
from models.schema.tables import cases, tasks
from models.unit_of_work import transaction
from tests.playing import at_opinions
from tests.web.site import plain

PAGE, FILE = "/audit/signed-for", "/audit/signed-for/export.xlsx"
WRITTEN = "H'Linh Niê hlinhnie Trưởng Ban, Ban Tuyên giáo và Dân vận Tỉnh ủy Đắk Lắk"
SIGNED = "Trần Văn Bình tranvanbinh Chuyên viên TUQ. 13-GUQ"


@pytest.fixture
def play(site):
    """The head of one body has lent the power to sign; an officer answers by it."""
    lent = Delegation(
        "hlinhnie", "tranvanbinh", "BTGDVTU", "13-GUQ", date(2026, 9, 1), date(2026, 10, 1)
    )
    transaction(site.app.engine, lambda uow: uow.directory.add_delegation(lent))
    play = at_opinions(site.app)
    play.sign("BTGDVTU", person="tranvanbinh")
    return play


def sheet(answer):
    return list(load_workbook(BytesIO(answer.content)).active.values)


def test_whose_power_who_signed_on_which_paper_in_which_case(site, play):
    shown = plain(site.person("trinhvanduc").see(PAGE))
    assert f"{play.id} {WRITTEN} {SIGNED}" in shown


def test_the_same_as_a_file_for_excel(site, play):
    head, *rows = sheet(site.person("trinhvanduc").client.get(FILE))
    (row,) = [dict(zip(head, r, strict=True)) for r in rows if "TUQ." in r]
    assert (row["Hồ sơ"], row["Thể thức ký"], row["Văn bản ủy quyền"]) == (
        play.id,
        "TUQ.",
        "13-GUQ",
    )
    assert (row["Người có thẩm quyền"], row["Người ký"]) == ("H'Linh Niê", "Trần Văn Bình")
    assert row["Chức danh có thẩm quyền"] == "Trưởng Ban"


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("person=hlinhnie", True),
        ("person=tranvanbinh", True),
        ("person=lethuha", False),
        ("body=BTGDVTU", True),
        ("body=UBKTTU", False),
        ("first=07/9/2026&last=07/9/2026", True),
        ("first=08/9/2026", False),
        ("last=06/9/2026", False),
        ("page=2", False),
    ],
)
def test_filters_hold_for_the_page_and_the_file(site, play, asked, there):
    auditor = site.person("trinhvanduc")
    assert ("13-GUQ" in auditor.see(f"{PAGE}?{asked}")) == there
    if "page" not in asked:
        rows = sheet(auditor.client.get(f"{FILE}?{asked}"))
        assert any("13-GUQ" in row for row in rows) == there


def test_a_day_that_is_none_is_refused_in_words(site, play):
    answer = site.person("trinhvanduc").client.get(f"{PAGE}?first=32/13/2026")
    assert answer.status_code == 409
    assert "32/13/2026" in answer.text


@pytest.mark.parametrize("person", ["lethuha", "hlinhnie", "luonggiaminh", "ythongeban"])
def test_for_nobody_else_does_it_exist(site, play, person):
    site.person(person).see(PAGE, status=404)
    assert site.person(person).client.get(FILE).status_code == 404


def test_a_case_about_the_auditor_is_not_in_it(site, play):
    """Nor one from which they stepped aside: the same condition as everywhere."""

    def turn(uow):
        uow.connection.execute(cases.update().values(subject="trinhvanduc"))

    transaction(site.app.engine, turn)
    assert "13-GUQ" not in site.person("trinhvanduc").see(PAGE)
    rows = sheet(site.person("trinhvanduc").client.get(FILE))
    assert len(rows) == 1


def test_a_deputy_signs_for_the_head_and_a_member_of_a_collective_for_nobody(site, play):
    def answered_by_deputies(uow):
        where = tasks.c.agency.in_(["BTGDVTU", "BTVTU"]) & tasks.c.answered_at.is_not(None)
        said = {"position": "Phó Trưởng Ban", "on_behalf_of": "", "mandate": ""}
        uow.connection.execute(tasks.update().where(where).values(**said))

    transaction(site.app.engine, answered_by_deputies)
    shown = plain(site.person("trinhvanduc").see(PAGE))
    assert f"{WRITTEN} Trần Văn Bình tranvanbinh Phó Trưởng Ban K/T —" in shown
    assert "Ban Thường vụ Tỉnh ủy Đắk Lắk Lê" not in shown
    assert shown.count("Phó Trưởng Ban") == 1
