"""`thamdinh demo`: a first case carried from opening to the issued decision, before your eyes."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

import bootstrap
from actions.app import App
from actions.cases.open_case import OpenCase, open_case
from actions.effects import queue
from actions.execute import Receipt
from bootstrap.demonstration.cast import COMPLAINED_OF, PROCEDURE, invented_case
from bootstrap.demonstration.province import seed
from bootstrap.demonstration.scenario import Scenario
from bootstrap.processes import running
from cli.cases.cases import history_of
from cli.kit.output import (
    AsJson,
    Marked,
    console,
    errors,
    json_text,
    marked,
    print_json,
)
from cli.kit.session import ready, wording
from cli.kit.texts import label, say
from cli.papers.documents import write_out
from domain.calendar.clock import local
from domain.calendar.dates import parse_day
from domain.errors import NotFound, StaleCase
from domain.law.options import Option
from domain.state.case import Case
from domain.state.task import Task
from models.database import migrate
from notifications.wording import Wording

PRESS = "BPTTH"
ACTS = 20  # sign-offs of an appointment that meets no obstacle
PATIENCE = 120.0


def demo(
    procedure: Annotated[str, typer.Argument()] = PROCEDURE,
    press: Annotated[str, typer.Option()] = PRESS,
    until: Annotated[str, typer.Option()] = "",
    on: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    started = time.monotonic()
    app = ready()
    migrate(app.engine)
    seed(app)
    wish = _chosen(app, procedure, press, on, until)
    with running(
        bootstrap.settings(), tell=lambda text: None if json else console.print(text)
    ) as r:
        case = _play(app, wish, until, quiet=json)
        wait_until_followed(app)
        page = r.page
    folder = bootstrap.settings().home / "demo" / case.id
    papers = [str(path) for path in write_out(case.id, folder)]
    history = folder / "history.json"
    history.write_text(json_text(history_of(case.id)), "utf-8")
    took = time.monotonic() - started
    if json:
        print_json(
            {
                "case": case.id,
                "status": case.status,
                "papers": papers,
                "history": str(history),
                "seconds": took,
            }
        )
    else:
        _print_end(case, [*papers, str(history)], page, took)
    if until and not case.open:
        errors.print(say("this_case_does_not_pass_through", until=until))
        raise typer.Exit(1)


def _chosen(app: App, name: str, press: str, on: str, until: str) -> OpenCase:
    """The case to open. Raises NotFound for an unknown procedure, press agency or step."""
    day = parse_day(on, field="on") if on else None
    text = app.catalogue.find(_short(app, name), press, day or app.today())
    if name not in (text.name, text.id):
        raise NotFound(kind="procedure", id=name)
    if until and until not in {step.id for step in text.steps}:
        raise NotFound(kind="step", id=until)
    act_id = f"demo:{app.clock().isoformat()}"
    return invented_case(app, text, press, act_id=act_id, decided_on=day)


def _short(app: App, name: str) -> str:
    """`law list` names a text ("101/appoint.party"), people its kind ("appoint")."""
    return next((t.name for t in app.catalogue.all_procedures() if t.id == name), name)


def _play(app: App, wish: OpenCase, until: str, *, quiet: bool) -> Case:
    """Open a new case and let every agency answer, waiting each time until software followed."""
    case = open_case(app, replace(wish, about=_case_before(app, wish, quiet=quiet))).case
    with _progress(quiet) as progress:
        bar = progress.add_task(case.id, total=ACTS)
        words = wording()

        def tell(task: Task, option: Option, receipt: Receipt) -> None:
            progress.advance(bar)
            if not quiet:
                progress.console.print(_line(words, task, option, receipt))

        scenario = Scenario(
            app,
            case.id,
            wish.person,
            tell=tell,
            before_act=lambda: wait_until_followed(app),
            full=True,
        )
        scenario.gather_dossier()
        return scenario.play(until=until)


def _case_before(app: App, wish: OpenCase, *, quiet: bool) -> str:
    """The decided case of discipline that a complaint or a supervision looks at; else nothing."""
    if not app.catalogue.kinds[wish.procedure].about_another:
        return ""
    text = app.catalogue.find(COMPLAINED_OF, wish.press_agency, wish.decided_on or app.today())
    first = invented_case(app, text, wish.press_agency, act_id=f"{wish.act_id}:before")
    return _play(app, first, "", quiet=quiet).id


def _progress(quiet: bool) -> Progress:
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    return Progress(*columns, console=console, disable=quiet)


def _line(words: Wording, task: Task, option: Option, receipt: Receipt) -> Marked:
    waiting = ", ".join(dict.fromkeys(words.agency(t.agency) for t in receipt.case.open_tasks))
    return marked(
        "[dim]{at:%H:%M:%S}[/] {who} → [bold]{answer}[/]{then}",
        at=local(receipt.facts[0].at),
        who=words.agency(task.agency),
        answer=label(option),
        then=say("then_waits_for", waiting=waiting) if waiting else "",
    )


def wait_until_followed(app: App) -> None:
    """Until software has done all it owes. Raises StaleCase when that takes far too long."""
    until = time.monotonic() + PATIENCE
    while queue.backlog(app):
        if time.monotonic() > until:
            raise StaleCase(reason="conductor")
        time.sleep(0.05)


def _print_end(case: Case, papers: list[str], page: str, took: float) -> None:
    end = say("waiting_in_step", step=case.step) if case.open else say("done")
    console.print(say("case_after_seconds", id=case.id, end=end, took=took))
    console.print(say("the_papers_docx"))
    for path in papers:
        if Path(path).suffix == ".docx":
            console.print(f"  {path}", soft_wrap=True)
    console.print(say("history_of_the_case", papers=papers[-1]), soft_wrap=True)
    console.print(say("see_the_history_thamdinh_case_history", id=case.id))
    console.print(say("check_the_chain_of_the_history"))
    console.print(say("go_on_for_everybody_thamdinh_serve", page=page))
