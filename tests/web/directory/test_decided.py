"""What a decision wrote into a person's file, in the pages: record, seats, their own page."""

from __future__ import annotations

import pytest

from actions.execute import Act
from actions.hearing.hearing import serve_paper
from domain.hearing.hearing import Serving
from tests.playing import at_opinions, change_record, opened
from tests.web.decisions.test_decision_page import confirmed
from tests.web.site import PASSWORD, form_of, plain

WHO = "/people/ythongeban"
WRITTEN = "Thời hạn giữ chức vụ: người đứng đầu"
PROPOSED = "Đề nghị theo quyết định 01-QĐ/TU: thêm vị trí"


@pytest.fixture
def play(site):
    found = opened(site.app)
    found.until("decision")
    found.past("decision")
    found.follow()
    return found


def test_the_record_shows_what_was_decided_beside_what_was_entered(site, play):
    shown = plain(site.person("lethuha").see(f"{WHO}/record"))
    assert WRITTEN in shown
    assert "01-QĐ/TU, 07/09/2026" in shown

    confirmed(site, how="annul")
    assert "không còn, theo 02-QĐ/TU" in plain(site.person("lethuha").see(f"{WHO}/record"))
    assert play.case.subject == "ythongeban"


def test_a_new_paper_may_say_another_day(site, play):
    said = {"how": "correct", "says": "kể từ ngày 01/12/2026", "effective": "01/12/2026"}
    confirmed(site, **said)
    shown = plain(site.person("lethuha").see(f"{WHO}/record"))
    assert "01/12/2026" in shown
    assert "không còn, theo 01-CV/TU" in shown
    assert play.case.subject == "ythongeban"


def test_a_seat_is_proposed_to_the_administrator_and_never_changed_by_itself(site, play):
    """Until it is entered; who neither enters seats nor keeps records is not told."""
    administrator = site.person("luonggiaminh")
    page = administrator.see(WHO)
    assert PROPOSED in plain(page)
    assert PROPOSED not in plain(site.person("buithanhmai").see(WHO))

    form = form_of(page, f"{WHO}/seats") | {
        "agency": "BPTTH",
        "position": "Giám đốc",
        "first_day": "07/9/2026",
        "document": "01-QĐ/TU",
        "powers": "sign",
        "password": PASSWORD,
    }
    administrator.client.post(f"{WHO}/seats", data=form)
    assert PROPOSED not in plain(administrator.see(WHO))
    assert play.case.subject == "ythongeban"


def test_the_person_sees_it_once_the_decision_was_served(site, play):
    own = site.person("ythongeban")
    assert WRITTEN not in plain(own.see(f"/mine/{play.id}"))
    act = Act(act_id="s", case_id=play.id, person="lethuha")
    serve_paper(site.app, act, Serving(what="decision", on=site.app.today(), proof="đã ký nhận"))
    shown = plain(own.see(f"/mine/{play.id}"))
    assert WRITTEN in shown
    confirmed(site, how="annul")
    assert "không còn" not in plain(own.see(f"/mine/{play.id}"))


def test_advice_for_missing_data_leads_to_the_record_for_who_may_open_it(site):
    """Only there can it be mended (M13)."""
    change_record(site.app, "ythongeban", disciplines=None)
    found = at_opinions(site.app)
    link = f'<a href="{WHO}/record">bổ sung lý lịch</a>'
    assert link in site.person("lethuha").see(f"/cases/{found.id}")
    body = site.person("hlinhnie").see(f"/cases/{found.id}")
    assert "bổ sung lý lịch" in body
    assert link not in body
