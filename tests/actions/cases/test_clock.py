"""Time never runs backwards in a history: what a clock that jumped back read is kept and shown."""

from __future__ import annotations

from datetime import timedelta

from domain.facts.checks import ClockWentBack
from models.audit import audit_log
from models.unit_of_work import reading
from tests.playing import at_opinions


def facts(play):
    with reading(play.app) as uow:
        return uow.cases.facts(play.id)


def test_a_clock_that_went_back_changes_no_order_and_blocks_nothing(app, clock):
    """The act bears the time of the thing before, its day counts, and the reading is kept."""
    play = at_opinions(app)
    clock.forward(days=3)
    play.sign("UBKTTU", "agree")
    last = facts(play)[-1].at
    clock.forward(days=-2)
    receipt = play.sign("BTGDVTU", "agree")

    assert receipt.facts[0].at == last
    (fault,) = [fact for fact in receipt.facts if isinstance(fact, ClockWentBack)]
    assert (fault.read, fault.at) == (clock.now, last)
    play.follow()
    times = [fact.at for fact in facts(play)]
    assert times == sorted(times)
    assert audit_log.verify(app.engine.connect()) == []


def test_clocks_of_two_machines_a_second_apart_are_no_fault(lite, clock):
    play = at_opinions(lite)
    play.sign("UBKTTU", "agree")
    clock.forward(seconds=-1)
    receipt = play.sign("BTGDVTU", "agree")
    assert not [fact for fact in receipt.facts if isinstance(fact, ClockWentBack)]
    times = [fact.at for fact in facts(play)]
    assert times == sorted(times)


def test_what_software_does_keeps_the_order_too(lite, clock):
    play = at_opinions(lite)
    for body in ("BTGDVTU", "SVHTTDL", "DUUBND", "UBKTTU"):
        play.sign(body, "agree")
    clock.now = clock.now - timedelta(days=1)
    play.follow()
    times = [fact.at for fact in facts(play)]
    assert times == sorted(times)
