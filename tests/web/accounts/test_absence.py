"""People say themselves that they are away; nobody says it for another but an administrator."""

from __future__ import annotations

from datetime import date

import pytest

from actions.directory.directory import end, enter_absence
from actions.directory.entry import DirectoryEntry
from actions.told.bell import told_to
from domain.directory.absences import Absence
from domain.errors import NotAllowed
from tests.actions.told.test_told import viewer
from tests.looking import read
from tests.web.site import form_of, plain

PAGE = "/account/absence"
SPAN = {"first_day": "10/9/2026", "last_day": "14/9/2026", "document": "Giấy nghỉ phép 12"}
GONE = Absence("hlinhnie", date(2026, 9, 10), date(2026, 9, 15), "Giấy nghỉ phép 12")


def absences(app):
    return read(app, lambda uow: uow.spans.absences_of("hlinhnie"))


def test_a_leader_tells_of_an_own_absence_and_ends_it_sooner(site, lite):
    leader = site.person("hlinhnie")
    leader.send(PAGE, PAGE, SPAN)
    assert absences(lite) == (GONE,)
    assert "từ 10/09/2026 đến hết 14/09/2026" in plain(leader.see(PAGE))
    told = [line.said for line in told_to(lite, viewer(lite, "luonggiaminh"))]
    assert any("H'Linh Niê vắng mặt từ 10/09/2026" in said for said in told)
    sooner = {"last_day": "11/9/2026", "document": "Về sớm"}
    leader.send(PAGE, f"{PAGE}/end", sooner)
    assert [one.end for one in absences(lite)] == [date(2026, 9, 12)]


def test_what_is_refused_comes_back_with_what_was_typed(site, lite):
    leader = site.person("hlinhnie")
    found = leader.send(PAGE, PAGE, SPAN | {"last_day": "1/9/2026"})
    assert "Chưa thực hiện được" in plain(found.text)
    assert "Giấy nghỉ phép 12" in found.text
    assert absences(lite) == ()


def test_nobody_but_an_administrator_says_it_for_another(lite):
    other = DirectoryEntry(act_id="form", by="lethuha", document="Giấy nghỉ phép 12")
    with pytest.raises(NotAllowed):
        enter_absence(lite, other, GONE)
    own = DirectoryEntry(act_id="own", by="hlinhnie", document="Giấy nghỉ phép 12")
    enter_absence(lite, own, GONE)
    key = {"person": "hlinhnie", "first_day": GONE.first_day}
    with pytest.raises(NotAllowed):
        end(lite, other, Absence, date(2026, 9, 11), **key)


def test_a_form_sent_again_with_other_words_is_refused_and_nothing_typed_is_lost(site, lite):
    """After the back button the page still bears the id of what was sent."""
    leader = site.person("hlinhnie")
    form = form_of(leader.see(PAGE), PAGE)
    for _ in range(2):
        again = leader.client.post(PAGE, data={**form, **SPAN})
        assert "Chưa thực hiện được" not in plain(again.text)
    later = {"first_day": "20/9/2026", "last_day": "22/9/2026", "document": "Giấy nghỉ phép 13"}
    found = leader.client.post(PAGE, data={**form, **later})
    assert "đã gửi một lần với nội dung khác; nội dung vừa gửi chưa được ghi nhận" in plain(
        found.text
    )
    assert "Giấy nghỉ phép 13" in found.text
    assert absences(lite) == (GONE,)
    leader.send(PAGE, PAGE, later)
    assert len(absences(lite)) == 2
