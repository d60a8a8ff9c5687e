"""A person's record as the summary of the CV prints it: "none" only where somebody confirmed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, TypeVar

from documents.content.vietnamese import BLANK, short_date
from domain.directory.record import (
    Absence,
    Discipline,
    Proceeding,
    Service,
)
from domain.errors import NoVersionInForce
from domain.law.agencies import Agencies
from domain.law.in_force import version_on
from domain.papers.case_file import CaseFile

T = TypeVar("T")
POSITIONS = {
    "head": "người đứng đầu",
    "deputy": "cấp phó của người đứng đầu",
    "acting_head": "người được giao phụ trách",
    "governing_head": "người đứng đầu cơ quan chủ quản",
    "governing_deputy": "cấp phó của người đứng đầu cơ quan chủ quản",
    "other": "công tác",
}
FORMS = {
    "written_reminder": "nhắc nhở bằng văn bản",
    "reprimand": "khiển trách",
    "warning": "cảnh cáo",
    "removal": "cách chức",
    "forced_leave": "buộc thôi việc",
    "expulsion": "khai trừ",
}
SIDES = {"state": "hành chính", "party": "đảng"}
INQUIRIES = {
    "discipline": "xem xét kỷ luật",
    "inspection": "thanh tra, kiểm tra",
    "investigation": "điều tra",
    "prosecution": "truy tố",
    "trial": "xét xử",
}
ABSENCES = {"abroad": "ở nước ngoài", "hospital": "điều trị nội trú", "maternity": "nghỉ thai sản"}
GRADES = {
    "excellent": "hoàn thành xuất sắc nhiệm vụ",
    "good": "hoàn thành tốt nhiệm vụ",
    "completed": "hoàn thành nhiệm vụ",
    "failed": "không hoàn thành nhiệm vụ",
}
POSTS = {"head": "người đứng đầu", "deputy": "cấp phó"}
NONE = "không"


def summary_of(file: CaseFile) -> dict[str, Any]:
    """Lines for a printed summary; what is not on file is a marked blank."""
    person, record = file.subject, file.subject.record
    certificate = "có" if person.press_management_certificate else BLANK
    return {
        "sex": "nam" if person.sex == "male" else "nữ",
        "joined": short_date(person.party_member_since) if person.party_member_since else BLANK,
        "certificate": certificate,
        "planned": _listed(record.planned_for, lambda post: POSTS.get(post, post)),
        "services": [_service(file.law.agencies, s) for s in record.services or ()],
        "disciplines": _listed(record.disciplines, _discipline),
        "proceedings": _listed(record.proceedings, _proceeding),
        "absences": _listed(record.absences, _absence),
        "ratings": [(year, GRADES.get(g, g)) for year, g in sorted(record.ratings.items())],
    }


def _listed(rows: Iterable[T] | None, said: Callable[[T], str]) -> str:
    if rows is None:
        return BLANK
    return "; ".join(said(row) for row in rows) or NONE


def _period(first: date, last: date | None) -> str:
    return f"{short_date(first)} – {short_date(last) if last else 'nay'}"


def _service(agencies: Agencies, service: Service) -> tuple[str, str, str]:
    period = _period(service.first_day, service.last_day)
    if service.agency not in agencies.by_code:
        return period, POSITIONS[service.position], service.agency
    agency = agencies.get(service.agency)
    return period, _title(agencies, service), agency.name(service.first_day).full


def _title(agencies: Agencies, service: Service) -> str:
    """The title used then ("Phó Giám đốc"), where the agency is one of ours."""
    press = agencies.get(service.agency).press
    if press is None or service.position not in ("head", "deputy"):
        return POSITIONS[service.position]
    try:
        titles = version_on(press.titles, service.first_day, what=f"titles of {service.agency}")
    except NoVersionInForce:
        return POSITIONS[service.position]
    return titles.head if service.position == "head" else titles.deputy


def _discipline(row: Discipline) -> str:
    act = f" ({row.act})" if row.act else ""
    return f"{FORMS[row.form]} về {SIDES[row.side]} từ {short_date(row.effective)}{act}"


def _proceeding(row: Proceeding) -> str:
    return f"{INQUIRIES[row.kind]}: {_period(row.opened, row.closed)}"


def _absence(row: Absence) -> str:
    return f"{ABSENCES[row.kind]}: {_period(row.first_day, row.last_day)}"
