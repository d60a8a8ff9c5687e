"""What keeps this machine from recording or backing up; the tree is in domain/errors.py."""

from __future__ import annotations

from enum import auto

from domain.errors import CaseworkError
from domain.reasons import Reason


class BackupRule(Reason):
    """Why no backup is made, or none put back."""

    NO_PROGRAM = auto()
    PROGRAM_FAILED = auto()
    NONE_THERE = auto()
    NO_FOLDER = auto()
    DAMAGED = auto()
    OTHER_DATABASE = auto()
    NOT_EMPTY = auto()
    LIVE_HOME = auto()


class BackupFailed(CaseworkError):
    code = "backup.failed"
    Rule = BackupRule


class NotRecorded(CaseworkError):
    """That somebody looked could not be kept: so nothing was shown."""

    code = "look.not_recorded"
