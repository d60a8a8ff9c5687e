"""A person's record as the summary of the CV prints it: "none" only where somebody confirmed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from documents.content.vietnamese import BLANK, short_date
from documents.values import SummaryValues
from domain.directory.columns import PersonColumn
from domain.directory.decided import life
from domain.directory.people import COLUMNS, Person
from domain.directory.record import (
    Discipline,
    PastAbsence,
    Proceeding,
    Service,
)
from domain.errors import NoVersionInForce
from domain.law.agencies import Agencies
from domain.law.in_force import version_on
from domain.papers.case_file import CaseFile
from domain.text import nfc
from notifications.person_words import text_of
from notifications.words import initial, word, word_or_code

T = TypeVar("T")
NONE = "không"


def summary_of(file: CaseFile) -> SummaryValues:
    """Lines for a printed summary; what is not on file is a marked blank."""
    person, record = file.subject, file.subject.record
    return {
        "person": _on_file(person),
        "present": _held(file) or nfc(person.present_position) or BLANK,
        "planned": _listed(record.planned_for, lambda post: word_or_code("positions", post)),
        "services": [_service(file.law.agencies, s) for s in record.services or ()],
        "disciplines": _listed(record.disciplines, _discipline),
        "proceedings": _listed(record.proceedings, _proceeding),
        "absences": _listed(record.absences, _absence),
        "ratings": [
            (year, word_or_code("grades", g)) for year, g in sorted(record.ratings.items())
        ],
    }


def _on_file(person: Person) -> dict[str, str]:
    """Each column by its name in papers; a level of theory begins a cell of the forms."""
    found = {c.paper: _said(person, c) or BLANK for c in COLUMNS if c.paper}
    return found | {"theory": initial(found["theory"])}


def _said(person: Person, column: PersonColumn) -> str:
    return nfc(text_of(person, column, day=short_date))


def _listed(rows: Iterable[T] | None, said: Callable[[T], str]) -> str:
    if rows is None:
        return BLANK
    return "; ".join(said(row) for row in rows) or NONE


def _held(file: CaseFile) -> str:
    """The post held on the day of the paper, by the dated record and the titles of then."""
    held = [s for s in life(file.subject.record).known_services if s.covers(file.day)]
    if not held or held[-1].position not in ("head", "deputy"):
        return ""
    service = held[-1]
    if service.agency not in file.law.agencies.by_code:
        return ""
    agency = file.law.agencies.get(service.agency)
    return f"{_title(file.law.agencies, service)} {agency.name(file.day).full}"


def _period(first: date, last: date | None) -> str:
    return f"{short_date(first)} – {short_date(last) if last else 'nay'}"


def _service(agencies: Agencies, service: Service) -> tuple[str, str, str]:
    period = _period(service.first_day, service.last_day)
    if service.agency not in agencies.by_code:
        return period, word("positions", service.position), service.agency
    agency = agencies.get(service.agency)
    return period, _title(agencies, service), agency.name(service.first_day).full


def _title(agencies: Agencies, service: Service) -> str:
    """The title used then ("Phó Giám đốc"), where the agency is one of ours."""
    press = agencies.get(service.agency).press
    if press is None or service.position not in ("head", "deputy"):
        return word("positions", service.position)
    try:
        titles = version_on(press.titles, service.first_day, what=f"titles of {service.agency}")
    except NoVersionInForce:
        return word("positions", service.position)
    return titles.head if service.position == "head" else titles.deputy


def _discipline(row: Discipline) -> str:
    act = f" ({row.act})" if row.act else ""
    what = f"{word('outcomes', row.form)} về {word('sides', row.side)}"
    return f"{what} từ {short_date(row.effective)}{act}"


def _proceeding(row: Proceeding) -> str:
    return f"{word('proceedings', row.kind)}: {_period(row.opened, row.closed)}"


def _absence(row: PastAbsence) -> str:
    return f"{word('absences', row.kind)}: {_period(row.first_day, row.last_day)}"
