"""The search in its short form: fixed seeds, every text of the law once, and what it must know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.directory.decided import DecidedRow, RowKind
from domain.facts.fact import FACTS, Fact
from domain.facts.person_file import RecordWritten
from domain.facts.steps import StepCompleted
from domain.invariants.errors import Contradiction
from tests.search import episode
from tests.search.episode import Failed, Tried, is_same, play, replay, shortest
from tests.search.history import Broken, check_history
from tests.search.openings import catalogue
from tests.search.report import door_faults, faults, report, unknown_acts
from tests.search.through import batch
from tests.search.through.door import unknown_actions

PROCEDURES = list(catalogue().files)


def test_every_action_of_the_product_is_tried():
    """A new action on a case is named here until the search tries it, or says why not."""
    assert list(unknown_actions()) == []


def test_the_invariants_hold_through_the_door(database_url):
    """On SQLite and on PostgreSQL: one case, and then all that is kept is verified."""
    tried = batch.play("shorter", lambda _: database_url, "101/assign", cases=1)
    assert tried.opened["101/assign"] == 1
    assert sum(tried.accepted.values()) > 20


@pytest.fixture(scope="module")
def tried():
    found = Tried()
    for number, procedure in enumerate(PROCEDURES):
        found.add(play(f"short/{number}", procedure))
    return found


def test_the_invariants_hold_in_a_short_search(tried):
    acts = sum(tried.acts.values())
    assert acts > 2000
    assert tried.opened.keys() == set(PROCEDURES)
    assert sum(tried.accepted.values()) > acts / 10
    assert "101/appoint.party" in report(tried)


def test_every_act_of_the_product_is_tried():
    """A new `decide_…` of the domain is named here until the search tries it."""
    assert list(unknown_acts()) == []


def test_a_fact_that_nothing_in_the_domain_or_the_search_makes_is_named(monkeypatch):
    monkeypatch.setitem(FACTS, "RecordBurnt", Fact)
    assert list(unknown_acts()) == [
        "RecordBurnt is made neither by the domain nor by the search",
    ]


def test_a_search_that_tried_too_little_says_what_it_has_not_met():
    owed = list(faults(Tried(), 1_000_000))
    assert "cast was accepted 0 times, wanted 100" in owed
    assert "101/assign never came to its decision" in owed
    assert "never met: merger_during_ballot" in owed
    assert {f"nothing ever filled {name}.at" for name in FACTS} <= set(owed)


def test_a_short_run_through_the_door_says_what_it_has_not_done():
    assert "sign_off was accepted 0 times, wanted 2" in list(door_faults(Tried(), 20_000))


def test_the_same_seed_plays_the_same_acts():
    assert play("same", "101/assign") == play("same", "101/assign")


def lost(case, facts):
    """As a program would evolve a case that forgot where an answer leads."""
    for fact in facts:
        case = case if isinstance(fact, StepCompleted) else fact.apply(case)
    return replace(case, round=case.round + 1) if len(facts) > 2 else case


def test_a_fault_is_found_and_replays_in_fewer_acts(monkeypatch):
    monkeypatch.setattr("domain.invariants.settle.evolve", lost)
    with pytest.raises(Failed) as found:
        play("fault", "101/assign")
    failed = found.value
    assert isinstance(failed.why, Contradiction)

    def same(acts):
        return is_same(replay(failed.opening, acts, failed.subject), failed.why)

    fewest = shortest(failed, same)
    assert same(fewest)
    assert len(fewest) <= len(failed.acts)
    monkeypatch.undo()
    assert replay(failed.opening, fewest, failed.subject) is None


def on_file_of_none(world):
    """The history, and in the person's file a row under a number no decision bears."""
    rows = (DecidedRow(kind=RowKind.ENDS, first_day=world.opening.day),)
    opened, last = world.history[0], world.history[-1]
    written = RecordWritten(
        person="subject", symbol="?", dated=last.at.date(), rows=rows, by=opened.by, at=last.at
    )
    return [*world.history, written]


def test_a_history_that_does_not_give_its_case_is_broken(monkeypatch):
    worlds = []
    monkeypatch.setattr(episode, "_end", lambda world, *_: worlds.append(world))
    play("history", "101/assign")
    (world,) = worlds
    check_history(world.case, world.history)
    with pytest.raises(Broken, match="do not give"):
        check_history(replace(world.case, round=99), world.history)
    with pytest.raises(Broken, match="still on file"):
        check_history(world.case, on_file_of_none(world))
    twice: list[Fact] = [*world.history, world.history[-1]]
    twice += [fact for fact in world.history if type(fact).__name__ == "SignedOff"]
    with pytest.raises(Broken):
        check_history(world.case, twice)
