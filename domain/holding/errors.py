"""What is refused of a question inside its body; the tree of refusals is in domain/errors.py."""

from __future__ import annotations

from enum import auto

from domain.errors import Refused
from domain.reasons import Reason


class ForwardRule(Reason):
    """Why a question is not passed on to another body."""

    REQUIRED = auto()
    NO_CONSULTATION = auto()
    NOT_IN_FORCE = auto()
    ASKED_ALREADY = auto()


class ExtendRule(Reason):
    """Why there is no more time for a question."""

    NO_DEADLINE = auto()
    LAW = auto()
    LONGEST = auto()
    PASSED = auto()
    ASKED_ALREADY = auto()
    NOT_ASKED = auto()
    OWN_ASKING = auto()


class HeldByOther(Refused):
    """A colleague holds the question: it is taken from them first."""

    code = "task.held"


class CannotForward(Refused):
    code = "act.cannot_forward"
    Rule = ForwardRule


class CannotExtend(Refused):
    code = "act.cannot_extend"
    Rule = ExtendRule
