"""`thamdinh documents gallery`: every paper of every procedure, to look at."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Annotated

import typer

import bootstrap
from bootstrap.demonstration.rehearsal import every_paper
from cli.kit.output import AsJson, console, print_json
from cli.kit.texts import say
from documents.gallery import hang
from domain.calendar.clock import local_day
from domain.calendar.dates import parse_day


def gallery(
    to: Annotated[Path, typer.Option()],
    only: Annotated[str, typer.Option()] = "",
    on: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    day = parse_day(on, field="on") if on else local_day(bootstrap.now())
    with tempfile.TemporaryDirectory() as home:
        papers = {name: s.content for name, s in every_paper(Path(home), day, only).items()}
    index = hang(bootstrap.office_of(bootstrap.settings()), papers, to)
    if json:
        print_json({"index": index, "papers": list(papers)})
        return
    console.print(say("papers_written", papers=len(papers), index=index))
