"""What holds of a whole history: the facts alone give the case, and nothing happened twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.decisions.changes import decision_papers
from domain.facts.answers import SignedOff, SilenceRecorded
from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from domain.facts.replay import replayed
from domain.facts.votes import BallotClosed
from domain.papers.person_file import file_as_told
from domain.state.case import Case

REVOKE = DecisionChange.REVOKE


class Broken(AssertionError):
    """What does not hold of a history."""


def check_history(case: Case, history: Sequence[Fact]) -> None:
    """Raises Broken."""
    for found in _faults(case, history):
        raise Broken(found)


def _faults(case: Case, history: Sequence[Fact]) -> Iterator[str]:
    told = replayed(case.id, history, version=case.version, chain_head=case.chain_head)
    if replace(told, last_at=case.last_at) != case:
        yield "the facts do not give the case"
    answered = Counter(f.task for f in history if isinstance(f, SignedOff | SilenceRecorded))
    closed = Counter(f.task for f in history if isinstance(f, BallotClosed))
    for task, times in (answered | closed).items():
        if times > 1:
            yield f"{task} answered {times} times"
    numbers = Counter(_numbers(history))
    for number, times in numbers.items():
        if times > 1:
            yield f"number {number} given {times} times"
    in_force = [p for p in decision_papers(history) if p.decides and p.in_force]
    if len(in_force) > 1:
        yield f"{len(in_force)} decisions in force"
    yield from _file_faults(case, history)
    if any(later.at < earlier.at for earlier, later in pairwise(history)):
        yield "time ran backwards"


def _file_faults(case: Case, history: Sequence[Fact]) -> Iterator[str]:
    """What holds in the person's file is of the decision in force, or time served until revoked."""
    held = {on.symbol for on in file_as_told(case.id, history) if on.holds}
    papers = [p for p in decision_papers(history) if p.decides]
    revoked = {p.fact.symbol for p in papers if p.ended_by and p.ended_by.how == REVOKE}
    in_force = {p.fact.symbol for p in papers if p.in_force}
    for symbol in held - in_force - revoked:
        yield f"{symbol} is still on file"


def _numbers(history: Sequence[Fact]) -> Iterator[tuple[str, int]]:
    for fact in history:
        if isinstance(fact, DecisionIssued | DecisionChanged | Renumbered):
            yield fact.series, fact.number
