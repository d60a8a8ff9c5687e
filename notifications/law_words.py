"""The law in words: who answers on a day, how long, what a mark means. For pages and commands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol

from domain.cases.sign_off import SUBJECT
from domain.errors import NoAgencyForRole, NotFound
from domain.law.agencies import Agencies
from domain.law.procedure import Deadline, Step
from domain.law.routing import agency_for
from notifications.words import word

FEW = 5  # faults that a sentence tells; a list has them all
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


class Faulty(Protocol):
    """A fault of the law data; `regulations.law_problems.LawProblem` is one."""

    @property
    def why(self) -> str: ...
    @property
    def facts(self) -> Mapping[str, str]: ...


def fault_words(why: str, facts: Mapping[str, str], language: str = "vi") -> str:
    """What is wrong with the law data, without file and line."""
    said = dict(facts)
    if "role" in said:
        said["role"] = word("roles", said["role"], language)
    return word("law_faults", why, language).format(**said)


def first_faults(faults: Iterable[Faulty], language: str = "vi") -> str:
    """The first of them, each by its first line: what follows there is how it comes to pass."""
    told = (fault_words(fault.why, fault.facts, language) for fault in faults)
    first = dict.fromkeys(text.splitlines()[0] for text in told)
    return "; ".join([*first][:FEW])
