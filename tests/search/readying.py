"""Readiness in the pure world: measured on what the search invents about person and record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from domain.calendar.clock import local_day
from domain.cases.gate_input import GateInput
from domain.decisions.issuing import Issue
from domain.decisions.readiness import CaseBeside, Missing, Prospect, SignedText, readiness
from domain.errors import BackDated
from tests.search.openings import digest, in_force
from tests.search.world import World


@dataclass(frozen=True, slots=True)
class Around:
    """What stands about the decision: texts, other cases, other holders, numbers before."""

    text: SignedText = field(default_factory=SignedText)
    beside: tuple[CaseBeside, ...] = ()
    holders: tuple[str, ...] = ()
    back_dated: bool = False


def missing_of(world: World, wish: Issue, around: Around) -> Sequence[Missing]:
    opening, dated = world.opening, wish.dated
    step = world.law.procedure.step(wish.answer.task_id.split("/")[1])
    then = in_force(opening.name, opening.press_agency, dated)
    changed = digest(opening.name, opening.press_agency, dated) != world.case.law_digest
    late = BackDated(
        rule=BackDated.Rule.OUT_OF_ORDER,
        dated=dated,
        last=local_day(world.case.opened_at),
        symbol="1",
    )
    return readiness(
        Prospect(
            GateInput(world.case, world.law, world.subject, dated, tuple(world.history)),
            step,
            law_then=then,
            law_changed=changed,
            back_dated=late if around.back_dated else None,
            text=around.text,
            beside=around.beside,
            holders=around.holders,
        )
    )
