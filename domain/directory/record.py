"""A person's record: working life, discipline, proceedings, absences, papers with their dates.

`None` means "not on file": nothing may be concluded from it. An empty tuple means "none", as
somebody confirmed it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Literal, get_args

from domain.directory.columns import PersonTable, column, columns_of
from domain.errors import BadInput

Position = Literal["head", "deputy", "acting_head", "governing_head", "governing_deputy", "other"]
Form = Literal["written_reminder", "reprimand", "warning", "removal", "forced_leave", "expulsion"]
Side = Literal["state", "party"]
Inquiry = Literal["discipline", "inspection", "investigation", "prosecution", "trial", "suspension"]
AbsenceKind = Literal["abroad", "hospital", "maternity"]
Grade = Literal["excellent", "good", "done", "failed"]

# Heavier forms have higher numbers; a written reminder is no discipline (101-QĐ/TW 13.2).
WEIGHT: Mapping[str, int] = {
    "written_reminder": 0,
    "reprimand": 1,
    "warning": 2,
    "removal": 3,
    "forced_leave": 4,
    "expulsion": 4,
}
# Equal numbers are equal posts. Being put in charge is no post (Decree 115/2020 Art 47.3).
RANK: Mapping[str, int] = {
    "other": 1,
    "acting_head": 1,
    "deputy": 2,
    "governing_deputy": 2,
    "head": 3,
    "governing_head": 3,
}


def _day(**more: Any) -> Mapping[str, Any]:
    return column("day", **more)


def _code(words: str, codes: Any) -> Mapping[str, Any]:
    return column("code", most=40, words=words, codes=get_args(codes), required=True)


def _text(most: int = 200, **more: Any) -> Mapping[str, Any]:
    return column("text", most=most, **more)


@dataclass(frozen=True, slots=True)
class Service:
    """One appointment or job, first and last day included; no last day: still held.

    `agency` is a code of agencies.yaml where there is one, else a name. `press`: counts as
    activity in press or publishing. `document`: what the row was taken from, here and below.
    """

    agency: str = field(metadata=_text(required=True))
    position: Position = field(metadata=_code("positions", Position))
    first_day: date = field(metadata=_day(required=True))
    last_day: date | None = field(default=None, metadata=_day())
    press: bool = field(default=False, metadata=column("flag"))
    document: str = field(default="", metadata=_text())

    def covers(self, day: date) -> bool:
        return self.first_day <= day < self.end

    @property
    def end(self) -> date:
        """First day no longer served."""
        return date.max if self.last_day is None else self.last_day + timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Discipline:
    """One decision. `act` names the breach, so that a repeat of the same one is seen."""

    side: Side = field(metadata=_code("sides", Side))
    form: Form = field(metadata=_code("outcomes", Form))
    effective: date = field(metadata=_day(required=True))
    act: str = field(default="", metadata=_text(most=500))
    corruption: bool = field(default=False, metadata=column("flag"))
    document: str = field(default="", metadata=_text())


@dataclass(frozen=True, slots=True)
class Proceeding:
    """Being examined for discipline, inspected, investigated, prosecuted, tried or suspended."""

    kind: Inquiry = field(metadata=_code("proceedings", Inquiry))
    opened: date = field(metadata=_day(required=True))
    closed: date | None = field(default=None, metadata=_day())
    document: str = field(default="", metadata=_text())

    def runs(self, day: date) -> bool:
        return self.opened <= day and (self.closed is None or day < self.closed)


@dataclass(frozen=True, slots=True)
class PastAbsence:
    """Sent abroad, in hospital or on maternity leave; both days included."""

    kind: AbsenceKind = field(metadata=_code("absences", AbsenceKind))
    first_day: date = field(metadata=_day(required=True))
    last_day: date = field(metadata=_day(required=True))
    document: str = field(default="", metadata=_text())


@dataclass(frozen=True, slots=True)
class Record:
    """`papers` maps a kind of dossier paper to the date on it; `planned_for` the posts (head,
    deputy) of the plan (quy hoạch); `ratings` a year to "failed" or another grade."""

    resident: bool | None = None
    planned_for: tuple[str, ...] | None = None
    services: tuple[Service, ...] | None = None
    disciplines: tuple[Discipline, ...] | None = None
    proceedings: tuple[Proceeding, ...] | None = None
    absences: tuple[PastAbsence, ...] | None = None
    ratings: Mapping[int, str] = field(default_factory=dict)
    papers: Mapping[str, date] = field(default_factory=dict)


def _table(row: type[Any], name: str) -> PersonTable:
    return PersonTable(name, "rows", columns_of(row), row=row)


def _map(name: str, *told: tuple[str, Mapping[str, Any]]) -> PersonTable:
    """Nobody states that a person was never rated, or has no papers at all."""
    whole = (*told, ("document", _text()))
    columns = tuple(replace(meta["column"], name=of) for of, meta in whole)
    return PersonTable(name, "map", columns, none=False)


PLANNED = column("code", most=40, words="positions", codes=("head", "deputy"), required=True)
# Each list of the record; what is no list of it stands in domain/directory/fields.py.
TABLES: tuple[PersonTable, ...] = (
    PersonTable("planned_for", "codes", (replace(PLANNED["column"], name="position"),)),
    _table(Service, "services"),
    _table(Discipline, "disciplines"),
    _table(Proceeding, "proceedings"),
    _table(PastAbsence, "absences"),
    _map("ratings", ("year", column("year", required=True)), ("grade", _code("grades", Grade))),
    _map("papers", ("paper", _text(most=60, required=True)), ("dated", _day(required=True))),
)


def check_record(record: Record) -> None:
    """Does every span end after it begins? Raises BadInput naming the first that does not."""
    spans = [(s.first_day, s.last_day) for s in record.services or ()]
    spans += [(p.opened, p.closed) for p in record.proceedings or ()]
    spans += [(a.first_day, a.last_day) for a in record.absences or ()]
    for first, last in spans:
        if last is not None and last < first:
            raise BadInput(field="record", rule=BadInput.Rule.BEFORE_FIRST, value=first)
