"""People are told by mail, over a real server: what they may see, once, as they chose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from actions.cases.recall import recall
from actions.cases.remind_late import pass_deadlines
from actions.hearing.recuse import step_aside
from actions.told.addresses import (
    choose,
)
from actions.told.bell import mark_read, told_to
from domain.told.choices import SETTLE, MailChoices
from domain.told.kinds import When
from models.unit_of_work import transaction
from tests.actions.told.test_told import act, viewer
from tests.conftest import CATALOGUE
from tests.looking import read
from tests.playing import at_opinions, opened
from tests.posting import (
    SITE,
    address,
    counts,
    deliver,
    deliver_settled,
    settle,
    text_of,
    whole,
    with_mail,
)

AT_ONCE = dict.fromkeys(CATALOGUE.mail.groups, When.AT_ONCE)


def test_who_is_asked_gets_a_mail_with_a_link_and_correct_headers(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    assert deliver_settled(mailing) == 1
    (mail,) = office.taken
    assert mail["Subject"] == "[BN-2026-0001] Đề nghị xử lý bước “Xin chủ trương”."
    assert mail["To"].addresses[0].display_name == "Ngô Quang Huy"
    assert mail["From"].addresses[0].display_name == "Thẩm Định"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Content-Language"] == "vi"
    assert mail["List-Unsubscribe"] == f"<{SITE}/account/mail>"
    assert mail["List-Unsubscribe-Post"] is None  # acting needs signing in
    for kind in ("plain", "html"):
        said = text_of(mail, kind)
        assert "Bổ nhiệm, hồ sơ BN-2026-0001" in said
        assert f"{SITE}/told/" in said
    assert "Ngô Quang Huy" in text_of(mail)
    assert "Êban" not in whole(mail)  # the person concerned
    raw = mail.as_bytes()
    assert max(raw) < 128
    assert max(map(len, raw.splitlines())) <= 998


def test_a_mail_is_sent_once_however_often_it_runs(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    assert deliver_settled(mailing) == 1
    mailing.clock.forward(hours=30)
    assert deliver(mailing) == 0
    assert len(office.taken) == 1


def test_mails_of_one_case_are_one_thread(mailing, office):
    with_mail(mailing, office, "lethuha")
    choose(mailing, "lethuha", MailChoices(AT_ONCE))
    plays = [opened(mailing), opened(mailing, act_id="other")]
    for play in plays:
        play.sign("BPTTH", "submitted")
        deliver_settled(mailing)
        play.sign("BTVTU", "approve")
        deliver_settled(mailing)
    threads = [mail["References"] for mail in office.taken]
    assert len(threads) == 4
    assert len(set(threads)) == 2
    assert len({mail["Message-ID"] for mail in office.taken}) == 4
    assert not any("BN-2026" in thread for thread in threads)


def test_three_toggles_are_one_mail_that_says_how_it_stands(mailing, office):
    play = at_opinions(mailing)
    with_mail(mailing, office, "lethuha")
    choose(mailing, "lethuha", MailChoices(AT_ONCE))
    for number in range(3):
        play.sign("UBKTTU", act_id=f"yes {number}")
        task = next(t.id for t in play.case.tasks if t.agency == "UBKTTU" and t.status == "done")
        if number < 2:
            wish = act(play, f"recall {number}", "phamquochung")
            recall(mailing, wish, task_id=task, reason="Ghi nhầm")
        mailing.clock.forward(seconds=SETTLE.total_seconds() - 20)
        assert deliver(mailing) == 0
    assert deliver_settled(mailing) == 1
    (mail,) = office.taken
    assert text_of(mail).count(f"{SITE}/told/") >= 1


def test_what_never_settles_leaves_after_a_while_all_the_same(mailing, office):
    with_mail(mailing, office, "lethuha")
    choose(mailing, "lethuha", MailChoices(AT_ONCE))
    play = at_opinions(mailing)
    deliver(mailing)
    for number in range(14):
        play.sign("UBKTTU", act_id=f"yes {number}")
        task = next(t.id for t in play.case.tasks if t.agency == "UBKTTU" and t.status == "done")
        wish = act(play, f"recall {number}", "phamquochung")
        recall(mailing, wish, task_id=task, reason="Ghi nhầm")
        mailing.clock.forward(minutes=1)
        deliver(mailing)
    assert office.taken


@pytest.mark.parametrize("procedure", ["appoint", "resign"])
def test_h07_only_who_may_see_is_told_and_is_asked_again_when_the_mail_leaves(
    mailing, office, procedure
):
    with_mail(mailing, office, "hlinhnie", "phamquochung", "buithanhmai", "caothihien")
    play = at_opinions(mailing)
    step_aside(mailing, act(play, "aside", "hlinhnie"), who="hlinhnie", relation="spouse")
    assert deliver_settled(mailing) == 2
    assert {mail["To"].addresses[0].addr_spec for mail in office.taken} == {
        address("phamquochung"),
        address("buithanhmai"),
    }


def test_a_right_lost_between_making_and_sending_is_asked_again(mailing, office):
    with_mail(mailing, office, "hlinhnie")
    play = at_opinions(mailing)
    settle(mailing)
    office.contents = ["451 4.3.0 later"]
    assert deliver(mailing) == 0
    step_aside(mailing, act(play, "aside", "hlinhnie"), who="hlinhnie", relation="spouse")
    mailing.clock.forward(minutes=5)
    assert deliver(mailing) == 0
    assert office.taken == []
    assert counts(mailing).waiting == 0


def test_h08_who_has_answered_is_reminded_no_more(mailing, office):
    play = at_opinions(mailing)
    with_mail(mailing, office, "hlinhnie", "phamquochung")
    mailing.clock.forward(days=30)
    pass_deadlines(mailing)
    play.sign("UBKTTU")
    deliver_settled(mailing)
    assert [str(mail["To"].addresses[0].addr_spec) for mail in office.taken] == [
        address("hlinhnie")
    ]
    assert "quá hạn" in text_of(office.taken[0])


def test_what_was_read_under_the_bell_is_mailed_no_more(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    (line,) = told_to(mailing, viewer(mailing, "ngoquanghuy"))
    mark_read(mailing, viewer(mailing, "ngoquanghuy"), line.id)
    assert deliver_settled(mailing) == 0


def test_the_digest_gathers_a_day_and_comes_once(mailing, office):
    with_mail(mailing, office, "lethuha")
    choose(mailing, "lethuha", MailChoices(dict.fromkeys(AT_ONCE, When.DIGEST), hour=16))
    play, other = opened(mailing), opened(mailing, act_id="other")
    for one in (play, other):
        one.sign("BPTTH", "submitted")
    assert deliver_settled(mailing) == 0
    mailing.clock.forward(hours=4)
    assert deliver(mailing) == 1
    play.sign("BTVTU", "approve")
    mailing.clock.forward(minutes=30)
    assert deliver(mailing) == 0
    (mail,) = office.taken
    assert mail["Subject"] == "Thẩm Định: tổng hợp ngày 07/09/2026"
    assert {play.id, other.id} <= set(text_of(mail).replace(":", " ").split())
    mailing.clock.forward(days=1)
    assert deliver(mailing) == 1


def test_h10_nothing_to_tell_is_no_digest(mailing, office):
    with_mail(mailing, office, "hlinhnie")
    choose(mailing, "hlinhnie", MailChoices(dict.fromkeys(AT_ONCE, When.DIGEST)))
    for _ in range(3):
        mailing.clock.forward(days=1)
        pass_deadlines(mailing)
        assert deliver(mailing) == 0


def test_quiet_hours_hold_back_and_what_is_turned_off_never_comes(mailing, office):
    with_mail(mailing, office, "ngoquanghuy", "lehoangkhue")
    choose(mailing, "ngoquanghuy", MailChoices(quiet=(11, 14)))
    choose(mailing, "lehoangkhue", MailChoices({"tasks": When.NEVER}))
    play = opened(mailing)
    assert deliver_settled(mailing) == 0
    mailing.clock.forward(hours=2)
    assert deliver(mailing) == 1
    play.sign("BPTTH", "submitted")
    mailing.clock.forward(days=1)
    deliver(mailing)
    assert office.to(address("lehoangkhue")) == []


def test_a_closed_account_gets_nothing(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    settle(mailing)
    account = read(mailing.engine, lambda uow: uow.accounts.find("ngoquanghuy"))
    office.contents = ["451 4.3.0 later"]
    deliver(mailing)
    closed = replace(account, enabled=False)
    transaction(mailing.engine, lambda uow: uow.accounts.put(closed))
    mailing.clock.forward(minutes=5)
    assert deliver(mailing) == 0
