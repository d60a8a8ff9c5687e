"""Votes in the pages: opened, cast in two pages, closed, counted on paper by two; no trace left."""

from __future__ import annotations

import json
import logging
from functools import partial

import pytest
from sqlalchemy import text

from actions.votes.votes import turnout
from tests.web.site import form_of, plain
from tests.web.voting import (
    BALLOT,
    MEMBERS,
    PAGE,
    TASK,
    VOTE,
    at_the_vote,
    check,
    count,
    everything,
    open_ballot,
    place,
    vote,
)


@pytest.fixture
def play(site):
    return at_the_vote(site)


def test_a_ballot_is_opened_voted_in_two_pages_closed_and_its_sum_printed(site, play):
    slips = open_ballot(site)
    for person, label in zip(MEMBERS, ("Đồng ý", "Không đồng ý", "Đồng ý"), strict=True):
        member = site.person(person)
        assert "Bỏ phiếu kín" in member.see("/account")
        checked = check(member, place(member, label))
        assert f"Lựa chọn của quý vị {label}" in plain(checked.text)
        assert not turnout(site.app, play.id, TASK).voted.count(person)
        done = member.client.post(f"{BALLOT}/cast", data=form_of(checked.text, f"{BALLOT}/cast"))
        assert "Quý vị đã bỏ phiếu" in plain(done.text)
    officer = site.person("lethuha")
    watched = plain(officer.see(VOTE))
    assert "Đã bỏ phiếu 3/3" in watched
    assert "2/3" not in watched
    closed = plain(count(site, slips).text)
    assert "2/3 = 66,66 % (tổng số thành viên; cần trên 50 %)" in closed
    assert play.case.step == "consent_request"
    assert "2/3 = 66,66 %" in plain(officer.see(f"/cases/{play.id}/opinions"))
    assert "Bỏ phiếu kín" not in site.person(MEMBERS[0]).see("/inbox").partition("<main")[0]
    assert "Quý vị đã bỏ phiếu" in site.person("vothimyhanh").see(BALLOT)


def test_a_second_vote_is_refused_and_changes_nothing(site, play):
    open_ballot(site)
    member = site.person("hlinhnie")
    checked = check(member, "00")
    form = form_of(checked.text, f"{BALLOT}/cast")
    member.client.post(f"{BALLOT}/cast", data=form)
    before = everything(site)["ballot_boxes"]
    again = member.client.post(f"{BALLOT}/cast", data=form | {"choice": "01"})
    assert "Mỗi người một phiếu" in plain(again.text)
    assert everything(site)["ballot_boxes"] == before


def test_j05_casting_leaves_names_and_sums_and_nothing_else(site, play, caplog, clock):
    """Whatever is stored or logged after a vote was there before it, the box and the session
    apart; so also when the vote is refused, or the session has ended."""
    open_ballot(site)
    member = site.person("hlinhnie")
    caplog.set_level(logging.DEBUG)
    before = everything(site)
    first, second = (form_of(check(member, c).text, f"{BALLOT}/cast") for c in ("00", "02"))
    send = partial(member.client.post, f"{BALLOT}/cast", follow_redirects=False)
    for form in (first | {"choice": "55"}, first | {"choice": ""}, first, second):
        assert send(data=form).headers["location"] == BALLOT
        assert all(row == {} for row in kept(site))
    clock.forward(hours=3)
    assert send(data=second).headers["location"].startswith("/sign-in")
    after = everything(site)
    changed = {name for name in after if after[name] != before[name]}
    assert changed <= {"ballot_boxes", "sessions", "kept_forms"}
    assert all(row == {} for row in kept(site))
    assert json.loads(box(site)["voted"]) == ["hlinhnie"]
    for said in caplog.messages:
        assert not any(word in said for word in ("choice", "agree", "against"))


def kept(site):
    with site.app.engine.connect() as connection:
        rows = connection.execute(text("SELECT fields FROM kept_forms")).scalars()
        return [json.loads(row) for row in rows]


def box(site):
    with site.app.engine.connect() as connection:
        return connection.execute(text("SELECT * FROM ballot_boxes")).mappings().one()


def test_the_size_of_the_page_that_shows_a_choice_tells_nothing(site, play):
    open_ballot(site)
    member = site.person("hlinhnie")
    sizes = {len(check(member, "00").content) for _ in range(6)}
    assert len(sizes) > 1


def test_a_member_sees_the_ballot_and_not_the_case(site, play):
    open_ballot(site)
    member = site.person("vothimyhanh")
    shown = plain(member.see(BALLOT))
    assert "Y Thông Êban" in shown
    for hidden in (f"/cases/{play.id}", VOTE, f"{VOTE}/open", f"{VOTE}/minutes"):
        member.see(hidden, status=404)
    listed = plain(member.see("/ballots"))
    assert "Y Thông Êban" in listed


