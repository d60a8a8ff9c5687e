"""`thamdinh migrate`: a case goes on by the text in force on another day."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.cases.migrate_case import migrate_case, other_law
from cli.cases.acts import tell
from cli.kit.output import AsJson, print_json, table
from cli.kit.session import As, Reason, act, ready
from cli.kit.texts import heads, title, word
from domain.calendar.dates import parse_day
from domain.migration.plan import MigrationPlan


def migrate(
    case: str,
    person: As,
    on: Annotated[str, typer.Option()] = "",
    reason: Reason = "",
    document: Annotated[str, typer.Option()] = "",
    check: Annotated[bool, typer.Option("--check")] = False,
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(on, field="on") if on else app.today()
    if check:
        show(other_law(app, case, day).plan, json=json)
        return
    wish = act("migrate", case, person, day.isoformat(), reason, document)
    tell(migrate_case(app, wish, day=day, reason=reason, document=document), json=json)


def show(plan: MigrationPlan, *, json: bool) -> None:
    """Every step on the way, and what becomes of it."""
    if json:
        print_json({step.id: plan.fates[step.id] for step in plan.path})
        return
    fates = [(title(step), word("step_fates", plan.fates[step.id])) for step in plan.path]
    table("", heads("step", "this_case"), fates)
