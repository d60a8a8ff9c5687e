"""Servers that are away, hang, refuse or break: nothing is lost, nothing comes twice unmarked."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from actions.told.addresses import (
    choose,
    mailbox_of,
)
from actions.told.deliver_mail import BATCH, LEASE
from actions.told.post import PATIENCE, PostUnreachable
from domain.accounts.webhooks import MOST_TRIES
from domain.told.choices import MailChoices
from domain.told.delivery import MailEnd
from domain.told.kinds import When
from tests.conftest import CATALOGUE
from tests.playing import opened
from tests.posting import (
    address,
    deliver,
    deliver_settled,
    gets_mail,
    log_of,
    settle,
    undelivered,
    with_mail,
)

AT_ONCE = dict.fromkeys(CATALOGUE.mail.groups, When.AT_ONCE)


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
    assert timedelta(seconds=2 * PATIENCE * BATCH) < LEASE
