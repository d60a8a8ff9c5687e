"""What is refused of going on by another text; the tree of refusals is in domain/errors.py."""

from __future__ import annotations

from enum import auto

from domain.errors import Refused
from domain.reasons import Reason


class MigrateRule(Reason):
    """Why a case does not go on by another text."""

    SAME_TEXT = auto()
    NOTHING_LEFT = auto()


class CannotMigrate(Refused):
    code = "act.cannot_migrate"
    Rule = MigrateRule
