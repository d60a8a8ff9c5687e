"""What papers are to say: the fields a task asks, and entering them."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Path
from pydantic import Field

from actions.cases.case_files import case_file
from actions.papers.enter_fields import AskedField, asked_fields, enter_fields
from domain.papers.fields import FieldKind
from domain.state.task import case_of
from web.api.caller import Doer, Key, Reader
from web.api.shapes import CaseId, Done, Name, Shape, Words, done

router = APIRouter(prefix="/cases/{case}", tags=["tasks"])


def _task_id(
    case: CaseId, step: Name, round: Annotated[int, Path(ge=1, le=9999)], role: Name
) -> str:
    return f"{case}/{step}/{round}/{role}"


TaskId = Annotated[str, Depends(_task_id)]
FieldName = Annotated[str, Field(max_length=60, pattern=r"^[a-z_]+$")]
FIELDS = "/tasks/{step}/{round}/{role}/fields"


class FieldShape(Shape):
    """`value` is what was entered (`entered`), else what the case tells: days as dd/mm/yyyy, a
    choice by its value. `papers` print it; of `scope` task each task has its own."""

    id: str
    vi: str
    en: str
    kind: FieldKind
    scope: Literal["case", "task"]
    required: bool
    choices: list[str]
    papers: list[str]
    value: str
    entered: bool


class Entering(Shape):
    """Field → text, as people type it; an empty text takes the value back."""

    values: dict[FieldName, Words] = Field(max_length=60)


@router.get(FIELDS)
def fields_asked(caller: Reader, task_id: TaskId) -> list[FieldShape]:
    case = caller.reads(case_of(task_id))
    return [_field_shape(asked) for asked in asked_fields(case_file(caller.app, case.id), task_id)]


@router.post(FIELDS)
def enter_values(caller: Doer, task_id: TaskId, key: Key, body: Entering) -> Done:
    act = caller.act(case_of(task_id), key)
    return done(enter_fields(caller.app, act, task_id, body.values))


def _field_shape(asked: AskedField) -> FieldShape:
    field = asked.field
    return FieldShape(
        id=field.id,
        vi=field.vi,
        en=field.en,
        kind=field.kind,
        scope=field.scope,
        required=field.required,
        choices=[choice.value for choice in field.choices],
        papers=list(field.papers),
        value=asked.value,
        entered=asked.entered,
    )
