"""People are told by mail, over a real server: what they may see, once, as they chose."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.cases.recall import recall
from actions.cases.remind_late import pass_deadlines
from actions.hearing.recuse import step_aside
from actions.told.addresses import (
    choose,
    code_of,
    confirm_address,
    mailbox_of,
    remove_address,
    want_address,
)
from actions.told.bell import mark_read, told_to
from actions.told.deliver_mail import LEASE
from actions.told.post import PostUnreachable
from domain.accounts.errors import WrongCode
from domain.accounts.webhooks import MOST_TRIES
from domain.errors import BadInput, NotAllowed
from domain.told.choices import SETTLE, MailChoices
from domain.told.delivery import MailEnd
from domain.told.kinds import When
from tests.actions.told.test_told import act, viewer
from tests.looking import read
from tests.playing import at_opinions, opened
from tests.posting import (
    SITE,
    address,
    deliver,
    gets_mail,
    post_office,
    posting,
    text_of,
    whole,
)

AT_ONCE = dict.fromkeys(
    ("tasks", "deadlines", "setbacks", "fairness", "course", "papers", "positions"), When.AT_ONCE
)


@pytest.fixture
def office():
    with post_office() as running:
        yield running


@pytest.fixture
def mailing(lite, office):
    return posting(lite, office)


def settle(app):
    app.clock.forward(seconds=SETTLE.total_seconds())


def deliver_settled(app):
    settle(app)
    return deliver(app)


def undelivered(app):
    return read(app.engine, lambda uow: uow.mails.undelivered())


def counts(app):
    return read(app.engine, lambda uow: uow.mails.counts())


def log_of(app, person):
    return [e.what for e in read(app.engine, lambda uow: uow.accounts.entries(person))]


def get_codes_out_of_the_way(app, office):
    deliver(app)
    office.taken.clear()


def with_mail(app, office, *people):
    gets_mail(app, *people)
    get_codes_out_of_the_way(app, office)


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
        mailing.clock.forward(seconds=30)
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


def test_an_address_counts_once_its_owner_typed_the_code_that_was_sent_there(mailing, office):
    gets_mail(mailing, "ngoquanghuy")
    deliver(mailing)
    office.taken.clear()
    want_address(mailing, mailing.post, "ngoquanghuy", "nha@Example.vn", by="luonggiaminh")
    opened(mailing)
    deliver_settled(mailing)
    (code,) = office.to("nha@example.vn")
    assert len(office.to(address("ngoquanghuy"))) == 1  # as long as the new one waits
    typed = code_of(mailing.post, mailbox_of(mailing, "ngoquanghuy"))
    assert typed in text_of(code)
    with pytest.raises(WrongCode):
        confirm_address(mailing, mailing.post, "ngoquanghuy", "00000000")
    office.taken.clear()
    confirm_address(mailing, mailing.post, "ngoquanghuy", typed.upper())
    deliver(mailing)
    (word,) = office.taken
    assert word["To"].addresses[0].addr_spec == address("ngoquanghuy")
    assert "nha@example.vn" not in whole(word)
    assert mailbox_of(mailing, "ngoquanghuy").address == "nha@example.vn"
    assert {"mail_wanted", "mail_confirmed"} <= set(log_of(mailing, "ngoquanghuy"))
    with pytest.raises(WrongCode):
        confirm_address(mailing, mailing.post, "ngoquanghuy", typed)


def test_nobody_else_enters_an_address_and_an_old_code_is_worth_nothing(mailing, office):
    gets_mail(mailing, "ngoquanghuy")
    with pytest.raises(NotAllowed):
        want_address(mailing, mailing.post, "ngoquanghuy", "toi@example.vn", by="lethuha")
    for wrong in (
        "",
        "khong",
        "a@b",
        "a b@example.vn",
        "đ@example.vn",
        "a@example.vn\nBcc: x@y.vn",
    ):
        with pytest.raises(BadInput):
            want_address(mailing, mailing.post, "ngoquanghuy", wrong, by="ngoquanghuy")
    want_address(mailing, mailing.post, "ngoquanghuy", "toi@example.vn", by="ngoquanghuy")
    typed = code_of(mailing.post, mailbox_of(mailing, "ngoquanghuy"))
    mailing.clock.forward(days=4)
    with pytest.raises(WrongCode):
        confirm_address(mailing, mailing.post, "ngoquanghuy", typed)


def test_who_takes_the_address_away_is_told_there_and_gets_no_more(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    remove_address(mailing, mailing.post, "ngoquanghuy")
    remove_address(mailing, mailing.post, "ngoquanghuy")
    opened(mailing)
    assert deliver_settled(mailing) == 1
    assert "gỡ bỏ" in text_of(office.taken[0])


def test_a_new_address_gets_nothing_of_what_was_told_before(mailing, office):
    opened(mailing)
    with_mail(mailing, office, "ngoquanghuy")
    assert deliver_settled(mailing) == 0


def test_a_closed_account_gets_nothing(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    settle(mailing)
    account = read(mailing.engine, lambda uow: uow.accounts.find("ngoquanghuy"))
    office.contents = ["451 4.3.0 later"]
    deliver(mailing)
    from models.unit_of_work import transaction

    closed = replace(account, enabled=False)
    transaction(mailing.engine, lambda uow: uow.accounts.put(closed))
    mailing.clock.forward(minutes=5)
    assert deliver(mailing) == 0


def test_a_server_that_is_away_loses_nothing_and_counts_no_try(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    away = replace(mailing, post=replace(mailing.post, port=1))
    settle(mailing)
    for _ in range(MOST_TRIES + 2):
        with pytest.raises(PostUnreachable):
            deliver(away)
    assert deliver(mailing) == 1


def test_a_server_that_hangs_is_left_and_asked_again(mailing, office, monkeypatch):
    monkeypatch.setattr("actions.told.post.PATIENCE", 0.3)
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    office.hangs = True
    assert deliver_settled(mailing) == 0
    office.hangs = False
    mailing.clock.forward(minutes=1)
    assert deliver(mailing) == 1


def test_later_means_later_and_again_and_in_the_end_given_up(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    office.recipients[address("ngoquanghuy")] = "451 4.7.1 BN-2026-0001 xin thử lại"
    settle(mailing)
    for _ in range(MOST_TRIES + 1):
        assert deliver(mailing) == 0
        mailing.clock.forward(hours=7)
    (given_up,) = undelivered(mailing)
    assert (given_up.end, given_up.error) == (MailEnd.GIVEN_UP, "451 4.7.1")
    assert mailbox_of(mailing, "ngoquanghuy").takes_mail


def test_an_address_that_is_refused_for_good_is_marked_and_left_alone(mailing, office):
    with_mail(mailing, office, "ngoquanghuy", "lethuha")
    play = opened(mailing)
    office.recipients[address("ngoquanghuy")] = "550 5.1.1 No such user"
    assert deliver_settled(mailing) == 0
    (refused,) = undelivered(mailing)
    assert (refused.person, refused.error) == ("ngoquanghuy", "550 5.1.1")
    assert not hasattr(refused, "case_id")
    box = mailbox_of(mailing, "ngoquanghuy")
    assert (box.takes_mail, box.returned_why) == (False, "550 5.1.1")
    assert "mail_returned" in log_of(mailing, "ngoquanghuy")
    play.sign("BPTTH", "submitted")
    office.recipients.clear()
    mailing.clock.forward(days=2)
    deliver(mailing)
    assert office.to(address("ngoquanghuy")) == []
    gets_mail(mailing, "ngoquanghuy")
    assert mailbox_of(mailing, "ngoquanghuy").takes_mail


@pytest.mark.parametrize("answer", ["554 5.7.1 spam", "552 5.3.4 too big"])
def test_a_mail_that_is_refused_for_its_content_marks_no_address(mailing, office, answer):
    with_mail(mailing, office, "ngoquanghuy")
    opened(mailing)
    office.contents = [answer]
    deliver_settled(mailing)
    assert [one.end for one in undelivered(mailing)] == [MailEnd.REFUSED]
    assert mailbox_of(mailing, "ngoquanghuy").takes_mail


def test_a_connection_that_breaks_after_the_mail_was_taken_gives_one_more_of_the_same_name(
    mailing, office
):
    with_mail(mailing, office, "ngoquanghuy", "lethuha")
    choose(mailing, "lethuha", MailChoices(AT_ONCE))
    opened(mailing).sign("BPTTH", "submitted")
    office.drops = 1
    deliver_settled(mailing)
    mailing.clock.forward(minutes=1)
    deliver(mailing)
    names = [mail["Message-ID"] for mail in office.taken]
    assert len(names) == len(set(names)) + 1


def test_a_clock_that_was_set_wrong_holds_nothing_back(mailing, office):
    with_mail(mailing, office, "ngoquanghuy")
    mailing.clock.forward(days=1000)
    opened(mailing)
    office.contents = ["451 4.3.0 later"]
    deliver_settled(mailing)
    mailing.clock.forward(days=-1000)
    assert deliver(mailing) == 1


def test_the_lease_is_longer_than_a_batch_of_a_server_that_is_always_late():
    from actions.told.deliver_mail import BATCH
    from actions.told.post import PATIENCE

    assert timedelta(seconds=2 * PATIENCE * BATCH) < LEASE
