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
from tests.playing import SIGNERS, at_opinions, opened
from tests.web.api import conftest as programs
from tests.web.site import form_of, plain

terminal, program = commands.terminal, programs.program
CASE = "/cases/BN-2026-0001"
OFFICE, ROLE = "UBKTTU", "inspection_committee"
TASK = f"{CASE}/tasks/provincial_opinions/1/{ROLE}"
SAID = {"outcome": "agree", "reason": "tự đồng ý"}
SUBJECT, OPENER = "ythongeban", "lethuha"
LISTS = ("waiting", "coordinating", "following", "done")


def seated(app, person, body=OFFICE):
    """Somebody who signs for a body that is asked, and administers besides."""
    powers = frozenset((Power.SIGN, Power.PREPARE, Power.ADMINISTER))
    seat = Seat(person, body, "Phó Chủ nhiệm", powers, date(2020, 1, 1), date(2100, 1, 1))
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


def everywhere(site, program, person):
    """What every list shows this person: pages, search, bell, files, counts and the API."""
    me, mine = site.person(person), program(person)
    lists = [f"/inbox?tab={tab}&whole=1" for tab in LISTS]
    files = [f"/inbox/export.csv?tab={tab}" for tab in LISTS]
    shown = {path: me.see(path) for path in [*lists, *files, "/search?words=ban", "/today"]}
    asked = ["/cases", *[f"/tasks?tab={tab}" for tab in LISTS], "/exports/cases.csv"]
    return shown | {f"API {path}": mine.get(path).text for path in asked}


def where(found, case):
    return sorted(path for path, text in found.items() if case in text)


def test_b14_no_list_page_answer_or_search_holds_what_another_body_is_asked(site, program):
    """B14: two tasks, two bodies: list, detail, API and search all restricted."""
    mine = at_opinions(site.app)
    other = opened(
        site.app, press_agency="CYS", handler="HVHNT", person="dothithuy", act_id="other"
    )
    found = everywhere(site, program, SIGNERS[OFFICE])
    assert {"/inbox?tab=waiting&whole=1", "API /cases", "API /tasks?tab=waiting"} <= set(
        where(found, mine.id)
    )
    assert where(found, other.id) == []
    task = other.case.open_tasks[0].id.replace("/", "/tasks/", 1)
    me, program_of = site.person(SIGNERS[OFFICE]), program(SIGNERS[OFFICE])
    for path in (f"/cases/{other.id}", f"/cases/{task}"):
        me.see(path, status=404)
        assert program_of.get(path).status_code == 404
    assert (
        other.id
        not in me.see(f"/search?words={other.id}").partition("<main")[2].partition("</form>")[2]
    )


def test_b14_of_two_questions_of_one_case_each_body_meets_its_own(site, program):
    """B14: in one case too: what is asked of another body is in no list of mine, its page offers me
    nothing to press, and its address answers nobody of another body."""
    play = at_opinions(site.app)
    person = SIGNERS[OFFICE]
    mine, other = f"1/{ROLE}", "1/directing_body"
    found = everywhere(site, program, person)
    for path in ("/inbox?tab=waiting&whole=1", "API /tasks?tab=waiting", "/today"):
        assert mine in found[path], path
        assert other not in found[path], path
    assert program(person).get("/tasks/counts").json()["waiting"] == 1
    told = site.person(person).see("/told")
    assert (mine in told, other in told) == (True, False)
    theirs = TASK.replace(ROLE, "directing_body")
    shown = site.person(person).see(theirs)
    for act in ("check", "prepare", "assign", "return"):
        assert f"{theirs}/{act}" not in shown
    before = play.case
    refused = program(person).act(f"{theirs}/answer", SAID)
    assert refused.status_code in (403, 404, 409), refused.text
    assert play.case == before


def test_b20_who_is_consulted_gets_the_question_and_no_approval_of_those_who_decide(site, program):
    """B20: a case of A consults B: the approval is asked only in A, B gets only its opinion."""
    play = at_opinions(site.app)

    def asked(person):
        items = program(person).get("/tasks?tab=waiting").json()["items"]
        return [(item["agency"], item["step"]) for item in items]

    assert asked(SIGNERS[OFFICE]) == [(OFFICE, "provincial_opinions")]
    assert asked(SIGNERS["TU"]) == asked("lethuha") == []
    play.until("decision")
    (task,) = play.case.open_tasks
    assert asked(SIGNERS[task.agency]) == [(task.agency, "decision")]
    assert asked(SIGNERS[OFFICE]) == []


def test_b19_for_the_officer_it_is_about_the_case_is_in_no_list_count_file_or_notice(site, program):
    """B19: an officer becomes subject of a case they can normally read: it vanishes from lists,
    search, export, counts, notices; nobody gives them the question. Their office still sees it."""
    officer, colleague = SIGNERS["BTGDVTU"], "tranvanbinh"
    play = at_opinions(site.app, subject=officer)
    assert len(where(everywhere(site, program, colleague), play.id)) > 3
    assert where(everywhere(site, program, officer), play.id) == []
    assert program(officer).get("/tasks/counts").json()["waiting"] == 0
    assert program(officer).get(f"/cases/{play.id}").status_code == 404
    seated(site.app, colleague, "BTGDVTU")
    path = f"{TASK.replace(ROLE, 'directing_body')}/assign"
    given = program(colleague).act(path, {"holder": officer, "reason": "x"})
    assert given.json()["code"] == "act.self_approval", given.text
