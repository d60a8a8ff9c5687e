"""Registers of a body, for who works there or audits; a paper of an unseen case is not there."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from sqlalchemy import update

from domain.decisions.issuing import NumberTaken
from domain.decisions.registers import NumbersVoided
from domain.directory.actors import Actor
from models.schema.tables import cases
from models.unit_of_work import transaction
from tests.playing import OFFICERS, opened
from tests.web.site import plain

BOOK = "/registers/TU:QĐ:2025-2030"


@pytest.fixture
def case(site):
    """A case run by the Party committee, with a decision in its register and one in a register of
    the People's Committee."""
    play = opened(site.app, handler="TU", person=OFFICERS["TU"])
    dated = site.app.today()

    def issue(uow):
        for series, symbol in (("TU:QĐ:2025-2030", "01-QĐ/TU"), ("UBND:2026", "01/QĐ-UBND")):
            number = uow.registers.next_number(series)
            taken = NumberTaken(series=series, number=number, symbol=symbol, signer="Y Moan Êban")
            uow.registers.record(taken, case_id=play.id, dated=dated)

    transaction(site.app.engine, issue)
    return play


@pytest.mark.parametrize(
    ("person", "status", "series"),
    [
        ("nguyenthilan", 200, ["TU:QĐ:2025-2030"]),  # works for the Party committee
        ("trinhvanduc", 200, ["TU:QĐ:2025-2030", "UBND:2026"]),  # audits
        ("phanvankien", 200, []),  # another body
        ("hoangngocson", 200, []),  # the body of the other register, with no part in the case
        ("luonggiaminh", 404, []),
        ("ythongeban", 404, []),
    ],
)
def test_whose_registers_are_seen(site, case, person, status, series):
    visitor = site.person(person)
    page = visitor.see("/registers", status=status)
    for one in ("TU:QĐ:2025-2030", "UBND:2026"):
        address = f"/registers/{one}"
        visitor.see(address, status=200 if one in series else 404)
        assert (f'href="/registers/{quote(one)}"' in page) == (one in series)


def test_numbers_with_day_signer_and_case(site, case):
    page = plain(site.person("nguyenthilan").see(BOOK))
    assert "1 01-QĐ/TU 07/09/2026 Y Moan Êban BN-2026-0001 Y Thông Êban" in page
    assert "01/QĐ-UBND" not in page


def test_who_stepped_aside_sees_no_paper_of_that_case(site, case):
    def aside(uow):
        uow.connection.execute(update(cases).values(recused='["nguyenthilan"]'))

    transaction(site.app.engine, aside)
    site.person("nguyenthilan").see(BOOK, status=404)
    assert "01-QĐ/TU" in site.person("ymoaeban").see(BOOK)


def test_a_series_that_is_none_is_not_found(site, case):
    auditor = site.person("trinhvanduc")
    for series in ("case:BN:2026", "TU", "%25", "TU:QĐ:1999-2000"):
        auditor.see(f"/registers/{series}", status=404)
    auditor.see(BOOK + "?page=0", status=404)


def test_void_numbers_say_why(site, case):
    def close(uow):
        by = Actor("nguyenthilan", "TU", "Chuyên viên Văn phòng", frozenset())
        at = site.app.clock()
        book = "TU:QĐ:2025-2030"
        for void in (
            NumbersVoided(
                series=book, first=5, last=7, reason="đã dùng trong sổ giấy", by=by, at=at
            ),
            NumbersVoided(
                series=book, first=1, last=1, reason="ghi sai ngày", by=by, at=at, case=case.id
            ),
            NumbersVoided(
                series=book,
                first=9,
                last=9,
                reason="lý do của hồ sơ khác",
                by=by,
                at=at,
                case="BN-2026-0099",
            ),
        ):
            uow.registers.void(void, act_id=f"void:{void.first}")

    transaction(site.app.engine, close)
    page = plain(site.person("nguyenthilan").see(BOOK))
    assert "01-QĐ/TU ✗ đã hủy số ghi sai ngày" in page
    assert "5–7: đã dùng trong sổ giấy" in page
    assert "lý do của hồ sơ khác" not in page
