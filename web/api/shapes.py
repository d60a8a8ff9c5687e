"""Shapes that several addresses share. A shape shows; it decides nothing."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Path, Query, UploadFile
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from actions.execute import Receipt
from documents.intake.sent_file import SentFile
from domain.calendar.workdays import Due
from domain.errors import BadInput
from domain.state.case import Case
from domain.state.task import Task
from domain.text import nfc
from models.facts_json import dump

T = TypeVar("T")
R = TypeVar("R")
CONTROL = r"^[^\x00-\x08\x0B\x0C\x0E-\x1F\x7F]*$"
Words = Annotated[str, Field(max_length=20_000, pattern=CONTROL), AfterValidator(nfc)]
Line = Annotated[str, Field(max_length=500, pattern=r"^[^\x00-\x1F\x7F]*$"), AfterValidator(nfc)]
Id = Annotated[str, Field(max_length=160, pattern=r"^[A-Za-z0-9._~/-]*$")]
CaseId = Annotated[str, Path(max_length=40, pattern=r"^[A-Za-z0-9-]+$", examples=["BN-2026-0001"])]
Name = Annotated[str, Path(max_length=60, pattern=r"^[A-Za-z0-9._~-]+$")]
PaperId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Number = Annotated[int, Path(ge=1, le=100_000)]
Hash = Annotated[str, Field(max_length=64, pattern=r"^[0-9a-f]*$")]
Limit = Annotated[int, Query(ge=1, le=200)]
Cursor = Annotated[str, Query(max_length=500)]


def _within_reach(day: date) -> date:
    """Sums about days far away would leave the calendar."""
    if not date(1900, 1, 1) <= day <= date(2200, 1, 1):
        raise ValueError("a day between 1900-01-01 and 2200-01-01")
    return day


Day = Annotated[date, AfterValidator(_within_reach)]


class Shape(BaseModel):
    """What is sent to us has the documented fields and no others."""

    model_config = ConfigDict(from_attributes=True, extra="forbid")


class Page(Shape, Generic[T]):
    """`next` goes into `cursor` for what follows; null on the last page."""

    items: list[T]
    next: str | None = None


class SkippedDay(Shape):
    day: date
    why: str


class AddedShape(Shape):
    """Time given later, in the unit of the deadline; `until` is the last day with it."""

    kind: str
    days: int
    why: str
    on: date
    until: date


class DueShape(Shape):
    """A deadline with its sum; `day` is the last day, `strict` before moving to a working day;
    `added` is counted with `amount`."""

    start: date
    amount: int
    unit: str
    strict: date
    day: date
    skipped: list[SkippedDay]
    legal: bool
    provisional: bool
    added: list[AddedShape]


class TaskShape(Shape):
    id: str
    step: str
    round: int
    role: str
    agency: str
    opened_at: datetime
    due: DueShape | None
    status: str
    outcome: str | None
    reason: str
    person: str
    position: str
    on_behalf_of: str
    for_position: str
    mandate: str
    answered_at: datetime | None
    paper_date: date | None
    paper_number: str
    holder: str
    held_since: datetime | None
    holder_signs: bool
    prepared_by: str
    forwarded_to: str


class CaseShape(Shape):
    """`tasks` are all questions ever put, in order; `drafts` paper → hash of its current text."""

    id: str
    procedure: str
    law_digest: str
    law_day: date
    subject: str
    press_agency: str
    post: str
    handler: str
    started_by: str
    opened_at: datetime
    status: str
    outcome: str
    step: str
    round: int
    about: str
    version: int
    chain_head: str
    tasks: list[TaskShape]
    drafts: dict[str, str]


class Done(Shape):
    """What an act did. `repeated`: it had been done before, and was not done again."""

    case: CaseShape
    facts: list[dict[str, Any]]
    repeated: bool


def case_shape(case: Case) -> CaseShape:
    named = {name: getattr(case, name) for name in CaseShape.model_fields}
    return CaseShape.model_validate(
        named | {"drafts": dict(case.drafts), "tasks": [task_shape(task) for task in case.tasks]}
    )


def task_shape(task: Task) -> TaskShape:
    named = {name: getattr(task, name) for name in TaskShape.model_fields}
    due = due_shape(task.due) if task.due else None
    return TaskShape.model_validate(named | {"due": due})


def due_shape(due: Due) -> DueShape:
    named = {name: getattr(due, name) for name in DueShape.model_fields}
    skipped = [SkippedDay(day=day, why=why) for day, why in due.skipped]
    added = [asdict(one) for one in due.added]
    return DueShape.model_validate(named | {"skipped": skipped, "added": added})


def done(receipt: Receipt) -> Done:
    return Done(
        case=case_shape(receipt.case),
        facts=[{"kind": type(f).__name__, "fact": json.loads(dump(f))} for f in receipt.facts],
        repeated=receipt.repeated,
    )


def paged(found: Sequence[R], limit: int, place: Callable[[R], Sequence[Any]]) -> str | None:
    """The cursor after a page that was asked for with one row more than `limit`.

    A cursor is the place of the last row, so rows that come in meanwhile move nothing.
    """
    if len(found) <= limit:
        return None
    said = json.dumps([str(part) for part in place(found[limit - 1])], separators=(",", ":"))
    return base64.urlsafe_b64encode(said.encode()).decode().rstrip("=")


def place_of(cursor: str, parts: int) -> list[str] | None:
    """What `paged` put into a cursor. Raises BadInput for anything else."""
    if not cursor:
        return None
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        said: Any = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
    except ValueError as fault:
        raise BadInput(field="cursor", rule=BadInput.Rule.BAD_CURSOR, value=cursor) from fault
    plain = isinstance(said, list) and all(isinstance(p, str) and p.isprintable() for p in said)
    if not plain or len(said) != parts:
        raise BadInput(field="cursor", rule=BadInput.Rule.BAD_CURSOR, value=cursor)
    return list(said)


def sent(file: UploadFile, *, not_secret: bool) -> SentFile:
    """A file of a request."""
    return SentFile(file.filename or "", file.file.read(), not_secret=not_secret)
