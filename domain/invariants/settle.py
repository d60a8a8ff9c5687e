"""The last word on every act: what it says can be kept, undoes nothing, and contradicts nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from domain.cases.attempt import Attempt
from domain.cases.standing import check_undoes_nothing, could_undo
from domain.facts.fact import Fact, evolve
from domain.facts.texts import check_texts
from domain.invariants.check import check_invariants
from domain.invariants.transition import Transition
from domain.state.case import Case


def settle(
    attempt: Attempt, facts: Sequence[Fact], history: Callable[[], tuple[Fact, ...]]
) -> Case:
    """The case after the act. `history` reads what happened before, only where it is needed.

    Raises BadInput, Stands, Contradiction.
    """
    check_texts(facts)
    told = history() if could_undo(facts) else None
    if told is not None:
        check_undoes_nothing(attempt, told, facts)
    after = evolve(attempt.case, facts)
    check_invariants(Transition(attempt.case, tuple(facts), after, attempt.law, told))
    return after
