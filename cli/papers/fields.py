"""`thamdinh documents fields …`: what papers are to say, shown and entered."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.cases.case_files import case_file
from actions.papers.enter_fields import asked_fields, enter_fields
from cli.kit.output import AsJson, console, print_json, table
from cli.kit.session import act, load_case, ready
from cli.kit.texts import heads, language, say
from domain.errors import BadInput
from domain.papers.fields import PaperField
from domain.state.task import case_of

Set = Annotated[
    list[str] | None,
    typer.Option("--set"),
]
COLUMNS = ("code", "subject_matter", "type", "required", "there_is")
OptionalAs = Annotated[str, typer.Option("--as")]


def fields(task: str, values: Set = None, person: OptionalAs = "", json: AsJson = False) -> None:
    case_id = case_of(task)
    if values:
        typed = dict(_pair(value) for value in values)
        wish = act("fields", case_id, person, task, *values, load_case(case_id).version)
        enter_fields(ready(), wish, task, typed)
    found = asked_fields(case_file(ready(), case_id), task)
    if json:
        print_json(found)
    elif found:
        rows = [
            (
                f.field.id,
                _name(f.field),
                f.field.kind,
                say("yes") if f.field.required else "",
                f.value,
            )
            for f in found
        ]
        table(say("fields_of", task=task), heads(*COLUMNS), rows)
    else:
        console.print(say("this_step_asks_no_field_or"))


def _name(field: PaperField) -> str:
    return field.en if language() == "en" else field.vi


def _pair(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise BadInput(field="set", rule=BadInput.Rule.MISSING, value=text)
    return name, value
