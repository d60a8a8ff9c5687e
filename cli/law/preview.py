"""`thamdinh law preview`: who would be asked, in what order, until when, before anything starts."""

from __future__ import annotations

from typing import Annotated

import typer

import bootstrap
from cli.kit.findings import cited_bases
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.texts import heads, label, say, title
from cli.law.law import step_title
from domain.calendar.dates import parse_day
from domain.cases.preview import Matter, Preview, preview
from domain.cases.sign_off import SUBJECT
from domain.law.case_law import Law
from domain.state.case import PostKind
from domain.state.task import Task


def preview_(
    procedure: str,
    press_agency: str,
    post: PostKind = PostKind.HEAD,
    on: Annotated[str, typer.Option()] = "",
    take: Annotated[list[str] | None, typer.Option()] = None,
    json: AsJson = False,
) -> None:
    app = bootstrap.app()
    day = parse_day(on, field="on") if on else app.today()
    law = app.catalogue.law(app.catalogue.find(procedure, press_agency, day))
    takes = tuple((a, b) for a, _, b in (wish.partition("=") for wish in take or ()))
    found = preview(law, Matter(press_agency, post, day, takes=takes))
    if json:
        print_json(found)
        return
    where = law.agencies.get(press_agency).name(day).full
    heading = say("preview_title", title=title(law.procedure), where=where, day=day)
    columns = heads(
        "step",
        "who_is_asked",
        "opens_at_the_latest",
        "due_at_the_latest",
        "other_answers_lead_to",
        "basis",
    )
    table(heading, columns, [_row(law, row) for row in found])
    console.print(say("it_is_taken_that_each_uses"))


def _row(law: Law, row: Preview) -> tuple[object, ...]:
    asked = "\n".join(_asked(law, task) for task in row.asked)
    due = row.last
    own = "" if due is None or due.legal else say("own_target_in_brackets")
    last = f"{due.day:%d/%m/%Y}{own}" if due else say("no_deadline")
    ways = (f"{label(option)} → {step_title(law.procedure, to)}" for option, to in row.otherwise)
    basis = cited_bases(row.step.basis)
    return title(row.step), asked, row.opens, last, "\n".join(ways), basis


def _asked(law: Law, task: Task) -> str:
    if task.role == SUBJECT:
        return say("person_concerned")
    return law.agencies.get(task.agency).name(task.opened_at.date()).full
