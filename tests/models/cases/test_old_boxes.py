"""A ballot that ran in plain figures when the sums were encrypted: dropped, and held anew."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from sqlalchemy import text

from actions.execute import Act, execute
from actions.votes.votes import at_the_table, cast
from domain.errors import BallotNotOpen
from domain.facts.votes import BallotOpened
from domain.law.options import Outcome
from models.database import connect
from tests.balloting import call, finish, hand_out, void, vote
from tests.databases import at_rest, upgrade_to
from tests.playing import opened

MEMBERS = ("hlinhnie", "phamquochung", "buithanhmai")


def test_plain_sums_are_not_carried_over(tmp_path):
    engine = connect(f"sqlite:///{tmp_path}/old.db")
    with engine.begin() as connection:
        upgrade_to(connection, "0013")
    with closing(sqlite3.connect(tmp_path / "old.db")) as old, old:
        old.execute("INSERT INTO ballot_boxes VALUES ('t', '[\"an\"]', '{\"agree\": 1}')")
    with engine.begin() as connection:
        upgrade_to(connection, "0014")
        assert connection.execute(text("SELECT count(*) FROM ballot_boxes")).scalar() == 0
        columns = connection.execute(text("SELECT name FROM pragma_table_info('ballot_boxes')"))
        assert set(columns.scalars()) == {"task_id", "voted", "sums"}
    engine.dispose()
    assert b'"agree"' not in at_rest(tmp_path / "old.db").read_bytes()


def test_a_ballot_without_tellers_is_given_up_and_held_anew(lite):
    play = opened(lite)
    play.until("standing_vote")
    task = play.case.open_tasks[0].id

    def as_before(_uow, attempt):
        choices = ("agree", "against", "blank")
        at, by = attempt.at, attempt.actor
        return [BallotOpened(task=task, members=MEMBERS, choices=choices, by=by, at=at)]

    wish = Act(act_id="old", case_id=play.id, person="lethuha")
    execute(lite, wish, at_the_table("lethuha", task), as_before)
    with pytest.raises(BallotNotOpen) as refused:
        cast(lite, play.id, task, "agree", person="hlinhnie")
    assert refused.value.facts["rule"] == "no_keys"
    void(play, task, "Mở trước khi nâng cấp")
    call(play, MEMBERS, act_id="anew")
    slips = hand_out(play, task)
    vote(play, task, dict.fromkeys(MEMBERS, "agree"))
    assert finish(play, task, slips).case.find_task(task).outcome == Outcome.PASSED
