"""A body ends: its people go on where its work goes on, or their positions end."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import yaml

from actions.accounts.accounts import set_password
from actions.accounts.confirming import confirm_requests
from actions.audit.verifying import verify
from actions.cases.sign_off import why_not
from actions.directory.directory import add_seat, delegate
from actions.directory.entry import DirectoryEntry
from actions.leaving.hanging import hanging_on_body
from actions.province.acts import change_body
from actions.province.change import look_again
from actions.province.files import export_province, import_province
from domain.directory.actors import Delegation, Power, Seat
from domain.leaving.errors import StillHangs
from domain.leaving.hanging import STAYS, Hang
from domain.province.bodies import TypedBody
from models.unit_of_work import reading
from tests.actions.accounts.test_two_people import WORD, another
from tests.actions.leaving.settling import seen
from tests.looking import read
from tests.playing import at_opinions

ADMIN, SECOND, OLD, NEW = "luonggiaminh", "haquantri", "UBKTTU", "UBKTM"
HEAD = "phamquochung"
LAST = date(2026, 9, 30)
FAR = date(2100, 1, 1)


def entry(act_id, by=ADMIN):
    return DirectoryEntry(act_id=act_id, by=by, document="Quyết định 40-QĐ/TU")


@pytest.fixture
def merging(lite):
    """A successor stands ready; the committee is asked in a case that is running."""
    play = at_opinions(lite)
    new = TypedBody(code=NEW, full="Ủy ban Kiểm tra mới", layout="party", parent="TU")
    change_body(lite, entry("new"), "added", new, reason="sáp nhập")
    return play


def hanging(app):
    with reading(app) as uow:
        return hanging_on_body(app, uow, OLD, LAST)


def merge(app, settling, act_id="merge"):
    typed = TypedBody(code=OLD, on=LAST, successor=NEW)
    return change_body(app, entry(act_id), "ended", typed, reason="sáp nhập", settling=settling)


def seats(app, person):
    found = read(app.engine, lambda uow: uow.spans.seats_of(person))
    return {seat.agency: (seat.position, seat.first_day, seat.end) for seat in found}


def test_a_body_with_people_and_work_does_not_end_unasked(merging):
    app = merging.app
    found = hanging(app)
    kinds = {one.what: one.number or one.person for one in found}
    assert kinds[Hang.SITTING] == HEAD
    assert kinds[Hang.BODY_TASKS] == 1
    with pytest.raises(StillHangs):
        merge(app, None)
    assert seats(app, HEAD)[OLD][2] == FAR


def test_its_people_go_on_in_the_successor_and_answer_what_waits(merging):
    app = merging.app
    for settling in (seen(hanging(app), receiver=NEW), None):
        merge(app, settling)
    position = seats(app, HEAD)[OLD][0]
    assert seats(app, HEAD) == {
        OLD: (position, date(2007, 7, 1), LAST + timedelta(days=1)),
        NEW: (position, LAST + timedelta(days=1), FAR),
    }
    app.clock.now += timedelta(days=30)
    look_again(app)
    with reading(app) as uow:
        assert why_not(app, uow, merging.case, merging.task(OLD), person=HEAD) is None
    assert verify(app) == []


def test_who_is_not_to_go_on_is_left_out(merging):
    app = merging.app
    found = hanging(app)
    (head,) = (one for one in found if one.person == HEAD and one.what == Hang.SITTING)
    merge(app, seen(found, receiver=NEW, to={head.id: STAYS}))
    assert set(seats(app, HEAD)) == {OLD}


def test_written_powers_for_the_body_end_with_it(merging):
    app = merging.app
    lent = Delegation(HEAD, "caothihien", OLD, "", app.today(), date(2026, 12, 31))
    delegate(app, entry("lend"), lent)
    merge(app, seen(hanging(app), receiver=NEW))
    (kept,) = read(app.engine, lambda uow: uow.spans.delegations_of(HEAD))
    assert kept.end == LAST + timedelta(days=1)


def test_two_administrators_end_a_body_and_the_people_are_looked_at_again(merging):
    app = merging.app
    set_password(app, ADMIN, WORD)
    another(app, SECOND)
    settling = seen(hanging(app), receiver=NEW)
    assert merge(app, settling) is True
    assert set(seats(app, HEAD)) == {OLD}
    (asked,) = read(app.engine, lambda uow: uow.admin_requests.waiting(app.clock()))
    confirm_requests(app, [asked.id], by=SECOND)
    assert set(seats(app, HEAD)) == {OLD, NEW}


def test_who_came_to_the_body_since_is_asked_about_before_it_is_confirmed(merging):
    app = merging.app
    set_password(app, ADMIN, WORD)
    another(app, SECOND)
    seat = Seat("caothihien", OLD, "Ủy viên", frozenset({Power.SIGN}), app.today(), FAR)
    add_seat(app, entry("late"), seat)
    merge(app, seen(hanging(app), receiver=NEW))
    first, second = read(app.engine, lambda uow: uow.admin_requests.waiting(app.clock()))
    late, ending = sorted((first, second), key=lambda asked: asked.kind != "seat")
    confirm_requests(app, [late.id], by=SECOND)
    with pytest.raises(StillHangs) as caught:
        confirm_requests(app, [ending.id], by=SECOND)
    assert caught.value.facts["rule"] == "changed"


def test_a_folder_ends_no_body_with_people_in_it(merging, tmp_path):
    app = merging.app
    for name, text in export_province(app).items():
        (tmp_path / name).write_text(text, "utf-8")
    file = next(path for path in tmp_path.iterdir() if OLD in path.read_text("utf-8"))
    rows = yaml.safe_load(file.read_text("utf-8"))
    listed = rows if isinstance(rows, list) else next(iter(rows.values()))
    row = next(row for row in listed if row["code"] == OLD)
    row |= {"to": LAST, "successor": NEW}
    heir = next(row for row in listed if row["code"] == NEW)
    heir["roles"] = [held | {"from": LAST + timedelta(days=1)} for held in row["roles"]]
    file.write_text(yaml.safe_dump(rows, allow_unicode=True), "utf-8")
    with pytest.raises(StillHangs) as caught:
        import_province(app, entry("folder"), tmp_path, reason="sáp nhập")
    assert (caught.value.facts["rule"], caught.value.facts["agency"]) == ("on_a_body", OLD)
