"""Reported of other systems, tried here at every door: who may not answer, and who sees what
(B02, B03, B14, B19, B20)."""

from __future__ import annotations

from datetime import date

import pytest

from actions.audit.traces import take_in
from domain.directory.actors import Power, Seat
from models.unit_of_work import transaction
from models.visibility import Visibility
from tests.cli import conftest as commands
from tests.looking import read
from tests.playing import at_opinions
from tests.web.api import conftest as programs
from tests.web.site import form_of, plain

terminal, program = commands.terminal, programs.program
CASE = "/cases/BN-2026-0001"
OFFICE, ROLE = "UBKTTU", "inspection_committee"
TASK = f"{CASE}/tasks/provincial_opinions/1/{ROLE}"
SAID = {"outcome": "agree", "reason": "tự đồng ý"}
SUBJECT, OPENER = "ythongeban", "lethuha"
LISTS = ("waiting", "coordinating", "following", "done")


def seated(app, person, *powers):
    """Somebody who signs for a body that is asked, and administers besides."""
    powers = frozenset(powers or (Power.SIGN, Power.PREPARE, Power.ADMINISTER))
    seat = Seat(person, OFFICE, "Phó Chủ nhiệm", powers, date(2020, 1, 1), date(2100, 1, 1))
    transaction(app.engine, lambda uow: uow.directory.add_seat(seat))


@pytest.fixture
def doors(site, program, terminal):
    """Every way to say yes in a person's name, and what was answered: (refused, said)."""

    def posted(page):
        def press(person):
            me = site.person(person)
            form = form_of(me.see("/account"), "/sign-out") | SAID | {"act": page, "page": TASK}
            told = me.client.post(f"{TASK}/{page}", data=form)
            return "Chưa thực hiện được" in told.text or told.status_code == 404, told.text

        return press

    def asked(person):
        told = program(person).act(f"{TASK}/answer", SAID)
        return told.status_code in (403, 404, 409), told.text

    def typed(person):
        task = f"BN-2026-0001/provincial_opinions/1/{ROLE}"
        code, out, err = terminal("sign", task, "agree", "--as", person, "--reason", "tự đồng ý")
        return code != 0, out + err

    return {"first page": posted("check"), "page": posted("answer"), "API": asked, "CLI": typed}


@pytest.mark.parametrize("person", [SUBJECT, OPENER])
def test_b02_b03_no_door_takes_ones_own_approval_and_each_try_is_kept(site, doors, clock, person):
    """B03, B02: approve the own case by page, REST, command, and by what software does afterwards:
    all refused at the first writing, an administrator too, each attempt audited. (By a link of a
    mail: test_mail_page.py.)"""
    seated(site.app, person)
    play = at_opinions(site.app)
    before = play.case
    for name, door in doors.items():
        clock.forward(hours=2)  # the same tried again within the hour is one line
        refused, said = door(person)
        assert refused, (name, plain(said) or said)
        assert attempts(site.app, person) == [clock.now], name
    play.follow()
    assert play.case.open_tasks == before.open_tasks


def attempts(app, person):
    """When this person was noted just now, as an auditor reads it."""
    take_in(app)
    found = read(app.engine, lambda uow: uow.attempts.newest(Visibility("", (), audits=True)))
    return [a.at for a in found if (a.person, a.at) == (person, app.clock())][:1]
