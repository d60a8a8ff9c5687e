"""The named conditions a law file may use in `when`. A new need is a new name here, never YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.law.options import Outcome
from domain.law.procedure import Procedure, Purpose
from domain.state.case import Case, PostKind

Condition = Callable[[Case, Procedure], bool]


def for_head(case: Case, _procedure: Procedure) -> bool:
    """The post is that of the head of the press agency."""
    return case.post == PostKind.HEAD


def for_deputy(case: Case, _procedure: Procedure) -> bool:
    """The post is that of a deputy head."""
    return case.post == PostKind.DEPUTY


def from_outside(case: Case, procedure: Procedure) -> bool:
    """The person works elsewhere: three steps instead of five (Decree 115/2020 Art 46.3)."""
    return case.answer_for(Purpose.SOURCE, procedure) == Outcome.SUBMITTED_OUTSIDE


def from_inside(case: Case, procedure: Procedure) -> bool:
    """The person works in the press agency: five steps (Decree 115/2020 Art 46.2)."""
    return not from_outside(case, procedure)


def decision_changed(case: Case, procedure: Procedure) -> bool:
    """A complaint was found right, in part or whole (Decree 234/2026 Art 22)."""
    ruling = case.answer_for(Purpose.RULING, procedure)
    return ruling in (Outcome.AMENDED, Outcome.ANNULLED)


CONDITIONS: Mapping[str, Condition] = {
    condition.__name__: condition
    for condition in (for_head, for_deputy, from_inside, from_outside, decision_changed)
}
