"""What holds of a whole history: the facts alone give the case, and nothing happened twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from domain.decisions.changes import decision_papers
from domain.facts.answers import SignedOff, SilenceRecorded
from domain.facts.decisions import DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from domain.facts.replay import replayed
from domain.facts.votes import BallotClosed
from domain.state.case import Case


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
    if any(later.at < earlier.at for earlier, later in pairwise(history)):
        yield "time ran backwards"


def _numbers(history: Sequence[Fact]) -> Iterator[tuple[str, int]]:
    for fact in history:
        if isinstance(fact, DecisionIssued | DecisionChanged | Renumbered):
            yield fact.series, fact.number
