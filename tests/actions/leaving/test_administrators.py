"""An administrator leaves: whether a second one is left, and what waits for another to confirm."""

from __future__ import annotations

from datetime import date

from actions.accounts.accounts import set_password
from actions.accounts.confirming import confirm_requests
from actions.directory.directory import add_seat
from domain.directory.actors import Power, Seat
from domain.leaving.hanging import Hang
from tests.actions.accounts.test_two_people import another
from tests.actions.leaving.test_leave import ADMIN, BODY, WORDS, entry, found_on
from tests.looking import read


def test_the_second_administrator_and_what_they_asked_for_are_named(lite):
    second = "quantri2"
    set_password(lite, ADMIN, WORDS)
    another(lite, second)
    seat = Seat("caothihien", BODY, "Phó", frozenset({Power.SIGN}), lite.today(), date(2100, 1, 1))
    assert add_seat(lite, entry("asked", by=second), seat) is True
    found = found_on(lite, second, "TU")
    assert [(one.what, one.number) for one in found] == [
        (Hang.SECOND_ADMINISTRATOR, 1),
        (Hang.REQUESTS, 1),
    ]
    (asked,) = read(lite.engine, lambda uow: uow.admin_requests.waiting(lite.clock()))
    confirm_requests(lite, [asked.id], by=ADMIN)
    assert [one.what for one in found_on(lite, second, "TU")] == [Hang.SECOND_ADMINISTRATOR]
