"""The program's own error: undone, answered with a sentence, told to the operator; and free."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import event

from actions.effects import effects
from actions.execute import Act, as_handler, execute
from actions.status import status
from domain.facts.checks import Checked
from domain.facts.fact import Fact
from domain.facts.opening import CaseWithdrawn
from domain.invariants.errors import Contradiction
from notifications.wording import Wording
from tests.looking import read
from tests.playing import at_opinions, opened

OUTCOMES = {"policy_request": "submitted", "policy_decision": "approve"}


def ends_and_still_asks(_uow, attempt) -> list[Fact]:
    """An act as a careless program would decide it: the questions stay open."""
    return [CaseWithdrawn(reason="x", by=attempt.actor, at=attempt.at)]


def test_what_contradicts_the_case_is_undone_said_and_told(app):
    play = opened(app)
    before = play.case, read(app.engine, lambda uow: uow.cases.facts(play.id))
    act = Act(act_id="careless", case_id=play.id, person="lethuha")
    for _ in range(2):
        with pytest.raises(Contradiction) as found:
            execute(app, act, as_handler("lethuha"), ends_and_still_asks)
    assert (play.case, read(app.engine, lambda uow: uow.cases.facts(play.id))) == before
    words = Wording(app.catalogue.agencies, app.catalogue.instruments, app.today(), {})
    assert "Chưa có gì được lưu" in words.refusal(found.value)
    told = status(app)
    assert told.alarms_in_all == 1
    (alarm,) = told.alarms
    assert (alarm.case_id, alarm.act_id, alarm.person) == (play.id, "careless", "lethuha")
    assert (alarm.rule, alarm.found) == ("asked", "withdrawn, 1 open")


def test_an_opening_is_watched_as_every_act_is(lite, monkeypatch):
    monkeypatch.setattr("actions.cases.open_case.open_step", lambda *_, **__: [])
    with pytest.raises(Contradiction):
        opened(lite)
    assert status(lite).alarms[0].rule == "asked"
    assert read(lite.engine, lambda uow: uow.cases.open_ids()) == ()


def test_what_software_does_is_watched_too(lite, monkeypatch):
    play = opened(lite)
    while play.case.step != "eligibility_review":
        play.follow()
        play.sign(play.case.open_tasks[0].agency, OUTCOMES[play.case.step])
    key = next(t.key for t in effects.pending(lite, play.id).todos if t.key.startswith("check"))
    monkeypatch.setattr("actions.app.not_before", lambda read, _: read - timedelta(days=1))
    monkeypatch.setattr("actions.effects.effects.run_check", _earlier)
    with pytest.raises(Contradiction):
        effects.carry_out(lite, play.id, key)
    (alarm,) = status(lite).alarms
    assert (alarm.rule, alarm.person, alarm.act_id) == ("time", "", f"{play.id}:{key}")
    assert key in {todo.key for todo in effects.pending(lite, play.id).todos}


def _earlier(app, file, _effect):
    return Checked(name="x", step="", round=1, findings=(), at=app.now(file.case))


def test_watching_sends_no_statement_more(lite, monkeypatch):
    sent = []
    event.listen(lite.engine, "before_cursor_execute", lambda *said: sent.append(said[2]))
    play = at_opinions(lite)

    def count(agency):
        sent.clear()
        play.sign(agency)
        return len(sent)

    count("BTGDVTU")  # the law of the case is read once for all
    watched = count("UBKTTU")
    monkeypatch.setattr("domain.invariants.settle.check_invariants", lambda _: None)
    assert count("SVHTTDL") == watched