@pytest.mark.parametrize("person", ["trinhvanduc", "buithanhmai", "luonggiaminh", "ythongeban"])
def test_a_ballot_exists_only_for_those_called_to_it(site, play, person):
    open_ballot(site)
    visitor = site.person(person)
    other = visitor.see(BALLOT, status=404).replace(TASK, "")
    unknown = visitor.see("/ballots/BN-2026-0099/standing_vote/1/x", status=404)
    assert plain(other) == plain(unknown.replace("BN-2026-0099/standing_vote/1/x", ""))
    assert "Không có cuộc bỏ phiếu nào" in visitor.see("/ballots")
    sent = visitor.client.post(
        f"{BALLOT}/cast",
        data=form_of(visitor.see("/account"), "/account/password") | {"choice": "00"},
    )
    assert "Chưa thực hiện được" in sent.text
    assert turnout(site.app, play.id, TASK).voted == ()


def test_who_steps_aside_finds_no_ballot_any_more(site, play):
    open_ballot(site)
    member = site.person("phamquochung")
    form = form_of(member.see(BALLOT), f"{BALLOT}/aside") | {"relation": "sibling", "note": ""}
    for _ in range(2):
        told = plain(member.client.post(f"{BALLOT}/aside", data=form).text)
        assert "Báo cáo người có thẩm quyền về xung đột lợi ích" in told
    member.see(BALLOT, status=404)
    assert play.case.recused == ("phamquochung",)
    assert f"{BALLOT}/aside" not in site.person("vothimyhanh").see(BALLOT)


@pytest.mark.parametrize(
    ("person", "status", "may"),
    [
        ("lethuha", 200, True),
        ("lehoangkhue", 200, True),
        ("hlinhnie", 200, False),
        ("trinhvanduc", 200, False),
        ("ythongeban", 404, False),
        ("luonggiaminh", 404, False),
    ],
)
def test_who_runs_a_vote_and_who_only_looks(site, play, person, status, may):
    for path in (VOTE, f"{VOTE}/open", f"{VOTE}/count"):
        page = site.person(person).see(path, status=status)
    page = site.person(person).see(VOTE, status=status)
    assert (f"{VOTE}/open" in page) == may


def test_the_task_page_leads_an_officer_who_cannot_sign_to_the_vote(site, play):
    assert f'href="{VOTE}"' in site.person("lethuha").see(PAGE)


def test_members_are_found_by_name_and_those_ticked_stay(site, play):
    officer = site.person("lethuha")
    form = form_of(officer.see(f"{VOTE}/open"), f"{VOTE}/open")
    fields = form | {"words": "thi", "member": ["hlinhnie"]}
    found = officer.client.post("/back", data=fields).text
    assert "Võ Thị Mỹ Hạnh" in found
    assert 'value="hlinhnie" checked' in found
    again = form_of(found, f"{VOTE}/open")
    assert again["page"] == f"{VOTE}/open"
    refused = officer.client.post(f"{VOTE}/open", data=again | {"member": ["dangducthuan"]})
    assert "Đặng Đức Thuận" in plain(refused.text).partition("Người được triệu tập")[0]
    assert 'value="dangducthuan" checked' in refused.text


def test_closing_early_needs_a_reason(site, play):
    slips = open_ballot(site)
    for member in MEMBERS[:2]:
        vote(site.person(member), "01")
    officer = site.person("lethuha")
    refused = officer.send(VOTE, f"{VOTE}/seal", {"present": "2", "early": ""})
    assert "Còn 1 người chưa bỏ phiếu" in plain(refused.text)
    wrong = officer.send(VOTE, f"{VOTE}/seal", {"present": "hai", "early": "Vắng"})
    assert "“hai” không phải số phiếu" in plain(wrong.text)
    done = count(site, slips, present="2", early="Một người vắng.")
    assert "0/3 = 0,00 %" in plain(done.text)


def test_passwords_are_not_kept_when_the_session_ends(site, clock):
    officer = site.person("lethuha")
    form = form_of(officer.see("/account"), "/account/password")
    clock.forward(hours=3)
    officer.client.post("/account/password", data=form | {"old": "cũ", "new": "một câu rất mới"})
    assert kept(site) == []


def test_a_refused_form_with_a_secret_keeps_nothing_that_was_typed(site, play):
    open_ballot(site)
    voter, officer = site.person("hlinhnie"), site.person("lethuha")
    marked = form_of(voter.see(BALLOT), f"{BALLOT}/check") | {"choice": "99"}
    assert "Chưa thực hiện được" in voter.client.post(f"{BALLOT}/check", data=marked).text
    voter.client.post(f"{BALLOT}/cast", data=marked, follow_redirects=False)
    form = form_of(officer.see("/account"), "/account/password")
    typed = form | {"old": "sai", "new": "một câu rất mới"}
    officer.client.post("/account/password", data=typed, follow_redirects=False)
    assert kept(site) == [{}, {}]
