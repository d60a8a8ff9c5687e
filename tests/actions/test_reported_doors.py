"""Reported of other systems, tried here: what runs by itself, what is killed, what an administrator
sets, who votes for whom (B03, G05, I05, J02)."""

from __future__ import annotations

import signal
import subprocess
import sys
from datetime import date

import pytest
from sqlalchemy import text

from actions.audit.verifying import verify
from actions.cases.remind_late import pass_deadlines
from actions.decisions.void_number import Voiding, void_numbers
from actions.effects import effects, queue
from actions.told.spans import pass_days
from actions.votes.votes import cast, count_votes
from actions.watch.tell import tell_orphans
from domain.directory.actors import Delegation
from domain.errors import AlreadyVoted, BadTally, CannotVoid, NotYourTask, StaleCase
from domain.facts.answers import SignedOff
from domain.facts.votes import Tally
from domain.votes.ballots import Count
from models.unit_of_work import transaction
from tests.balloting import call, finish, hand_out, vote
from tests.conftest import second_process, str_url
from tests.looking import read
from tests.playing import SIGNERS, PlayedCase, at_opinions, opened

SERIES = "TU:QĐ:2025-2030"


def facts_of(play, kind):
    facts = read(play.app.engine, lambda uow: uow.cases.facts(play.id))
    return [fact for fact in facts if isinstance(fact, kind)]


def test_b03_nothing_that_runs_by_itself_answers_for_anybody(app, clock):
    """B03 (e): the duties of the clock, the follow-up, and a job put into its queue by hand answer
    no question, though all time has passed and nobody is left who may answer."""
    play = at_opinions(app)
    with app.engine.begin() as connection:
        connection.execute(text("UPDATE seats SET powers = 'prepare' WHERE agency = 'UBKTTU'"))
    asked, answered = play.case.open_tasks, facts_of(play, SignedOff)
    clock.forward(days=90)
    for duty in (pass_days, pass_deadlines, tell_orphans):
        duty(app)
    task = play.task("UBKTTU")
    for key in (task, f"sign_off:{task}:agree", f"check:{task}", f"final:{play.case.step}"):
        effects.carry_out(app, play.id, key)
    while claimed := queue.claim(app, "w", lease=clock.now - clock.now, limit=1):
        play.follow()
        queue.complete(app, claimed[0], claimed[0].version)
    assert [(t.id, t.status) for t in play.case.open_tasks] == [(t.id, t.status) for t in asked]
    assert facts_of(play, SignedOff) == answered
    assert not {f.by.person for f in answered} & {"", "software"}


KILLED = """
import os, signal, sys
from datetime import datetime
from pathlib import Path
from models.cases.cases import Cases
from tests.conftest import application
from tests.playing import PlayedCase

home, url, case, now = sys.argv[1:]
app = application(Path(home), url, lambda: datetime.fromisoformat(now))
saved = Cases.save

def save(*args, **more):
    saved(*args, **more)  # rows, facts and chain are written, and not yet committed
    os.kill(os.getpid(), signal.SIGKILL)

Cases.save = save
PlayedCase(app, case).sign("BTGDVTU")
"""


def test_i05_a_process_killed_in_the_middle_of_writing_leaves_a_whole_chain(app):
    """I05: one worker is killed mid-write, the others go on: nothing of the dead one is there, the
    chain is whole without repair, and the same wish made again is done once."""
    play = at_opinions(app)
    before = read(app.engine, lambda uow: uow.cases.facts(play.id))
    arguments = [str(app.papers.root.parent), str_url(app), play.id, app.clock().isoformat()]
    dead = subprocess.run([sys.executable, "-c", KILLED, *arguments], check=False)
    assert dead.returncode == -signal.SIGKILL
    assert read(app.engine, lambda uow: uow.cases.facts(play.id)) == before
    assert verify(app, case_id=play.id) == []
    other = PlayedCase(second_process(app), play.id)
    other.sign("UBKTTU")
    play.sign("BTGDVTU")
    assert play.sign("BTGDVTU", task=f"{play.id}/provincial_opinions/1/directing_body").repeated
    answered = [f.by.agency for f in facts_of(play, SignedOff) if f.step == "provincial_opinions"]
    assert answered == ["UBKTTU", "BTGDVTU"]
    assert verify(app, case_id=play.id) == []


def test_g05_no_number_that_was_used_is_given_out_again(app):
    """G05: no act sets the next number; a used one is not closed beside its paper; and where the
    base itself was set back by hand, nothing is issued under a number that stands."""
    play = opened(app)
    play.until("end")
    (entry,) = read(app.engine, lambda uow: uow.registers.entries(SERIES))
    wish = Voiding(
        act_id="v", agency="TU", first=1, last=2, dated=entry.dated, reason="viết lại sổ"
    )
    with pytest.raises(CannotVoid) as refused:
        void_numbers(app, wish, person="nguyenthilan")
    assert refused.value.facts["rule"] == "span_with_papers"
    with app.engine.begin() as connection:
        connection.execute(text("UPDATE registers SET last = 0 WHERE series = :s"), {"s": SERIES})
    second = opened(app, act_id="second", subject="vothimyhanh")
    with pytest.raises(StaleCase):
        second.until("end")
    assert read(app.engine, lambda uow: uow.registers.entries(SERIES)) == (entry,)
    assert verify(app) != []


def test_j02_who_has_the_power_of_an_absent_member_votes_once(app):
    """J02: the giver is absent, the holder present: a vote is nobody's to lend. The holder votes
    once, the giver is absent, and there are never more votes than people who came."""
    play = opened(app)
    play.until("standing_vote")
    giver, holder = "phamquochung", "hlinhnie"
    lent = Delegation(giver, holder, "UBKTTU", "07-GUQ", date(2026, 9, 1), date(2026, 10, 1))
    transaction(app.engine, lambda uow: uow.directory.add_delegation(lent))
    members = (giver, holder, "buithanhmai", "vominhtri", "ymoaeban")
    task = call(play, members)
    slips = hand_out(play, task)
    vote(play, task, {holder: "agree", "buithanhmai": "agree", "vominhtri": "agree"})
    with pytest.raises(AlreadyVoted):
        cast(app, play.id, task, "agree", person=holder)
    with pytest.raises(NotYourTask):
        cast(app, play.id, task, "agree", person="tranvanbinh")
    tally = finish(play, task, slips, present=3, early="vắng hai người").facts[0].tally
    assert (tally.summoned, tally.present, tally.issued, tally.in_favour) == (5, 3, 3, 3)


def test_j02_nor_does_a_count_on_paper_hold_more_votes_than_people_who_came(app):
    play = opened(app)
    play.until("standing_vote")
    (task,) = play.case.open_tasks
    more = Tally(summoned=5, present=4, issued=5, returned=5, valid=5, in_favour=5)
    with pytest.raises(BadTally):
        count_votes(
            app,
            Count(act_id="c", case_id=play.id, task_id=task.id, tally=more),
            person=SIGNERS[task.agency],
        )
