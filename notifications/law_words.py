"""The law in words: who answers on a day, how long, what a mark means. For pages and commands."""

from __future__ import annotations

from datetime import date

from domain.cases.sign_off import SUBJECT
from domain.errors import NoAgencyForRole, NotFound
from domain.law.agencies import Agencies
from domain.law.procedure import Deadline, Step
from domain.law.routing import agency_for

SUBJECT_WORDS = "Người được xem xét"
AGENCIES = "{n} cơ quan"
WORKING_DAYS, CALENDAR_DAYS = "{n} ngày làm việc", "{n} ngày"
UNREGULATED = "không có quy định"
OWN_TARGET = "không có quy định (mục tiêu nội bộ: {n} ngày làm việc)"


def asked_by(agencies: Agencies, step: Step, press_agency: str, day: date) -> list[str]:
    """Names of the bodies a step asks that day; a role nobody holds is shown as a question."""
    return [_asked(agencies, role, press_agency, day) for role in step.asks]


def _asked(agencies: Agencies, role: str, press_agency: str, day: date) -> str:
    if role == SUBJECT:
        return SUBJECT_WORDS
    try:
        return agency_for(agencies, role, press_agency=press_agency, day=day).name(day).full
    except (NoAgencyForRole, NotFound):
        return f"? {role}"


def time_allowed(deadline: Deadline) -> tuple[str, int]:
    """What the law says, or that it says nothing and what the province aims at: words, number."""
    if deadline.working_days:
        return WORKING_DAYS, deadline.working_days
    if deadline.calendar_days:
        return CALENDAR_DAYS, deadline.calendar_days
    if deadline.internal_target:
        return OWN_TARGET, deadline.internal_target
    return UNREGULATED, 0
