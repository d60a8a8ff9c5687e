"""An address counts once its owner has shown that they read mail there."""

from __future__ import annotations

import pytest

from actions.told.addresses import (
    code_of,
    confirm_address,
    mailbox_of,
    remove_address,
    want_address,
)
from domain.accounts.errors import WrongCode
from domain.errors import BadInput, NotAllowed
from tests.playing import opened
from tests.posting import (
    address,
    deliver,
    deliver_settled,
    gets_mail,
    log_of,
    text_of,
    whole,
    with_mail,
)


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
    before = opened(mailing)
    with_mail(mailing, office, "ngoquanghuy")
    after = opened(mailing, act_id="after")
    assert deliver_settled(mailing) == 1
    (mail,) = office.taken
    assert after.id in text_of(mail)
    assert before.id not in text_of(mail)
