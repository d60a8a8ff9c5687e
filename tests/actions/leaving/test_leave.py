"""Before a position or an account ends: what hangs on it is shown, and one act moves it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from actions.accounts.accounts import set_password
from actions.audit.verifying import verify
from actions.cases.sign_off import why_not
from actions.directory.directory import add_seat, delegate
from actions.directory.entry import DirectoryEntry
from actions.execute import Act
from actions.hearing.recuse import step_aside
from actions.holding.assign import assign
from actions.leaving.leave import close_account, end_seat
from actions.leaving.receive import receive
from actions.viewer import viewer_of
from domain.directory.actors import Delegation, Power, Seat
from domain.errors import BadInput, ConflictOfInterest, NotAllowed, NotFound
from domain.leaving.errors import StillHangs
from domain.leaving.hanging import STAYS, Hang
from models.unit_of_work import reading, transaction
from tests.actions.hearing.test_due_process import council, discipline
from tests.actions.leaving.settling import of_person, of_position, seen
from tests.balloting import call, hand_out, vote
from tests.looking import read
from tests.playing import at_opinions, opened

ADMIN, BODY, HEAD, OFFICER = "luonggiaminh", "BTGDVTU", "hlinhnie", "tranvanbinh"
SO = "Quyết định 31-QĐ/TU ngày 05/9/2026"
WORDS = "một câu đủ dài để nhớ"


def entry(act_id="leave", by=ADMIN, document=SO):
    return DirectoryEntry(act_id=act_id, by=by, document=document)


@pytest.fixture
def play(lite):
    """BTGDVTU is asked; it has a head, a deputy who signs too, and an officer."""
    powers = frozenset({Power.SIGN})
    deputy = Seat("caothihien", BODY, "Phó Trưởng Ban", powers, date(2026, 1, 1), date(2100, 1, 1))
    transaction(lite.engine, lambda uow: uow.directory.add_seat(deputy))
    return at_opinions(lite)


def seat_of(app, person, agency=BODY):
    found = read(app.engine, lambda uow: uow.spans.seats_of(person))
    return next(seat for seat in found if seat.agency == agency)


def key_of(app, person, agency):
    seat = seat_of(app, person, agency)
    return {name: getattr(seat, name) for name in ("person", "agency", "position", "first_day")}


def found_on(app, person, agency=BODY, last_day=None):
    return of_position(app, last_day or app.today(), **key_of(app, person, agency))


def leaving(app, person, settling, *, agency=BODY, last_day=None, **more):
    end_seat(app, entry(**more), last_day or app.today(), settling, **key_of(app, person, agency))


def hold(play, person, by=HEAD):
    act = Act(act_id=f"hold {person}", case_id=play.id, person=by)
    assign(play.app, act, task_id=play.task(BODY), to=person, reason="theo dõi báo chí")


def held(play):
    return play.case.find_task(play.task(BODY))


def packs(app, receiver=""):
    return read(app.engine, lambda uow: uow.handovers.of(receiver))


def told(app, person, kind):
    with reading(app) as uow:
        mine = uow.notices.of(viewer_of(app, uow, person).visibility)
    return [one.notice for one in mine if one.notice.kind == kind]


def test_nothing_hangs_and_nothing_is_asked(lite):
    assert found_on(lite, OFFICER) == ()
    leaving(lite, OFFICER, None)
    assert seat_of(lite, OFFICER).end == lite.today() + timedelta(days=1)
    assert packs(lite) == ()


def test_what_somebody_works_on_goes_to_a_colleague_with_the_end_of_the_position(play):
    hold(play, OFFICER)
    found = found_on(play.app, OFFICER)
    assert [(one.what, one.case, one.moves) for one in found] == [(Hang.TASK_HELD, play.id, True)]
    with pytest.raises(StillHangs) as caught:
        leaving(play.app, OFFICER, None)
    assert (caught.value.facts["rule"], caught.value.facts["number"]) == ("not_asked", 1)
    assert seat_of(play.app, OFFICER).end == date(2100, 1, 1)
    for _ in range(2):
        leaving(play.app, OFFICER, seen(found, receiver="caothihien"))
    task = held(play)
    assert (task.holder, task.holder_signs) == ("caothihien", True)
    assert seat_of(play.app, OFFICER).end == play.app.today() + timedelta(days=1)
    (notice,) = told(play.app, "caothihien", "assigned")
    assert notice.facts["reason"] == SO
    assert verify(play.app) == []


def test_nobody_named_means_the_question_is_the_bodys_again(play):
    hold(play, OFFICER)
    leaving(play.app, OFFICER, seen(found_on(play.app, OFFICER)))
    assert (held(play).holder, packs(play.app)) == ("", ())
    hold(play, "caothihien")
    found = found_on(play.app, "caothihien")
    stays = {one.id: STAYS for one in found}
    settling = seen(found, receiver=HEAD, to=stays)
    leaving(play.app, "caothihien", settling, act_id="second")
    assert held(play).holder == ""


def test_the_list_that_was_seen_must_be_the_list_there_is(play):
    early = seen(found_on(play.app, OFFICER))
    hold(play, OFFICER)
    with pytest.raises(StillHangs) as caught:
        leaving(play.app, OFFICER, early)
    assert caught.value.facts["rule"] == "changed"


@pytest.mark.parametrize("receiver", ["phamquochung", "ythongeban", "luonggiaminh"])
def test_who_may_not_work_on_it_gets_nothing_and_all_stays_as_it_was(play, receiver):
    hold(play, OFFICER)
    with pytest.raises(BadInput) as caught:
        leaving(play.app, OFFICER, seen(found_on(play.app, OFFICER), receiver=receiver))
    assert caught.value.facts["rule"] == "not_of_body"
    assert (held(play).holder, seat_of(play.app, OFFICER).end) == (OFFICER, date(2100, 1, 1))
    assert packs(play.app) == ()


def test_who_stepped_aside_takes_nothing_over(play):
    hold(play, OFFICER)
    aside = Act(act_id="aside", case_id=play.id, person="caothihien")
    step_aside(play.app, aside, who="caothihien", relation="sibling", note="")
    with pytest.raises(ConflictOfInterest):
        leaving(play.app, OFFICER, seen(found_on(play.app, OFFICER), receiver="caothihien"))


def test_only_who_looks_after_the_directory_ends_a_position(play):
    hold(play, OFFICER)
    with pytest.raises(NotAllowed):
        leaving(play.app, OFFICER, seen(found_on(play.app, OFFICER)), by=HEAD)
    with pytest.raises(BadInput) as caught:
        leaving(play.app, ADMIN, None, agency="TU")
    assert caught.value.facts["rule"] == "own_entry"


def test_the_only_signer_is_told_what_waits_for_them_alone(lite):
    play = at_opinions(lite)
    (alone,) = found_on(lite, HEAD)
    assert (alone.what, alone.number, alone.moves) == (Hang.TASK_ALONE, 1, False)
    successor = Seat(
        "caothihien", BODY, "Trưởng Ban", frozenset({Power.SIGN}), lite.today(), date(2100, 1, 1)
    )
    add_seat(lite, entry("new"), successor)
    assert found_on(lite, HEAD) == ()
    assert play.task(BODY)


def test_who_moves_within_the_body_keeps_what_they_work_on(play):
    hold(play, OFFICER)
    tomorrow = play.app.today() + timedelta(days=1)
    powers = frozenset({Power.PREPARE})
    moved = Seat(OFFICER, BODY, "Phó Trưởng phòng", powers, tomorrow, date(2100, 1, 1))
    add_seat(play.app, entry("move"), moved)
    assert found_on(play.app, OFFICER) == ()
    leaving(play.app, OFFICER, None)
    assert held(play).holder == OFFICER


def test_cases_they_opened_are_pinned_by_who_takes_them_over(play):
    found = found_on(play.app, "lethuha", "BTCTU")
    assert [(one.what, one.case) for one in found] == [(Hang.CASE_LED, play.id)]
    with pytest.raises(BadInput):
        leaving(play.app, "lethuha", seen(found, receiver=OFFICER), agency="BTCTU")
    powers, begun = frozenset({Power.PREPARE}), date(2026, 1, 1)
    colleague = Seat("vothimyhanh", "BTCTU", "Chuyên viên", powers, begun, date(2100, 1, 1))
    transaction(play.app.engine, lambda uow: uow.directory.add_seat(colleague))
    leaving(play.app, "lethuha", seen(found, receiver="vothimyhanh"), agency="BTCTU")
    pinned = read(play.app.engine, lambda uow: uow.marks.is_pinned("vothimyhanh", play.id))
    assert pinned


def test_the_pack_is_received_by_its_receiver_once_and_both_are_told(play):
    hold(play, OFFICER)
    leaving(play.app, OFFICER, seen(found_on(play.app, OFFICER), receiver="caothihien"))
    (pack,) = packs(play.app, "caothihien")
    said = (pack.giver, pack.position, pack.agency, pack.document, pack.received_at)
    assert said == (OFFICER, "Chuyên viên", BODY, SO, None)
    assert [one.what for one in pack.items] == [Hang.TASK_HELD]
    assert len(told(play.app, "caothihien", "handed_over")) == 1
    for stranger in (HEAD, OFFICER, ADMIN):
        with pytest.raises(NotFound):
            receive(play.app, pack.number, person=stranger)
    for _ in range(2):
        got = receive(play.app, pack.number, person="caothihien")
        assert got.received_at == play.app.clock()
    lines = read(play.app.engine, lambda uow: uow.directory_log.changes("caothihien"))
    assert [line.what for line in lines] == ["handover_received", "handed_over"]
    assert len(told(play.app, ADMIN, "handover_received")) == 1
    assert verify(play.app) == []


def test_written_powers_of_the_position_end_with_it(play):
    until = play.app.today() + timedelta(days=60)
    given = Delegation(HEAD, OFFICER, BODY, "", play.app.today(), until)
    delegate(play.app, entry("lend"), given)
    assert [one.what for one in found_on(play.app, OFFICER)] == [Hang.DELEGATION_TAKEN]
    assert [one.what for one in found_on(play.app, HEAD)] == [Hang.DELEGATION_GIVEN]
    leaving(play.app, HEAD, seen(found_on(play.app, HEAD)))
    (lent,) = read(play.app.engine, lambda uow: uow.spans.delegations_of(OFFICER))
    assert lent.end == play.app.today() + timedelta(days=1)
    lines = read(play.app.engine, lambda uow: uow.directory_log.changes(HEAD))
    assert [line.what for line in lines][:2] == ["seat_ended", "delegation_ended"]


def test_what_is_theirs_by_name_stays_and_who_handles_the_case_is_told(lite):
    play = opened(lite)
    play.until("standing_vote")
    task = call(play, (HEAD, "phamquochung", "ymoaeban", "buithanhmai", "vominhtri"))
    slips = hand_out(play, task)
    voter, teller = of_person(lite, "buithanhmai"), of_person(lite, "vominhtri")
    assert Hang.BALLOT in {one.what for one in voter}
    assert {Hang.BALLOT, Hang.SLIP} <= {one.what for one in teller}
    assert slips
    vote(play, task, {"buithanhmai": "agree"})
    assert of_person(lite, "buithanhmai") == ()
    set_password(lite, "vominhtri", WORDS)
    close_account(lite, "vominhtri", by=ADMIN, act_id="close", settling=seen(teller))
    notices = told(lite, "lethuha", "left_behind")
    assert {one.facts["hang"] for one in notices} == {"ballot_called", "tellers_slip"}
    assert all(one.case_id == play.id for one in notices)


def test_c19_an_account_with_open_work_is_closed_only_with_where_the_work_goes(play):
    hold(play, OFFICER)
    set_password(play.app, OFFICER, WORDS)
    with pytest.raises(StillHangs):
        close_account(play.app, OFFICER, by=ADMIN, act_id="close")
    account = read(play.app.engine, lambda uow: uow.accounts.find(OFFICER))
    assert account.enabled
    found = of_person(play.app, OFFICER)
    settling = seen(found, receiver=HEAD)
    for _ in range(2):
        close_account(play.app, OFFICER, by=ADMIN, act_id="close", settling=settling)
    assert not read(play.app.engine, lambda uow: uow.accounts.find(OFFICER)).enabled
    assert held(play).holder == HEAD
    (pack,) = packs(play.app, HEAD)
    assert (pack.agency, pack.giver) == ("", OFFICER)
    with reading(play.app) as uow:
        assert why_not(play.app, uow, play.case, play.task(BODY), person=HEAD) is None


def test_on_the_command_line_somebody_must_be_named_who_moves_work_in_a_case(play):
    hold(play, OFFICER)
    set_password(play.app, OFFICER, WORDS)
    found = of_person(play.app, OFFICER)
    with pytest.raises(BadInput) as caught:
        close_account(play.app, OFFICER, settling=seen(found))
    assert caught.value.facts["field"] == "by"
    assert read(play.app.engine, lambda uow: uow.accounts.find(OFFICER)).enabled


def test_a_position_whose_end_lies_ahead_is_settled_now(play):
    hold(play, OFFICER)
    last = play.app.today() + timedelta(days=10)
    found = found_on(play.app, OFFICER, last_day=last)
    leaving(play.app, OFFICER, seen(found, receiver=HEAD), last_day=last)
    assert held(play).holder == HEAD
    assert seat_of(play.app, OFFICER).end == last + timedelta(days=1)


def test_a_seat_in_a_council_is_left_to_who_handles_the_case(lite):
    play = discipline(lite)
    play.until("council_vote")
    council(play)
    found = found_on(lite, "dangducthuan", "BTCTU")
    assert Hang.COUNCIL in {one.what for one in found}
    leaving(lite, "dangducthuan", seen(found), agency="BTCTU")
    (notice,) = told(lite, "lethuha", "left_behind")
    assert (notice.case_id, notice.facts["hang"]) == (play.id, "council_seat")
