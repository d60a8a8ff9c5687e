"""The invariants by name, and the question asked of every act before it is saved."""

from __future__ import annotations

from collections.abc import Mapping

from domain.invariants import answers, cases, decisions, person_file
from domain.invariants.errors import Contradiction, Invariant
from domain.invariants.transition import Check, Transition

INVARIANTS: Mapping[Invariant, Check] = {
    Invariant.IDENTITY: cases.identity,
    Invariant.ENDED: cases.ended,
    Invariant.ASKED: cases.asked,
    Invariant.ONE_STEP: cases.one_step,
    Invariant.TIME: cases.time,
    Invariant.ROWS: cases.rows,
    Invariant.TASK_LIFE: answers.task_life,
    Invariant.ANSWER: answers.answer,
    Invariant.OWN_ANSWER: answers.own_answer,
    Invariant.ONCE: answers.once,
    Invariant.HELD: answers.held,
    Invariant.ASIDE: answers.aside,
    Invariant.ROUTE: answers.route,
    Invariant.COUNT: decisions.count,
    Invariant.BALLOT: decisions.ballot,
    Invariant.DECISION: decisions.decision,
    Invariant.GATES: decisions.gates,
    Invariant.FILE: person_file.file,
}


def check_invariants(change: Transition) -> None:
    """Whatever the act, these hold after it. Raises Contradiction naming the first that does not
    and where: the program erred, not the person."""
    for rule, check in INVARIANTS.items():
        for found in check(change):
            raise Contradiction(rule=rule, case=change.before.id, found=found)
