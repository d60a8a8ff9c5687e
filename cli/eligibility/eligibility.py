"""`case eligibility`, `person eligibility`, `law rules`, `law conflicts`: the rules at work."""

from __future__ import annotations

from typing import Annotated

import typer

import bootstrap
from actions.cases.case_files import case_file
from actions.eligibility.eligibility import Examined, ReviewWanted, examine_person
from cli.kit.findings import cited_bases, print_findings, print_outcome
from cli.kit.output import AsJson, print_json, table
from cli.kit.session import ready
from cli.kit.texts import heads, say, word
from domain.calendar.dates import parse_day
from domain.eligibility.eligibility import Rule
from domain.law.conflicts import Conflict
from domain.state.case import PostKind
from regulations.catalogue import load

On = Annotated[str, typer.Option("--on")]


def of_case(case_id: str, json: AsJson = False) -> None:
    file = case_file(ready(), case_id)
    _show(Examined(file.findings, file.papers), json=json)


def of_person(
    person_id: str,
    agency: Annotated[str, typer.Option("--agency")],
    post: Annotated[PostKind, typer.Option("--post")] = PostKind.HEAD,
    procedure: Annotated[str, typer.Option()] = next(iter(load().kinds)),
    on: On = "",
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(on, field="on") if on else app.today()
    _show(examine_person(app, ReviewWanted(person_id, post, agency, procedure, day)), json=json)


def _show(found: Examined, *, json: bool) -> None:
    if json:
        print_json(found)
        return
    print_findings(say("standards_and_conditions"), found.rules)
    print_findings(say("papers_of_the_dossier"), found.papers)
    print_outcome((*found.rules, *found.papers))


def rules(on: On = "", json: AsJson = False) -> None:
    app = bootstrap.app()
    day = parse_day(on, field="on") if on else app.today()
    found = [rule for rule in app.catalogue.rules if rule.covers(day)]
    if json:
        print_json(found)
        return
    rows = [
        (
            ", ".join((rule.id, *rule.refs)),
            rule.title,
            _applied(rule),
            ", ".join(rule.procedures),
            word("forces", rule.force_on(day)) + say("may_be_waived") * rule.waivable,
            cited_bases(rule.bases_on(day)),
        )
        for rule in found
    ]
    columns = heads("code", "rule", "applied_by", "procedure", "force", "basis_with_confidence")
    table(say("rules_on", day=day), columns, rows)


def _applied(rule: Rule) -> str:
    numbers = ", ".join(f"{name} {number}" for name, number in rule.parameters.items())
    name = rule.check or rule.gate or say("in_step", step=rule.step)
    return f"{name} ({numbers})" if numbers else name


def conflicts(on: On = "", json: AsJson = False) -> None:
    app = bootstrap.app()
    found = app.catalogue.conflicts
    if on:
        day = parse_day(on, field="on")
        found = tuple(conflict for conflict in found if conflict.covers(day))
    if json:
        print_json(found)
        return
    rows = [row for conflict in found for row in _sides(conflict)]
    table(
        say("where_texts_differ"),
        heads("point", "text", "subject_matter", "from", "until"),
        rows,
    )


def _sides(conflict: Conflict) -> list[tuple[object, ...]]:
    sides: list[tuple[object, ...]] = [
        (
            f"{conflict.id} {conflict.title}" if place == 0 else " ",
            cited_bases([side.basis]),
            side.says,
            side.basis.first_day if side.basis.first_day.year > 1 else None,
            side.basis.last_day,
        )
        for place, side in enumerate(conflict.sides)
    ]
    return [*sides, (" ", say("how_it_is_handled"), conflict.handling, None, None)]
