"""What somebody tried with a case that is not theirs to see or to act on, kept for auditors.

A case that does not exist is noted like one that does: neither the answer nor its time may tell.
"""

from __future__ import annotations

from actions.app import App
from actions.audit.traces import leave
from domain.errors import (
    CaseworkError,
    ConflictOfInterest,
    NotAllowed,
    NotFound,
    NotYourTask,
    SamePersonTwice,
    SelfApproval,
)
from models.audit.attempts import RefusedAttempt

NOT_THEIRS = (ConflictOfInterest, NotAllowed, NotYourTask, SamePersonTwice, SelfApproval)
HIDDEN = frozenset({"case", "ballot"})  # what answers "there is none" to whom it is not for


def note_refused(app: App, person: str, case_id: str, what: str, error: CaseworkError) -> None:
    """Only what is refused for who it is; a wrong date typed into one's own task is no attempt."""
    hidden = isinstance(error, NotFound) and error.facts["kind"] in HIDDEN
    if not person or not (hidden or isinstance(error, NOT_THEIRS)):
        return
    attempt = RefusedAttempt(
        person=person[:40], case_id=case_id[:40], what=what[:200], code=error.code, at=app.clock()
    )
    leave(app, attempt)
