"""The pages that ask what hangs before something ends, and the record that is received."""

from __future__ import annotations

from datetime import date

import pytest

from actions.accounts.accounts import set_password
from actions.execute import Act
from actions.holding.assign import assign
from domain.directory.actors import Power, Seat
from models.unit_of_work import transaction
from tests.actions.leaving.settling import shut
from tests.looking import read
from tests.playing import at_opinions
from tests.web.site import PASSWORD, plain

ADMIN, HEAD, OFFICER, BODY = "luonggiaminh", "hlinhnie", "tranvanbinh", "BTGDVTU"
LEAVING = f"/people/{OFFICER}/leaving"
NAMED = f"{LEAVING}?agency={BODY}&position=Chuyên viên&since=2007-07-01&last_day=07/09/2026"


@pytest.fixture
def play(site):
    """An officer works on what his body is asked in a discipline case."""
    play = at_opinions(site.app)
    act = Act(act_id="hold", case_id=play.id, person=HEAD)
    assign(site.app, act, task_id=play.task(BODY), to=OFFICER, reason="theo dõi")
    return play


def holder(play):
    return next(t.holder for t in play.case.open_tasks if t.agency == BODY)


def leave(site, **more):
    admin = site.person(ADMIN)
    action = f"/people/{OFFICER}/seats/end"
    return admin.send(NAMED, action, {"document": "31-QĐ/TU", "receiver": HEAD} | more)


def test_the_way_from_the_person_to_the_end_of_a_position(site, play):
    admin = site.person(ADMIN)
    assert f'action="{LEAVING}"' in admin.see(f"/people/{OFFICER}")
    shown = plain(admin.see(NAMED))
    assert f"việc đang giữ, hồ sơ {play.id}".lower() in shown.lower()
    assert "provincial_opinions" not in admin.see(NAMED)
    answer = leave(site)
    assert str(answer.url).endswith(f"/people/{OFFICER}")
    assert holder(play) == HEAD


def test_what_was_chosen_stays_when_it_is_refused(site, play):
    refused = leave(site, document="", receiver=HEAD)
    assert "Chưa thực hiện được" in plain(refused.text)
    assert f'value="{HEAD}" selected' in refused.text
    assert holder(play) == OFFICER


def test_a_forged_form_without_the_list_ends_nothing(site, play):
    refused = leave(site, seen="")
    assert "Hãy xem danh sách" in plain(refused.text)
    assert holder(play) == OFFICER


def test_the_record_is_read_printed_and_received_by_its_receiver(site, play):
    leave(site)
    head = site.person(HEAD)
    listed = head.see("/handovers")
    address = f"/handovers/{read(site.app.engine, lambda uow: uow.handovers.of(HEAD))[0].number}"
    assert f'href="{address}"' in listed
    page = head.see(address)
    assert {"Chuyên viên", "31-QĐ/TU"} <= {
        part for part in ("Chuyên viên", "31-QĐ/TU") if part in page
    }
    assert f'href="/cases/{play.id}"' in page
    assert "data-printed" in page
    done = head.send(address, f"{address}/received", {})
    assert "Tôi đã nhận" not in plain(done.text)
    for stranger in ("phamquochung", "trinhvanduc", "ythongeban"):
        site.person(stranger).see(address, status=404)
    admin = site.person(ADMIN)
    assert address in admin.see("/handovers")
    assert f'href="/cases/{play.id}"' not in admin.see(address)


def test_an_account_closes_by_the_same_question(site, play):
    set_password(site.app, OFFICER, PASSWORD)
    admin, closing = site.person(ADMIN), f"/accounts/{OFFICER}/closing"
    assert f'href="{closing}"' in admin.see(f"/accounts/{OFFICER}")
    admin.send(closing, f"/accounts/{OFFICER}/close", {"receiver": HEAD})
    assert not read(site.app.engine, lambda uow: uow.accounts.find(OFFICER)).enabled
    assert holder(play) == HEAD


def test_a_body_ends_on_its_own_page_with_its_people(site):
    admin = site.person(ADMIN)
    new = {"code": "BTCM", "full": "Ban Tổ chức mới", "layout": "party", "parent": "TU"}
    owed = {"document": "40-QĐ/TU", "reason": "sáp nhập", "password": PASSWORD}
    admin.send("/province/new", "/province/bodies/added", new | owed)
    page = "/province/bodies/UBKTTU/ending?last_day=30/09/2026&successor=BTCM"
    assert "Phạm Quốc Hưng" in plain(admin.see(page))
    admin.send(page, "/province/bodies/ended", owed)
    seats = read(site.app.engine, lambda uow: uow.spans.seats_of("phamquochung"))
    assert {seat.agency for seat in seats} == {"UBKTTU", "BTCM"}


def test_who_cannot_take_over_is_not_offered_and_nobody_is_no_fault(site, play):
    admin, deputy = site.person(ADMIN), "caothihien"
    seat = Seat(
        deputy, BODY, "Phó Trưởng Ban", frozenset({Power.SIGN}), site.app.today(), date(2100, 1, 1)
    )
    transaction(site.app.engine, lambda uow: uow.directory.add_seat(seat))
    assert f'value="{deputy}"' in admin.see(NAMED)
    set_password(site.app, deputy, PASSWORD)
    shut(site.app, deputy, by=ADMIN)
    assert f'value="{deputy}"' not in admin.see(NAMED)
    admin.see("/accounts/nobody/closing", status=404)
