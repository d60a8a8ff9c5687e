"""The fields of papers (templates/papers/fields.yaml), and what each reads like in print.

A value is what a person entered; else what the record tells beyond doubt (a day that is computed, a
chair who was named); else a marked blank, or nothing where the field is not required. What only a
person may state (a ground, a breach) is suggested in the form and never printed unasked.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from pydantic import TypeAdapter

from documents.content.known import known, suggested
from documents.content.vietnamese import BLANK, in_text
from domain.law.procedure import Step
from domain.papers.case_file import CaseFile
from domain.papers.fields import FieldKind, PaperField, asked_fields
from domain.state.task import Task, TaskStatus
from templates import TEMPLATES, read_yaml


def _read() -> dict[str, PaperField]:
    rows = read_yaml(TEMPLATES / "papers" / "fields.yaml")
    found = {name: row | {"id": name} for name, row in rows.items()}
    return TypeAdapter(dict[str, PaperField]).validate_python(found)


FIELDS: Mapping[str, PaperField] = _read()


def fields_of(file: CaseFile, task: Task) -> list[PaperField]:
    """What the step of this task asks."""
    procedure = file.law.procedure
    return asked_fields(FIELDS.values(), procedure.step(task.step), procedure.name)


def states(paper: str) -> bool:
    """Does this paper say what only the body that issues it may say?"""
    return any(field.statement and paper in field.papers for field in FIELDS.values())


def prefilled(file: CaseFile, task: Task) -> dict[str, str]:
    """What stands in the form: as entered before, else what the case tells. Days as dd/mm/yyyy."""
    step = file.law.procedure.step(task.step)
    told = suggested(file) | known(file, step)
    asked = fields_of(file, task)
    return {f.id: _typed(f, entered(file, f, task.id) or told.get(f.id, "")) for f in asked}


def printed(file: CaseFile, paper: str, step: Step, *, party: bool) -> dict[str, str]:
    """What `paper` prints for each of its fields."""
    task, told = task_of(file, step), known(file, step)
    return {
        field.id: _said(field, entered(file, field, task) or told.get(field.id, ""), party=party)
        for field in FIELDS.values()
        if paper in field.papers
    }


def entered(file: CaseFile, field: PaperField, task_id: str) -> str:
    return file.fields.get((field.id, field.about(task_id)), "")


def task_of(file: CaseFile, step: Step) -> str:
    tasks = [t for t in file.case.tasks if t.step == step.id and t.status != TaskStatus.RECALLED]
    return tasks[-1].id if tasks else ""


def _typed(field: PaperField, value: str) -> str:
    if value and field.kind == FieldKind.DAY:
        return f"{date.fromisoformat(value):%d/%m/%Y}"
    return value


def _said(field: PaperField, value: str, *, party: bool) -> str:
    if not value:
        return BLANK if field.required else ""
    match field.kind:
        case FieldKind.DAY:
            return in_text(date.fromisoformat(value), party=party)
        case FieldKind.HOUR:
            hour, minute = value.split(":")
            return f"{hour}\u00a0giờ\u00a0{minute}"
        case FieldKind.CHOICE:
            return next((c.vi for c in field.choices if c.value == value), value)
        case _:
            return value.rstrip(". ")
