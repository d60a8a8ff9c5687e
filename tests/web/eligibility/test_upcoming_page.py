"""What falls due, and for whom the page exists."""

from __future__ import annotations

import pytest

from actions.viewer import viewer_of
from tests.looking import read
from tests.web.site import plain


@pytest.mark.parametrize(
    ("person", "status"),
    [
        ("lethuha", 200),  # prepares in the body for organization
        ("dangducthuan", 200),  # signs there
        ("hlinhnie", 200),  # signs in the body for propaganda
        ("trinhvanduc", 200),  # audits
        ("ngoquanghuy", 404),  # signs in press agencies
        ("phanvankien", 404),  # signs in a governing body
        ("luonggiaminh", 404),  # administers
        ("ythongeban", 404),  # is on it
    ],
)
def test_who_sees_the_radar(site, person, status):
    visitor = site.person(person)
    visitor.see("/radar", status=status)
    home = visitor.see("/law")
    assert ('href="/radar"' in home) == (status == 200)


def test_terms_and_acting_heads_with_the_law_they_rest_on(site):
    page = plain(site.person("lethuha").see("/radar?on=10/10/2026"))
    assert "Hết nhiệm kỳ Y Thông Êban" in page
    assert "31/12/2026 82 ngày 90 ngày Nghị định 259/2026/NĐ-CP" in page
    assert "Hết thời hạn giao thực hiện nhiệm vụ Lý Văn Phước" in page
    assert "quá 40 ngày" in page


def test_a_day_on_which_nothing_was_watched_is_empty(site):
    page = plain(site.person("lethuha").see("/radar?on=1/1/2010"))
    assert "Không có gì sắp đến hạn" in page
    assert "Y Thông" not in page


def test_a_right_to_watch_ends_with_the_seat(lite, clock):
    assert read(lite.engine, lambda uow: viewer_of(lite, uow, "lethuha")).watches
    clock.forward(days=365 * 80)
    assert not read(lite.engine, lambda uow: viewer_of(lite, uow, "lethuha")).watches
