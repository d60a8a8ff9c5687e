"""The page "Cách báo tin", what an administrator sees of mail, and links that change nothing."""

from __future__ import annotations

import re

import pytest

from actions.told.addresses import code_of, confirm_address, mailbox_of
from domain.accounts.errors import WrongCode
from domain.told.choices import SETTLE
from domain.told.kinds import When
from tests.looking import read
from tests.playing import at_opinions, opened
from tests.posting import address, deliver, gets_mail, text_of
from tests.web.site import PASSWORD, plain, running_site

PAGE = "/account/mail"
CHOICES = {
    "tasks": "at_once",
    "deadlines": "never",
    "setbacks": "at_once",
    "fairness": "digest",
    "course": "digest",
    "papers": "never",
    "positions": "digest",
    "hour": "17",
    "quiet_from": "22",
    "quiet_until": "6",
    "language": "en",
}


@pytest.fixture
def site(mailing):
    with running_site(mailing) as running:
        yield running


def test_a_person_enters_an_address_and_types_the_code_from_the_mail(site, mailing, office):
    him = site.person("ngoquanghuy")
    assert "không thư nào được gửi" in plain(him.see(PAGE))
    him.send(PAGE, f"{PAGE}/address", {"address": "huy@example.vn", "password": PASSWORD})
    deliver(mailing)
    (mail,) = office.taken
    assert "Địa chỉ chờ xác nhận: huy@example.vn" in plain(him.see(PAGE))
    code = re.search(r": ([0-9a-f]{8})\.", text_of(mail))[1]
    him.send(PAGE, f"{PAGE}/confirm", {"code": code})
    assert "huy@example.vn ✓ đang nhận thư" in plain(him.see(PAGE))
    him.send(PAGE, f"{PAGE}/remove", {"password": PASSWORD})
    assert "không thư nào được gửi" in plain(him.see(PAGE))


def test_without_the_password_or_with_a_wrong_address_nothing_is_entered(site, mailing):
    him = site.person("ngoquanghuy")
    for said in ({"password": "sai"}, {"address": "không", "password": PASSWORD}):
        found = him.send(PAGE, f"{PAGE}/address", {"address": "huy@example.vn"} | said)
        assert "Chưa thực hiện được" in plain(found.text)
    assert mailbox_of(mailing, "ngoquanghuy").wanted == ""


def test_choices_are_kept_and_hours_no_day_has_are_refused(site, mailing):
    him = site.person("ngoquanghuy")
    him.send(PAGE, f"{PAGE}/choices", CHOICES)
    kept = mailbox_of(mailing, "ngoquanghuy").choices
    assert (kept.hour, kept.quiet, kept.language) == (17, (22, 6), "en")
    assert kept.by_group["papers"] == When.NEVER
    for wrong in ({"hour": "24"}, {"quiet_from": "x"}, {"tasks": "sometimes"}, {"language": "fr"}):
        found = him.send(PAGE, f"{PAGE}/choices", CHOICES | wrong)
        assert "Chưa thực hiện được" in plain(found.text)
    assert mailbox_of(mailing, "ngoquanghuy").choices == kept


def test_an_administrator_enters_an_address_that_counts_once_its_owner_confirms(
    site, mailing, office
):
    site.person("ngoquanghuy")
    admin = site.person("luonggiaminh")
    page = "/accounts/ngoquanghuy"
    admin.send(page, f"{page}/mail", {"address": "huy@example.vn", "password": PASSWORD})
    box = mailbox_of(mailing, "ngoquanghuy")
    assert (box.address, box.wanted) == ("", "huy@example.vn")
    assert "luonggiaminh" in [
        e.by for e in read(mailing, lambda uow: uow.accounts.entries("ngoquanghuy"))
    ]
    with pytest.raises(WrongCode):
        confirm_address(mailing, mailing.post, "luonggiaminh", code_of(mailing.post, box))
    assert mailbox_of(mailing, "ngoquanghuy").address == ""


def test_h01_a_scanner_that_opens_every_link_changes_nothing(site, mailing, office):
    stranger, signer = site.visitor(), site.person("ngoquanghuy")
    gets_mail(mailing, "ngoquanghuy")
    play = opened(mailing)
    mailing.clock.forward(seconds=SETTLE.total_seconds())
    deliver(mailing)
    before = read(mailing, lambda uow: uow.cases.facts(play.id))
    links = re.findall(r"https://thamdinh\.example\.vn(/\S+?)[\s\"<]", text_of(office.taken[-1]))
    assert len(links) >= 2
    for link in links:
        for verb in ("HEAD", "GET"):
            found = stranger.client.request(verb, link, follow_redirects=True)
            assert "/sign-in" in str(found.url) or found.status_code == 405
    assert read(mailing, lambda uow: uow.cases.facts(play.id)) == before
    assert "Chờ xử lý 1" in plain(signer.see("/today"))
    assert signer.client.get(links[0]).url.path.startswith(f"/cases/{play.id}/tasks/")


