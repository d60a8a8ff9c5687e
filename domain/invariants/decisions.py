"""Of votes and decisions: what a count rests on, and what a number rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise

from domain.calendar.clock import local_day
from domain.decisions.changes import decision_in_force
from domain.facts.answers import SignedOff
from domain.facts.decisions import DecisionChanged, DecisionIssued
from domain.facts.hearing import CouncilFormed, Served
from domain.facts.votes import (
    BallotClosed,
    BallotOpened,
    BallotSealed,
    BallotVoided,
    ShareOpened,
    Tally,
    TallyEntered,
    TellerKeyed,
)
from domain.invariants.transition import Transition
from domain.law.options import Outcome
from domain.law.procedure import Kind, Purpose
from domain.state.task import TaskStatus

OF_A_VOTE = (
    BallotOpened,
    TellerKeyed,
    BallotSealed,
    ShareOpened,
    BallotVoided,
    BallotClosed,
    TallyEntered,
)


def count(change: Transition) -> Iterator[str]:
    """A body that votes answers by a count and nobody else does; the count is the one that was
    closed or entered in the same act, and its figures balance."""
    counted = {f.task: f.tally for f in change.facts if isinstance(f, BallotClosed | TallyEntered)}
    for fact in change.facts:
        if not isinstance(fact, SignedOff):
            continue
        step = change.step(fact.step)
        if step is None or (step.vote is not None) != (fact.tally is not None):
            yield f"{fact.task} tally"
        elif fact.tally and (counted.get(fact.task) != fact.tally or not _balances(fact.tally)):
            yield f"{fact.task} counts"


def _balances(tally: Tally) -> bool:
    figures = (
        tally.in_favour,
        tally.valid,
        tally.returned,
        tally.issued,
        tally.present,
        tally.summoned,
    )
    named = sum(number for _, number in tally.votes)
    return figures[0] >= 0 and all(a <= b for a, b in pairwise(figures)) and named <= tally.valid


def ballot(change: Transition) -> Iterator[str]:
    """Nothing happens to a vote but while its body is asked: a vote that was counted is never
    opened again; who stepped aside has no ballot in it."""
    was_open = {task.id for task in change.before.open_tasks}
    aside = set(change.before.recused)
    for fact in change.facts:
        if isinstance(fact, OF_A_VOTE):
            step = change.asked_in(change.before.find_task(fact.task))
            if fact.task not in was_open or step is None or step.vote is None:
                yield f"{type(fact).__name__} {fact.task}"
        if isinstance(fact, BallotSealed | BallotClosed) and aside & set(fact.voted):
            yield f"{fact.task} voted"


def decision(change: Transition) -> Iterator[str]:
    """A number comes only with the answer that issues, on the exact text that lies before who
    signs, dated no earlier than the case; it is the only one, and what was let through has a
    reason and a document. What changes a decision has both as well."""
    issued = [f for f in change.facts if isinstance(f, DecisionIssued)]
    answers = [f for f in change.facts if isinstance(f, SignedOff) and _issues(change, f)]
    if len(issued) != len(answers) or len(issued) > 1:
        yield f"{len(issued)} decisions, {len(answers)} answers"
    for fact in issued:
        yield from _numbered(change, fact)
    for later in change.facts:
        if isinstance(later, DecisionChanged) and not (later.reason and later.document):
            yield later.symbol


def _numbered(change: Transition, fact: DecisionIssued) -> Iterator[str]:
    opened, signed = local_day(change.before.opened_at), local_day(fact.at)
    if fact.approved != change.before.draft(fact.paper):
        yield "approved"
    if not opened <= fact.dated <= signed or fact.number < 1 or not fact.symbol:
        yield "dated"
    if fact.overridden and not (fact.confirmed and fact.document):
        yield "overridden"
    if decision_in_force(change.history or ()) is not None:
        yield "second"


def _issues(change: Transition, fact: SignedOff) -> bool:
    step = change.step(fact.step)
    option = step.options.option(fact.outcome) if step and not fact.paper else None
    return option is not None and option.issues


def gates(change: Transition) -> Iterator[str]:
    """No decision without the conditions of its step: each is met, or a named person gave a reason
    for going on."""
    for fact in change.facts:
        if isinstance(fact, DecisionIssued):
            steps = (s for s in change.law.procedure.steps if s.approves == fact.paper)
            for name in dict.fromkeys(gate.name for step in steps for gate in step.gates):
                met = WITNESSES.get(name)
                if met and not met(change) and name not in fact.overridden:
                    yield name


def _consented(change: Transition) -> bool:
    """Everybody asked for their consent last gave it."""
    consents = {s.id for s in change.law.procedure.steps if s.kind == Kind.CONSENT}
    asked = [t for t in change.before.tasks if t.step in consents]
    counted = (t for t in asked if t.status in (TaskStatus.OPEN, TaskStatus.DONE))
    last = (t for t in counted if t.round == change.before.rounds(t.step))
    return all(t.outcome == Outcome.CONSENTED for t in last)


def _explained(change: Transition) -> bool:
    tasks = change.before.tasks_for(Purpose.HEARING, change.law.procedure)
    return any(task.status == TaskStatus.DONE for task in tasks)


def _served(what: str) -> Callable[[Transition], bool]:
    """Does the history, where it was read, tell that such a paper reached the person?"""
    return lambda change: (
        change.history is None
        or any(isinstance(fact, Served) and fact.what == what for fact in change.history)
    )


def _council(change: Transition) -> bool:
    return change.history is None or any(isinstance(f, CouncilFormed) for f in change.history)


# What a condition leaves behind in the case; the condition itself asks for more.
WITNESSES: Mapping[str, Callable[[Transition], bool]] = {
    "consents_on_file": _consented,
    "explanation_heard": _explained,
    "accusation_served": _served("accusation"),
    "summoned_in_time": _served("summons"),
    "council_lawful": _council,
}
