"""An act that would break an invariant, made by hand."""

from __future__ import annotations

from domain.facts.answers import SignedOff
from domain.facts.fact import evolve
from domain.invariants.check import INVARIANTS, check_invariants
from domain.invariants.errors import Contradiction, Invariant
from domain.invariants.transition import Transition
from domain.law.options import Outcome
from tests.domain.builders import NOON, signer


def broken(change: Transition) -> Invariant | None:
    """The invariant that does not hold."""
    try:
        check_invariants(change)
    except Contradiction as found:
        return found.facts["rule"]
    return None


def named(change: Transition) -> set[Invariant]:
    return {rule for rule, check in INVARIANTS.items() if list(check(change))}


def moved(law_, before, *facts, after=None, history=None) -> Transition:
    return Transition(before, facts, after or evolve(before, facts), law_, history)


def signed(task, **more) -> SignedOff:
    said = {
        "task": task.id,
        "step": task.step,
        "round": task.round,
        "outcome": Outcome.AGREE,
        "reason": "",
        "by": signer(task.agency),
        "at": NOON,
    }
    return SignedOff(**said | more)
