"""Lists as files hold what the person sees and nothing else."""

from __future__ import annotations

from io import BytesIO

from openpyxl import load_workbook

from tests.playing import at_opinions


def rows(answer):
    assert answer.status_code == 200, answer.text
    return [[c.value for c in row] for row in load_workbook(BytesIO(answer.content)).active.rows]


def test_each_person_gets_the_cases_they_see(site, program):
    at_opinions(site.app)
    mine = rows(program("lethuha").get("/exports/cases.xlsx"))
    assert [row[0] for row in mine] == ["Hồ sơ", "BN-2026-0001"]
    assert mine[1][2] == "Y Thông Êban"
    for stranger in ("phanvankien", "luonggiaminh", "ythongeban"):
        assert len(rows(program(stranger).get("/exports/cases.xlsx"))) == 1
        assert len(rows(program(stranger).get("/exports/tasks.xlsx", tab="following"))) == 1


def test_the_inbox_is_the_same_as_a_file(site, program):
    at_opinions(site.app)
    hlinh = site.person("hlinhnie")
    assert "/inbox/export.xlsx?tab=waiting" in hlinh.see("/inbox")
    found = rows(hlinh.client.get("/inbox/export.xlsx?tab=waiting"))
    assert [row[0] for row in found[1:]] == ["BN-2026-0001"]
    assert "BN-2026-0001" in hlinh.client.get("/inbox/export.csv?tab=waiting").text
    assert site.visitor().client.get("/inbox/export.csv").url.path == "/sign-in"


def test_the_directory_is_for_those_who_hold_a_position(program):
    assert "Lê Thu Hà" in program("hlinhnie").get("/exports/people.csv").text
    assert program("ythongeban").get("/exports/people.csv").status_code == 403
