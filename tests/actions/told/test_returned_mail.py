"""Mail that came back marks its address; what only looks like it marks nothing."""

from __future__ import annotations

from mailbox import Maildir

import pytest

from actions.told.addresses import code_of, confirm_address, mailbox_of, want_address
from domain.told.choices import SETTLE
from tests.looking import read
from tests.playing import opened
from tests.posting import address, deliver, gets_mail, posting

REPORT = """\
From: MAILER-DAEMON@mail.example.vn
To: thamdinh@example.vn
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

I'm sorry to have to inform you that your message could not be delivered.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.vn

Final-Recipient: rfc822; {to}
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} <{to}>: BN-2026-0001

--b
Content-Type: {kind}

{original}
--b--
"""
WHOLE, HEADERS = "message/rfc822", "text/rfc822-headers"


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "returned"


@pytest.fixture
def sent(lite, office, folder):
    """The application after one mail has left, and that mail."""
    Maildir(folder)
    app = posting(lite, office, returned=folder)
    gets_mail(app, "ngoquanghuy")
    deliver(app)
    opened(app)
    app.clock.forward(seconds=SETTLE.total_seconds())
    deliver(app)
    return app, office.taken[-1]


def comes_back(folder, mail, **more):
    said = {"to": address("ngoquanghuy"), "action": "failed", "status": "5.1.1", "kind": WHOLE}
    original = f"Message-ID: {mail['Message-ID']}\nSubject: BN-2026-0001\n\nnội dung\n"
    text = REPORT.format(**said | {"original": original} | more)
    Maildir(folder).add(text.encode())


def takes_mail(app):
    return mailbox_of(app, "ngoquanghuy").takes_mail


@pytest.mark.parametrize("kind", [WHOLE, HEADERS])
def test_an_address_nothing_arrives_at_is_marked_once_and_shown_without_the_case(
    sent, folder, kind
):
    app, mail = sent
    comes_back(folder, mail, kind=kind)
    for _ in range(2):
        deliver(app)
    assert not takes_mail(app)
    (dead,) = read(app.engine, lambda uow: uow.mailboxes.dead())
    assert (dead.address, dead.why) == (address("ngoquanghuy"), "5.1.1")
    entries = read(app.engine, lambda uow: uow.accounts.entries("ngoquanghuy"))
    assert [e.what for e in entries].count("mail_returned") == 1
    assert "BN-2026" not in f"{dead} {entries}"


@pytest.mark.parametrize(
    "more",
    [
        {"action": "delayed", "status": "4.4.1"},
        {"action": "failed", "status": "5.2.2"},  # full today
        {"action": "failed", "status": "5.7.1"},  # not this mail
        {"to": "another@example.vn"},
        {"original": "Message-ID: <made.up@example.vn>\n\n"},
        {"original": "Subject: none\n\n"},
    ],
)
def test_what_says_less_or_names_no_mail_of_ours_marks_nothing(sent, folder, more):
    app, mail = sent
    comes_back(folder, mail, **more)
    deliver(app)
    assert takes_mail(app)


@pytest.mark.parametrize(
    "octets",
    [
        b"",
        b"\xff\xfe\x00" * 1000,
        b"Content-Type: message/delivery-status\n\nStatus",
        b"Content-Type: multipart/report; boundary=b\n\n--b\nContent-Type: text/rfc822-headers\n"
        b"Content-Transfer-Encoding: base64\n\n!!!\n--b--",
        b"x" * 2_000_000,
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n" * 20_000,
    ],
)
def test_whatever_lies_in_the_folder_the_next_report_is_read(sent, folder, octets):
    app, mail = sent
    Maildir(folder).add(octets)
    comes_back(folder, mail)
    deliver(app)
    assert not takes_mail(app)


def test_a_report_about_an_address_that_was_changed_since_marks_nothing(sent, folder):
    app, mail = sent
    want_address(app, app.post, "ngoquanghuy", "new@example.vn", by="ngoquanghuy")
    typed = code_of(app.post, mailbox_of(app, "ngoquanghuy"))
    confirm_address(app, app.post, "ngoquanghuy", typed)
    comes_back(folder, mail)
    deliver(app)
    assert takes_mail(app)


def test_a_folder_that_is_not_there_stops_no_mail(lite, office, folder):
    app = posting(lite, office, returned=folder)
    gets_mail(app, "ngoquanghuy")
    assert deliver(app) == 0