def test_h11_the_operator_sees_refused_mail_without_the_case(site, mailing, office):
    him = site.person("ngoquanghuy")
    gets_mail(mailing, "ngoquanghuy")
    deliver(mailing)
    office.recipients[address("ngoquanghuy")] = "550 5.1.1 BN-2026-0001 no such user"
    opened(mailing)
    mailing.clock.forward(seconds=SETTLE.total_seconds())
    deliver(mailing)
    shown = plain(site.person("luonggiaminh").see("/operations"))
    assert "Thư không gửi được 1" in shown
    assert f"Ngô Quang Huy {address('ngoquanghuy')} máy chủ thư từ chối 550 5.1.1" in shown
    assert "Địa chỉ mà thư bị trả lại 1" in shown
    mails = shown[shown.index("Thư điện tử") : shown.index("Các tiến trình")]
    assert "BN-2026" not in mails
    assert "thư bị trả lại từ" in plain(him.see(PAGE))


def test_a_server_without_mail_says_so_and_takes_no_address(lite):
    with running_site(lite) as bare:
        him = bare.person("ngoquanghuy")
        assert "chưa được đặt để gửi thư" in plain(him.see(PAGE))
        found = him.send(PAGE, f"{PAGE}/choices", CHOICES)
        assert found.url.path == PAGE


def test_b03_a_link_of_a_mail_opens_no_door_that_is_closed_to_who_follows_it(site, mailing, office):
    """The person concerned and who opened the case follow the link of another's mail."""
    subject, opener = site.person("ythongeban"), site.person("lethuha")
    gets_mail(mailing, "ngoquanghuy", "lehoangkhue")
    play = opened(mailing)
    play.sign("BPTTH", "submitted")
    mailing.clock.forward(seconds=SETTLE.total_seconds())
    deliver(mailing)
    (mail,) = office.to(address("lehoangkhue"))
    link = re.search(r"(/told/\d+)", text_of(mail))[1]
    before = read(mailing, lambda uow: uow.cases.facts(play.id))
    for follower in (subject, opener):
        follower.see(link, status=404)
    task = play.case.open_tasks[0].id.partition("/")[2]
    page = f"/cases/{play.id}/tasks/{task}"
    subject.see(page, status=404)
    assert f'action="{page}/check"' not in opener.see(page)
    assert read(mailing, lambda uow: uow.cases.facts(play.id)) == before


def test_h02_a_mail_leads_to_the_page_that_says_case_and_text_and_whom_one_acts_for(
    site, mailing, office
):
    signer = site.person("ngoquanghuy")
    gets_mail(mailing, "ngoquanghuy")
    play = opened(mailing)
    mailing.clock.forward(seconds=SETTLE.total_seconds())
    deliver(mailing)
    link = re.search(r"(/told/\d+)", text_of(office.taken[-1]))[1]
    shown = plain(signer.client.get(link).text)
    assert play.id in shown
    assert "Xin chủ trương" in shown
    play.sign("BPTTH", "submitted", person="ngoquanghuy")
    shown = plain(signer.client.get(link).text)  # h04: later it says who answered
    assert "Ngô Quang Huy" in shown


def test_b19_whom_the_case_is_about_is_told_of_it_by_neither_bell_nor_mail(site, mailing, office):
    """B19: an officer becomes subject of a case their own office handles: colleagues get mail and
    the bell, the officer neither, and no count betrays it."""
    officer, colleague = "hlinhnie", "tranvanbinh"
    for person in (officer, colleague):
        site.person(person)
    gets_mail(mailing, officer, colleague)
    deliver(mailing)
    office.taken.clear()
    play = at_opinions(mailing, subject=officer)
    mailing.clock.forward(seconds=SETTLE.total_seconds())
    deliver(mailing)
    mailing.clock.forward(days=1)
    deliver(mailing)
    assert [mail for mail in office.to(address(colleague)) if play.id in text_of(mail)]
    assert office.to(address(officer)) == []
    mine, theirs = site.person(officer), site.person(colleague)  # a session lasts no whole day
    assert play.id in theirs.see("/told")
    for path in ("/told", "/today", "/inbox"):
        shown = mine.see(path)
        assert play.id not in shown
        assert "thông báo mới" not in shown
