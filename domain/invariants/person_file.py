"""Of the file of the person: what decisions write there, and what undoes it."""

from __future__ import annotations

from collections.abc import Iterator

from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued
from domain.facts.person_file import RecordUndone, RecordWritten
from domain.invariants.transition import Transition

Paper = tuple[str, object]  # its number as printed, and its date


def file(change: Transition) -> Iterator[str]:
    """Only the paper numbered in the same act writes into the file of the person concerned or
    undoes something there: what it undoes is of the decision it changes, what it writes of itself
    or, where it keeps that decision in force or its time served, of that one."""
    for fact in change.facts:
        if isinstance(fact, RecordWritten | RecordUndone) and fact.person != change.before.subject:
            yield f"{fact.person} {fact.symbol}"
        if isinstance(fact, RecordWritten) and _written(fact) not in _may_write(change):
            yield f"written {fact.symbol}"
        if isinstance(fact, RecordUndone) and _undone(fact) not in _may_undo(change):
            yield f"undone {fact.symbol}"


def _written(fact: RecordWritten) -> Paper:
    return fact.symbol, fact.dated


def _undone(fact: RecordUndone) -> tuple[str, Paper]:
    return fact.symbol, (fact.undone_by, fact.dated)


def _may_write(change: Transition) -> Iterator[Paper]:
    for fact in change.facts:
        if isinstance(fact, DecisionIssued):
            yield fact.symbol, fact.dated
        elif isinstance(fact, DecisionChanged):
            if fact.how == DecisionChange.REPLACE:
                yield fact.symbol, fact.dated
            elif fact.how != DecisionChange.ANNUL:
                yield fact.changes_symbol, fact.changes_dated


def _may_undo(change: Transition) -> Iterator[tuple[str, Paper]]:
    for fact in change.facts:
        if isinstance(fact, DecisionChanged):
            yield fact.changes_symbol, (fact.symbol, fact.dated)
