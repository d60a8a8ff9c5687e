"""One thing told to one body or to one person: which words, and what fills them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class NoticeKind(StrEnum):
    """Each has its words in both languages (`notices` in templates/messages)."""

    OPENED = "opened"
    ASKED = "asked"
    ANSWERED = "answered"
    SILENT = "silent"
    PASSED = "passed"
    RETURNED = "returned"
    RECALLED = "recalled"
    VOIDED = "voided"
    NOT_NEEDED = "not_needed"
    TAKEN_OUT = "taken_out"
    ASSIGNED = "assigned"
    TAKEN_OVER = "taken_over"
    GIVEN_BACK = "given_back"
    PREPARED = "prepared"
    FORWARDED = "forwarded"
    DEADLINE_MOVED = "deadline_moved"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    WITHDRAWN = "withdrawn"
    MIGRATED = "migrated"
    ENDED = "ended"
    SUPPLEMENTED = "supplemented"
    REMOVED = "removed"
    TEXT_REPLACED = "text_replaced"
    STEPPED_ASIDE = "stepped_aside"
    COUNCIL = "council"
    SERVED = "served"
    HEARD = "heard"
    ISSUED = "issued"
    RENUMBERED = "renumbered"
    CHANGED = "changed"
    SIGNED = "signed"
    COPY_KEPT = "copy_kept"
    COUNTED_ONCE = "counted_once"
    CALLED = "called"
    TELLER = "teller"
    SEALED = "sealed"
    BALLOT_VOIDED = "ballot_voided"
    BALLOT_CLOSED = "ballot_closed"
    NEAR = "near"
    DUE_TODAY = "due_today"
    LATE = "late"
    STILL_LATE = "still_late"
    HEAD_TOLD = "head_told"
    HANDLER_TOLD = "handler_told"
    SEAT_ADDED = "seat_added"
    SEAT_ENDED = "seat_ended"
    DELEGATION_ADDED = "delegation_added"
    DELEGATION_ENDED = "delegation_ended"
    DELEGATION_BEGINS = "delegation_begins"
    DELEGATION_OVER = "delegation_over"
    ABSENCE_ADDED = "absence_added"
    ABSENCE_ENDED = "absence_ended"
    ABSENCE_BEGINS = "absence_begins"
    ABSENCE_OVER = "absence_over"
    ACCOUNT_GIVEN = "account_given"
    HANDED_OVER = "handed_over"
    HANDOVER_RECEIVED = "handover_received"
    LEFT_BEHIND = "left_behind"
    ADRIFT = "adrift"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Told to `agency`, or to `person` alone; `by`, who did it, is not told. The same `key` is
    never told twice. `facts` are codes, ids and days: words are found when it is read."""

    key: str
    kind: NoticeKind
    at: datetime
    case_id: str = ""
    task: str = ""
    agency: str = ""
    person: str = ""
    by: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
