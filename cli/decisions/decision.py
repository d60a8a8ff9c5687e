"""`thamdinh decision …`: the decision of a case, and later papers that change it."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.decisions.change_decision import change_decision
from cli.cases.acts import tell
from cli.decisions.states import state_of
from cli.kit.output import AsJson, print_json, table
from cli.kit.session import As, act, ready
from cli.kit.texts import heads, say
from domain.calendar.dates import parse_day
from domain.decisions.changes import ChangeWish, decision_papers
from domain.facts.decisions import DecisionChange
from models.unit_of_work import reading

decision = typer.Typer(no_args_is_help=True)


@decision.command()
def show(case: str, json: AsJson = False) -> None:
    with reading(ready()) as uow:
        papers = decision_papers(uow.cases.facts(uow.cases.get(case).id))
    if json:
        print_json(papers)
        return
    rows = [(p.fact.symbol, p.fact.dated, p.fact.signer, state_of(p)) for p in papers]
    table(
        say("decision_of_case", case=case),
        heads("number", "day", "signer", "force"),
        rows,
    )


@decision.command()
def change(
    case: str,
    how: DecisionChange,
    person: As,
    reason: Annotated[str, typer.Option()],
    document: Annotated[str, typer.Option()],
    dated: Annotated[str, typer.Option()] = "",
    says: Annotated[str, typer.Option()] = "",
    effective: Annotated[str, typer.Option()] = "",
    last_day: Annotated[str, typer.Option()] = "",
    form: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(dated, field="dated") if dated else app.today()
    wish = ChangeWish(
        how=how,
        dated=day,
        reason=reason,
        document=document,
        says=says,
        effective=parse_day(effective, field="effective") if effective else None,
        last_day=parse_day(last_day, field="last_day") if last_day else None,
        form=form,
    )
    otherwise = (effective, last_day, form)
    said = act("change", case, person, how, day, reason, document, says, *filter(None, otherwise))
    tell(change_decision(app, said, wish), json=json)
