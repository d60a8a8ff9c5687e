"""Tellers in the pages: a slip shown once and kept nowhere, typed in again to open the sums."""

from __future__ import annotations

import logging

import pytest

from actions.votes.votes import turnout
from tests.web.site import form_of, plain
from tests.web.voting import (
    BALLOT,
    MEMBERS,
    TASK,
    TELLER,
    TELLERS,
    VOTE,
    at_the_vote,
    call,
    everything,
    open_ballot,
    take_slip,
    vote,
)


@pytest.fixture
def play(site):
    return at_the_vote(site)


def test_a_member_waits_until_every_teller_holds_a_slip(site, play):
    call(site)
    member = site.person("hlinhnie")
    assert "người kiểm phiếu chưa nhận đủ mã" in plain(member.see(BALLOT))
    assert "Chờ người kiểm phiếu nhận mã" in plain(site.person("lethuha").see(VOTE))
    for person in TELLERS:
        take_slip(site.person(person))
    assert "Chọn một" in plain(member.see(BALLOT))


def test_a_slip_stands_on_one_answer_and_nowhere_else(site, play, caplog):
    caplog.set_level(logging.DEBUG)
    slips = open_ballot(site)
    teller = site.person("vominhtri")
    stored = " ".join(everything(site).values())
    for slip in slips.values():
        assert len(slip.replace(" ", "")) == 32
        for said in (stored, teller.see(TELLER), teller.see("/ballots"), *caplog.messages):
            assert slip not in said
            assert slip.replace(" ", "") not in said
    answer = teller.send(TELLER, f"{TELLER}/slip", {})
    assert answer.headers["cache-control"] == "no-store"


def test_the_form_with_a_slip_is_never_kept(site, play, clock):
    """Neither a wrong one, nor one typed after the session has ended."""
    slips = open_ballot(site)
    for member in MEMBERS:
        vote(site.person(member), "00")
    site.person("lethuha").send(VOTE, f"{VOTE}/seal", {})
    teller = site.person("vominhtri")
    refused = teller.send(TELLER, f"{TELLER}/open", {"slip": slips["lethuha"]})
    assert "không phải mã mở hòm phiếu của quý vị" in plain(refused.text)
    form = form_of(teller.see(TELLER), f"{TELLER}/open") | {"slip": slips["vominhtri"]}
    clock.forward(hours=3)
    teller.client.post(f"{TELLER}/open", data=form)
    stored = " ".join(everything(site).values())
    assert not any(slip in stored for slip in slips.values())
    assert turnout(site.app, play.id, TASK).shared == ()


@pytest.mark.parametrize("person", ["hlinhnie", "trinhvanduc", "luonggiaminh", "ythongeban"])
def test_the_page_of_a_teller_exists_for_tellers_only(site, play, person):
    open_ballot(site)
    visitor = site.person(person)
    visitor.see(TELLER, status=404)
    token = form_of(visitor.see("/account"), "/account/password")["csrf"]
    for action, fields in (("slip", {}), ("open", {"slip": "A" * 32})):
        form = {"csrf": token, "act": f"x{action}", "page": TELLER} | fields
        answer = visitor.client.post(f"{TELLER}/{action}", data=form, follow_redirects=False)
        assert answer.headers["location"] == TELLER  # back to a page that does not exist for them
    assert turnout(site.app, play.id, TASK).keyed == tuple(sorted(TELLERS))


def test_a_teller_finds_the_ballot_without_seeing_the_case(site, play):
    call(site)
    teller = site.person("vominhtri")
    listed = teller.see("/ballots")
    assert f'href="{TELLER}"' in listed
    assert "Nhận mã mở hòm phiếu" in plain(listed)
    assert "Bỏ phiếu kín" in teller.see("/inbox").partition("<main")[0]


def test_a_ballot_given_up_is_opened_anew(site, play):
    open_ballot(site)
    officer = site.person("lethuha")
    refused = officer.send(VOTE, f"{VOTE}/void", {"why": ""})
    assert "phải nêu lý do" in plain(refused.text)
    done = plain(officer.send(VOTE, f"{VOTE}/void", {"why": "Mất mã"}).text)
    assert "Mở bỏ phiếu kín trên hệ thống" in done
    site.person("vominhtri").see(TELLER, status=404)
    open_ballot(site)
    assert turnout(site.app, play.id, TASK).ready
