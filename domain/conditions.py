"""The named conditions a law file may use in `when`. A new need is a new name here, never YAML."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from domain.case import Case, PostKind

Condition = Callable[[Case], bool]


def for_head(case: Case) -> bool:
    """The post is that of the head of the press agency."""
    return case.post == PostKind.HEAD


def for_deputy(case: Case) -> bool:
    """The post is that of a deputy head."""
    return case.post == PostKind.DEPUTY


CONDITIONS: Mapping[str, Condition] = {"for_head": for_head, "for_deputy": for_deputy}
