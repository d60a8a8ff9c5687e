"""The link a telephone's calendar subscribes to: one's own days, and nothing else."""

from __future__ import annotations

import re
from datetime import timedelta

import httpx
import pytest
from icalendar import Calendar
from sqlalchemy import update

from actions.accounts.accounts import set_password
from actions.accounts.tokens import NewToken, make_token
from actions.told.addresses import choose
from actions.told.calendar_feed import bearer_of_feed, feed_of, make_feed
from domain.accounts.tokens import LONGEST, PROGRAMS, Scope
from domain.directory.record import Discipline
from domain.errors import BadInput
from domain.told.choices import MailChoices
from models.schema.tables import people
from notifications.told.feed import calendar
from tests.actions.told.test_told import viewer
from tests.playing import SIGNERS, at_opinions, change_record, opened
from tests.web.site import PASSWORD, form_of, plain
from web.kit.rates import LIMITER

SIGNER, PAGE = "ngoquanghuy", "/account/tokens"


@pytest.fixture(autouse=True)
def _nobody_asked_yet():
    LIMITER.storage.reset()


def days(app, person):
    """As a calendar program reads them: (day, words)."""
    feed = feed_of(app, viewer(app, person), "https://thamdinh.test/")
    made = Calendar.from_ical(calendar(feed.days, app.clock(), feed.language))
    return [(event.start, str(event["summary"])) for event in made.events]


def asked_at_opinions(app):
    """A question to a body that watches no radar, and who signs there."""
    play = at_opinions(app)
    found = ((task, SIGNERS[task.agency]) for task in play.case.open_tasks)
    return play, *next(one for one in found if not viewer(app, one[1]).watches)


def test_an_address_is_made_on_a_page_shown_once_read_without_signing_in_and_revoked(site, lite):
    _, task, signer = asked_at_opinions(lite)
    person = site.person(signer)
    assert f"{PAGE}#calendar" in person.see("/account/mail")
    fields = {**form_of(person.see(PAGE), f"{PAGE}/calendar"), "password": PASSWORD}
    made = person.client.post(f"{PAGE}/calendar", data=fields)
    address = re.search(r'<code class="token">(http[^<]+\.ics)</code>', made.text)[1]
    assert address.startswith(site.address)
    again = person.client.post(f"{PAGE}/calendar", data=fields)
    assert address not in again.text + person.see(PAGE)
    answer = httpx.get(address)
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["cache-control"] == "no-store"
    (event,) = Calendar.from_ical(answer.content).events
    assert (event.start, event.end) == (task.due.day, task.due.day + timedelta(days=1))
    assert str(event["url"]).startswith(site.address)
    person.client.post(f"{PAGE}/revoke", data=form_of(person.see(PAGE), f"{PAGE}/revoke"))
    assert httpx.get(address).status_code == 404


def test_without_the_password_there_is_none(site, lite):
    person = site.person(SIGNER)
    refused = person.send(PAGE, f"{PAGE}/calendar", {"password": "wrong wrong wrong"})
    assert ".ics" not in refused.text
    assert "Chưa thực hiện được" in refused.text


def test_a_question_stands_on_its_last_day_names_nobody_and_goes_when_it_is_answered(lite):
    play, task, signer = asked_at_opinions(lite)
    assert days(lite, signer) == [(task.due.day, "Hạn trả lời: Bổ nhiệm, hồ sơ BN-2026-0001")]
    play.sign(task.agency)
    assert days(lite, signer) == []


def test_of_a_closed_matter_it_says_only_that_there_is_something(lite):
    play = opened(lite, "discipline")
    play.until("council_recommendation")  # summoned to a meeting on the way
    about = days(lite, "ythongeban")
    signers = {SIGNERS[task.agency] for task in play.case.open_tasks if task.agency in SIGNERS}
    asked = [one for signer in signers for one in days(lite, signer)]
    assert about
    said = {said for _, said in (*about, *asked) if "nhiệm kỳ" not in said}
    assert said == {"Việc cần xem trong hệ thống Thẩm Định"}
    feed = feed_of(lite, viewer(lite, "ythongeban"), "https://thamdinh.test")
    assert {day.link for day in feed.days} == {"https://thamdinh.test/today"}
    assert play.id not in calendar(feed.days, lite.clock(), "vi").decode()


def test_who_may_watch_sees_what_falls_due_and_no_discipline_of_anybody(lite, clock):
    ends = lite.today() + timedelta(days=60)
    with lite.engine.begin() as connection:
        mine = people.c.id == "ythongeban"
        connection.execute(update(people).where(mine).values(term_ends=ends))
    spent = lite.today() + timedelta(days=20)
    past = Discipline("state", "reprimand", spent.replace(year=spent.year - 1))
    change_record(lite, "ythongeban", disciplines=(past,))
    found = dict(days(lite, "trinhvanduc"))
    assert found[ends].startswith("Hết nhiệm kỳ: ")
    assert found[spent] == "Việc cần xem trong hệ thống Thẩm Định"
    assert days(lite, "ythongeban") == []


def test_it_opens_nothing_else_and_no_other_token_opens_it(site, lite):
    site.person(SIGNER)
    link = make_feed(lite, SIGNER, "Lịch", "")
    program = make_token(lite, SIGNER, NewToken("x", PROGRAMS, LONGEST))
    api = httpx.Client(base_url=site.address, headers={"Authorization": f"Bearer {link}"})
    for path in ("me", "cases", "tasks", "events", "people", "exports/cases.xlsx"):
        assert api.get(f"/api/v1/{path}").status_code == 403, path
    assert httpx.get(f"{site.address}/feeds/{program}.ics").status_code == 404
    assert httpx.get(f"{site.address}/feeds/{link}.ics").status_code == 200
    with pytest.raises(BadInput) as caught:
        make_token(lite, SIGNER, NewToken("x", [Scope.CALENDAR, Scope.READ], LONGEST))
    assert caught.value.facts["rule"] == BadInput.Rule.CALENDAR_ALONE


def test_a_guessed_address_is_not_tried_for_ever(site):
    tried = [httpx.get(f"{site.address}/feeds/x{n}.ics").status_code for n in range(31)]
    assert tried == [404] * 30 + [429]


def test_it_counts_for_a_year_at_most(lite):
    set_password(lite, SIGNER, PASSWORD)
    link = make_token(lite, SIGNER, NewToken("x", [Scope.CALENDAR], timedelta(days=365)))
    assert bearer_of_feed(lite, link).viewer.person == SIGNER
    with pytest.raises(BadInput):
        make_token(lite, SIGNER, NewToken("x", [Scope.CALENDAR], timedelta(days=366)))


def test_it_speaks_the_language_of_the_mails(lite):
    _, _, signer = asked_at_opinions(lite)
    choose(lite, signer, MailChoices(language="en"))
    assert [said for _, said in days(lite, signer)] == [
        "Answer due: Appointment, case BN-2026-0001"
    ]


@pytest.mark.parametrize(
    ("procedure", "says"),
    [
        ("appoint", "Bổ nhiệm, hồ sơ BN-2026-0001, bước “"),
        ("discipline", "có việc chờ trả lời trong hệ thống Thẩm Định"),
    ],
)
def test_the_message_to_copy_says_no_more_than_a_mail(site, lite, procedure, says):
    case = opened(lite, procedure)
    shown = plain(site.person("lethuha").see(f"/cases/{case.id}/progress"))
    message = shown.partition("Tin nhắn để chép")[2].partition("Lịch sử")[0]
    assert says in message
    assert "Êban" not in message
    assert (case.id in message) == (procedure == "appoint")
