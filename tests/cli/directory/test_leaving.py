"""What hangs is listed, then moved, by commands."""

from __future__ import annotations

from actions.accounts.accounts import set_password
from actions.execute import Act
from actions.holding.assign import assign
from tests.cli.typing_commands import answer
from tests.looking import read
from tests.playing import at_opinions

HEAD, OFFICER, BODY = "hlinhnie", "tranvanbinh", "BTGDVTU"
SEAT = ("--agency", BODY, "--position", "Chuyên viên", "--since", "2007-07-01")
SEAT += ("--last-day", "2026-09-07")
LEAVE = ("person", "leave", OFFICER, *SEAT, "--document", "31-QĐ/TU", "--as", "luonggiaminh")


def test_a_position_ends_and_the_pack_is_received(terminal, lite):
    play = at_opinions(lite)
    act = Act(act_id="hold", case_id=play.id, person=HEAD)
    assign(lite, act, task_id=play.task(BODY), to=OFFICER, reason="theo dõi")
    found = answer(terminal, "person", "leaving", OFFICER, *SEAT)
    code, _, err = terminal(*LEAVE, "--to", HEAD)
    assert (code, "Hãy xem danh sách" in err) == (1, True)
    assert terminal(*LEAVE, "--to", HEAD, "--seen", found["seen"][:12])[0] == 0
    assert next(t.holder for t in play.case.open_tasks if t.agency == BODY) == HEAD
    (pack,) = read(lite.engine, lambda uow: uow.handovers.of(HEAD))
    assert terminal("person", "received", str(pack.number), "--as", HEAD)[0] == 0
    assert read(lite.engine, lambda uow: uow.handovers.waiting()) == 0


def test_an_account_closes_and_a_body_is_asked_about(terminal, lite):
    set_password(lite, OFFICER, "một câu đủ dài để nhớ")
    assert answer(terminal, "account", "closing", OFFICER)["items"] == []
    assert terminal("account", "close", OFFICER)[0] == 0
    assert not read(lite.engine, lambda uow: uow.accounts.find(OFFICER)).enabled
    code, told, _ = terminal("province", "ending", "UBKTTU", "--last-day", "2026-12-31")
    assert (code, "Phạm Quốc Hưng" in told) == (0, True)
