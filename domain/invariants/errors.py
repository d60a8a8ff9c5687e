"""Which invariant an act would have broken; the tree of refusals is in domain/errors.py."""

from __future__ import annotations

from enum import auto

from domain.errors import Refused
from domain.reasons import Reason


class Invariant(Reason):
    """What holds after every act. Each is checked by the function of its name."""

    IDENTITY = auto()
    ENDED = auto()
    ASKED = auto()
    ONE_STEP = auto()
    TIME = auto()
    ROWS = auto()
    TASK_LIFE = auto()
    ANSWER = auto()
    OWN_ANSWER = auto()
    ONCE = auto()
    HELD = auto()
    ASIDE = auto()
    ROUTE = auto()
    COUNT = auto()
    BALLOT = auto()
    DECISION = auto()
    GATES = auto()
    FILE = auto()


class Contradiction(Refused):
    """The program itself erred: what an act would leave behind contradicts the case."""

    code = "act.contradiction"
    Rule = Invariant
