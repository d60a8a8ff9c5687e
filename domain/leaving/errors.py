"""What is refused where somebody leaves; the tree of refusals is in domain/errors.py."""

from __future__ import annotations

from enum import auto

from domain.errors import Refused
from domain.reasons import Reason


class HangsRule(Reason):
    """Why what hangs on somebody must be looked at first."""

    NOT_ASKED = auto()
    CHANGED = auto()
    ON_A_BODY = auto()


class StillHangs(Refused):
    """Something hangs on who leaves, and nobody has said what becomes of it."""

    code = "leaving.hangs"
    Rule = HangsRule
