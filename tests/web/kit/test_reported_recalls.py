"""Reported of another system, tried here: rule, page and API agree on who may take back (E11)."""

from __future__ import annotations

import pytest

from actions.cases.case_files import case_file
from actions.cases.offers import returns_to
from actions.cases.recall import recall
from actions.cases.return_case import return_case
from actions.cases.withdraw import withdraw
from actions.execute import Act
from domain.errors import Refused
from tests.looking import read
from tests.playing import OFFICERS, SIGNERS, at_opinions
from tests.web.api import conftest as programs

program = programs.program
BODY = "UBKTTU"


def nothing_more(_play):
    """Answered, while others are still asked."""


def passed_on(play):
    """All have answered and the next step is asked."""
    for body in ("BTGDVTU", "SVHTTDL", "DUUBND"):
        play.sign(body)


def acted_upon(play):
    passed_on(play)
    play.story().answer(case_file(play.app, play.id), play.case.open_tasks[0])


def sent_back(play):
    act = Act(act_id="back", case_id=play.id, person=SIGNERS["BTGDVTU"])
    task = play.task("BTGDVTU")
    before = read(play.app.engine, lambda uow: returns_to(play.app, uow, play.case))[0]
    return_case(play.app, act, task_id=task, to_step=before, reason="bổ sung hồ sơ")


def closed(play):
    act = Act(act_id="end", case_id=play.id, person=OFFICERS["BTCTU"])
    withdraw(play.app, act, reason="thôi")


@pytest.mark.parametrize("then", [nothing_more, passed_on, acted_upon, sent_back, closed])
def test_e11_page_interface_and_act_agree_on_who_may_take_an_answer_back(site, program, then):
    """E11: recall on returned / approved / closed: one rule, the same answer everywhere."""
    play = at_opinions(site.app)
    task = play.task(BODY)
    play.sign(BODY)
    then(play)
    person = SIGNERS[BODY]
    page = site.person(person).see(f"/cases/{address(task)}/done")
    offered = program(person).get(f"/cases/{address(task)}").json()["may_recall"]
    act = Act(act_id="back again", case_id=play.id, person=person)
    try:
        recall(site.app, act, task_id=task, reason="xem lại")
        done = True
    except Refused:
        done = False
    assert (f"/{address(task)}/recall" in page, offered) == (done, done)
    assert done == (then in (nothing_more, passed_on))


def address(task):
    case, _, rest = task.partition("/")
    return f"{case}/tasks/{rest}"
