"""Mail leaves once, whoever sends it and however it ends: two workers, one killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from actions.told.addresses import choose
from actions.told.deliver_mail import LEASE
from domain.told.choices import SETTLE, MailChoices
from domain.told.kinds import When
from tests.conftest import second_process, str_url
from tests.playing import at_opinions, opened
from tests.posting import address, deliver, gets_mail, post_office, posting

PEOPLE = ("hlinhnie", "phamquochung", "buithanhmai", "lethuha", "ngoquanghuy", "dangducthuan")
KILLED = """
import sys
from datetime import datetime
from tests.conftest import application
from tests.posting import PostOffice, deliver, posting
from pathlib import Path
home, url, port, now = sys.argv[1:]
app = application(Path(home), url, lambda: datetime.fromisoformat(now))
deliver(posting(app, PostOffice(port=int(port))))
"""


def everybody_gets(app, office, when):
    gets_mail(app, *PEOPLE)
    groups = app.catalogue.mail.groups
    for person in PEOPLE:
        choose(app, person, MailChoices(dict.fromkeys(groups, when)))
    deliver(app)
    office.taken.clear()


def together(*apps):
    """Each runs twice, and all begin at one moment."""
    start = threading.Barrier(len(apps))

    def run(app):
        start.wait()
        return deliver(app) + deliver(app)

    with ThreadPoolExecutor(len(apps)) as pool:
        return sum(pool.map(run, apps))


@pytest.mark.parametrize("when", [When.AT_ONCE, When.DIGEST])
def test_two_workers_send_each_mail_once(app, when):
    with post_office() as office:
        app = posting(app, office)
        everybody_gets(app, office, when)
        at_opinions(app)
        if when == When.DIGEST:
            assert deliver(app) == 0  # the hour has not struck
        app.clock.forward(days=1, seconds=SETTLE.total_seconds())
        other = posting(second_process(app), office)
        sent = together(app, other)
        other.engine.dispose()
        names = [mail["Message-ID"] for mail in office.taken]
        assert sent == len(names) == len(set(names)) > 0
        if when == When.DIGEST:
            recipients = [str(mail["To"]) for mail in office.taken]
            assert len(recipients) == len(set(recipients))
        assert deliver(app) == 0


def test_killed_between_sending_and_keeping_is_one_more_mail_of_the_same_name(app, tmp_path):
    with post_office() as office:
        app = posting(app, office)
        gets_mail(app, "ngoquanghuy")
        deliver(app)
        office.taken.clear()
        opened(app)
        app.clock.forward(seconds=SETTLE.total_seconds())
        home, now = str(app.papers.root.parent), app.clock().isoformat()
        arguments = [home, str_url(app), str(office.port), now]
        worker = subprocess.Popen([sys.executable, "-c", KILLED, *arguments])
        office.at_data = lambda _: os.kill(worker.pid, signal.SIGKILL)
        assert worker.wait() == -signal.SIGKILL
        office.at_data = lambda _: None
        assert deliver(app) == 0  # as long as the dead one's lease lasts
        app.clock.forward(seconds=LEASE.total_seconds())
        assert deliver(app) == 1
        first, second = office.to(address("ngoquanghuy"))
        assert first["Message-ID"] == second["Message-ID"]
        app.clock.forward(days=1)
        assert deliver(app) == 0
