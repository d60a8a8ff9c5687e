"""`thamdinh law …`: read the law as the software reads it, on any day."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

import bootstrap
from cli.kit.findings import cited_bases
from cli.kit.output import (
    AsJson,
    console,
    marked,
    print_json,
    table,
)
from cli.kit.texts import heads, label, phrase, say, tables, title, word
from domain.calendar.dates import parse_day
from domain.law.procedure import ENDS, Procedure
from notifications.law_words import asked_by, time_allowed
from regulations.catalogue import Catalogue, load
from regulations.check import check as check_catalogue
from regulations.compare import compare as compare_procedures
from regulations.days import concerns
from regulations.law_problems import LawProblem, sentence

law = typer.Typer(no_args_is_help=True)

On = Annotated[str, typer.Option("--on")]
Press = Annotated[str, typer.Option("--press")]


@law.command("list")
def list_procedures(json: AsJson = False) -> None:
    procedures = bootstrap.app().catalogue.all_procedures()
    if json:
        print_json([{"id": p.id, "title": p.title, "status": p.status} for p in procedures])
        return
    rows = [(p.id, title(p), p.first_day, p.last_day, p.status) for p in procedures]
    table(
        say("procedure"),
        heads("code", "called", "first_day", "up_to_day", "source"),
        rows,
    )


@law.command()
def show(procedure: str, on: On = "", press: Press = "", json: AsJson = False) -> None:
    app = bootstrap.app()
    day = parse_day(on, field="on") if on else app.today()
    found = app.catalogue.procedure(full_id(procedure), day)
    agency = press or next(
        a.code
        for a in app.catalogue.agencies.press_agencies(day)
        if a.press and concerns(found, a.press)
    )
    agencies = app.catalogue.agencies
    actors = {step.id: asked_by(agencies, step, agency, day) for step in found.steps}
    if json:
        print_json({"procedure": found, "on": day, "press_agency": agency, "actors": actors})
        return
    _print_procedure(found, actors)


@law.command()
def compare(first: str, second: str, json: AsJson = False) -> None:
    catalogue = bootstrap.app().catalogue
    result = compare_procedures(catalogue.latest(full_id(first)), catalogue.latest(full_id(second)))
    if json:
        print_json(result)
        return
    table(
        f"{full_id(first)} ↔ {full_id(second)}",
        (say("step"), full_id(first), full_id(second), say("differences")),
        [
            (
                row.step,
                row.left,
                row.right,
                ", ".join(word("step_fields", name) for name in row.changed),
            )
            for row in result.rows
        ],
    )


@law.command()
def check(json: AsJson = False) -> None:
    problems = check_catalogue(unguarded())
    print_problems(problems, json=json)
    if problems:
        raise typer.Exit(4)


def unguarded() -> Catalogue:
    """The law as the files say now, whether it was published or not."""
    return load(bootstrap.app().catalogue.data)


def print_problems(problems: Sequence[LawProblem], *, json: bool) -> None:
    """Every fault with its file and place, or that there is none."""
    if json:
        print_json(problems)
    elif problems:
        rows = [(f"{p.file}:{p.line or 1}", p.where, sentence(p)) for p in problems]
        table(say("faults_of_the_law_data"), heads("file_line", "place", "fault_and_mend"), rows)
    else:
        console.print(say("the_law_data_has_no_fault"))


@law.command()
def instruments(on: On = "", json: AsJson = False) -> None:
    table_of = bootstrap.app().catalogue.instruments
    texts = table_of.in_force(parse_day(on, field="on")) if on else tuple(table_of.by_id.values())
    if json:
        print_json(texts)
        return
    rows = [
        (
            t.id,
            t.number,
            t.title,
            t.first_day if t.first_day.year > 1 else None,
            t.last_day,
            t.confidence,
        )
        for t in texts
    ]
    table(
        say("text"),
        heads("code", "symbol", "title", "from", "until", "confidence"),
        rows,
    )


def full_id(text: str) -> str:
    """ "101/appoint" means the Party/State press variant: "101/appoint.party"."""
    known = text in bootstrap.app().catalogue.files
    return text if known or "." in text else f"{text}.party"


def _print_procedure(procedure: Procedure, actors: dict[str, list[str]]) -> None:
    name = title(procedure)
    console.print(marked("[bold]{name}[/]  ({id})", name=name, id=procedure.id))
    if procedure.status == "reconstruction":
        console.print(say("reconstructed_the_text_itself_is_secret"))
    rows = []
    for number, step in enumerate(procedure.steps, start=1):
        basis = cited_bases(step.basis)
        options = " · ".join(label(option) for option in step.options.options)
        name = f"{title(step)}\n→ {step.output}" if step.output else title(step)
        rows.append(
            (
                number,
                name,
                "\n".join(map(phrase, actors[step.id])),
                phrase(*time_allowed(step.due)),
                options,
                basis,
            )
        )
    table(
        "",
        heads("row_number", "step", "agency", "time_limit", "options", "basis_with_confidence"),
        rows,
    )
    legend = " · ".join(f"{mark} {meaning}" for mark, meaning in tables()["confidence"].items())
    console.print(marked("[dim]{legend}[/]", legend=legend))


def step_title(procedure: Procedure, target: str) -> str:
    """Title of the step an answer leads to, or how the case then ends."""
    return word("ends", target) if target in ENDS else title(procedure.step(target))
