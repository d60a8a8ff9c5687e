"""A position holds the work, not a person: who takes over a seat finds everything there."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import update

from bootstrap.demonstration.scans import scan
from domain.directory.actors import Power, Seat
from models.schema.tables import seats
from models.unit_of_work import UnitOfWork, transaction
from tests.playing import at_opinions
from tests.web.site import form_of, plain

TASK = "/cases/BN-2026-0001/tasks/provincial_opinions/1/directing_body"


def hand_over(app, old, new, agency, position, power):
    """`old` leaves the seat today and `new`, somebody unknown so far, takes it."""

    def change(uow: UnitOfWork) -> None:
        today = app.today()
        held = (seats.c.person == old) & (seats.c.agency == agency)
        uow.connection.execute(update(seats).where(held).values(end=today))
        person = uow.directory.person(old)
        uow.directory.add_person(replace(person, id=new, full_name="Người Kế Nhiệm"))
        taken = Seat(new, agency, position, frozenset({power}), today, date(2100, 1, 1))
        uow.directory.add_seat(taken)

    transaction(app.engine, change)


@pytest.fixture
def play(site):
    return at_opinions(site.app)


def test_the_new_head_sees_the_same_work_and_answers_it(site, play):
    before = site.person("hlinhnie")
    listed = plain(before.see("/inbox"))
    hand_over(site.app, "hlinhnie", "kenhiem", "BTGDVTU", "Trưởng Ban", Power.SIGN)
    after = site.person("kenhiem")
    assert plain(after.see("/inbox")) == listed
    assert "BN-2026-0001" not in before.see("/inbox")
    before.see(TASK, status=404)
    checked = after.send(TASK, f"{TASK}/check", {"outcome": "agree", "reason": "Nhất trí."})
    done = after.client.post(f"{TASK}/answer", data=form_of(checked.text, f"{TASK}/answer"))
    assert "Đã ghi nhận" in plain(done.text)
    task = play.case.find_task("BN-2026-0001/provincial_opinions/1/directing_body")
    assert task.person == "kenhiem"


def test_an_answer_given_before_keeps_the_name_of_who_gave_it(site, play):
    play.sign("BTGDVTU", "agree", reason="Nhất trí.")
    hand_over(site.app, "hlinhnie", "kenhiem", "BTGDVTU", "Trưởng Ban", Power.SIGN)
    said = plain(site.person("kenhiem").see("/cases/BN-2026-0001/opinions"))
    assert "H'Linh Niê" in said
    assert "Người Kế Nhiệm" not in said


def test_the_new_officer_runs_the_case_another_opened(site, play):
    hand_over(site.app, "lethuha", "kenhiem", "BTCTU", "Chuyên viên", Power.PREPARE)
    officer = site.person("kenhiem")
    assert "BN-2026-0001" in officer.see("/inbox?tab=coordinating")
    page, file = "/cases/BN-2026-0001/dossier", {"file": ("a.pdf", scan("a paper"))}
    sent = officer.send(page, f"{page}/attach", {"kind": "other"}, files=file)
    assert "a.pdf" in sent.text
    site.person("lethuha").see("/cases/BN-2026-0001", status=404)
