"""`thamdinh documents …`: the papers of a case; drafts made now, files written out."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from actions.effects import effects
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import load_case, ready
from cli.kit.texts import heads, say, word
from documents.content.catalogue import PAPERS
from domain.calendar.clock import local
from models.papers.papers import RECEIVED, Paper
from models.unit_of_work import reading

documents = typer.Typer(no_args_is_help=True)


@documents.command("list")
def list_(case: str, json: AsJson = False) -> None:
    load_case(case)
    with reading(ready()) as uow:
        papers = uow.papers.of_case(case)
    if json:
        print_json(papers)
        return
    rows = [
        (p.id, title(p), word("paper_states", p.role), p.number or "", local(p.at), p.content[:12])
        for p in papers
    ]
    table(
        say("papers_of", case=case),
        heads("number_short", "papers", "kind", "version", "at", "hash"),
        rows,
    )
    found = load_case(case)
    for paper, text in found.drafts:
        if seen := found.printed(text):
            console.print(say("pages_of_paper", title=PAPERS[paper].title, hash=seen[:12]))
    for paper in _offered(case):
        console.print(say("can_be_written_in_this_step", paper=paper, title=PAPERS[paper].title))


def _offered(case: str) -> tuple[str, ...]:
    """Papers of the step at hand that are drafted when somebody asks (`documents draft`)."""
    app, found = ready(), load_case(case)
    with reading(ready()) as uow:
        law = app.law(uow, found)
    return law.procedure.step(found.step).offers if found.open else ()


@documents.command()
def make(case: str, json: AsJson = False) -> None:
    app = ready()
    made: list[str] = []
    while todos := effects.pending(app, case).todos:
        for todo in todos:
            effects.carry_out(app, case, todo.key)
            made.append(todo.title)
    if json:
        print_json({"case": case, "done": made})
        return
    for text in made or [say("software_owes_nothing")]:
        console.print(text)


@documents.command()
def export(
    case: str,
    to: Annotated[Path, typer.Option()] = Path(),
    json: AsJson = False,
) -> None:
    load_case(case)
    written = write_out(case, to)
    if json:
        print_json(written)
        return
    for path in written:
        console.print(str(path))


def write_out(case: str, folder: Path) -> list[Path]:
    """Every paper of the case as a file; returns the paths in order."""
    app = ready()
    folder.mkdir(parents=True, exist_ok=True)
    written: list[Path] = []
    with reading(ready()) as uow:
        kept = uow.papers.of_case(case)
    for paper in kept:
        named_outside = paper.role in (*RECEIVED, "signed")
        path = folder / (f"{paper.id:03d}_{paper.name}" if named_outside else paper.name)
        path.write_bytes(app.papers.get(paper.content))
        written.append(path)
    return written


def title(paper: Paper) -> str:
    if paper.kind in PAPERS:
        return PAPERS[paper.kind].title
    return f"{ready().catalogue.dossier[paper.kind].title} ({paper.name})"
