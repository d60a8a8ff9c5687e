"""`thamdinh template …`: an agency's own .docx templates, used for its drafts by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from actions.papers.own_templates import drop_template, keep_template
from cli.kit.files import NotSecret, sent
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import (
    As,
    ready,
    wording,
)
from cli.kit.texts import heads, say
from cli.papers.drafts import PaperId
from documents.content.catalogue import PAPERS
from domain.calendar.clock import local
from models.unit_of_work import reading

template = typer.Typer(no_args_is_help=True)
Agency = Annotated[str, typer.Argument()]


@template.command()
def keep(
    agency: Agency,
    paper: PaperId,
    file: Path,
    person: As,
    not_secret: NotSecret = False,
    json: AsJson = False,
) -> None:
    own = sent(file, not_secret=not_secret)
    changed = keep_template(ready(), agency, paper, own, person=person)
    if json:
        print_json({"agency": agency, "paper": paper, "name": file.name, "changed": changed})
        return
    console.print(
        say("template_is_in_use", name=file.name)
        if changed
        else say("this_template_is_in_use_already")
    )


@template.command()
def drop(agency: Agency, paper: PaperId, person: As, json: AsJson = False) -> None:
    changed = drop_template(ready(), agency, paper, person=person)
    if json:
        print_json({"agency": agency, "paper": paper, "changed": changed})
        return
    console.print(
        say("the_own_template_is_no_longer") if changed else say("the_agency_has_no_such_template")
    )


@template.command("list")
def list_(json: AsJson = False) -> None:
    with reading(ready()) as uow:
        kept = uow.own_templates.history()
    if json:
        print_json(kept)
        return
    words = wording(k.person for k in kept)
    rows = [
        (
            words.agency(k.agency),
            PAPERS[k.paper].title,
            k.name or say("no_longer_used"),
            words.names.get(k.person, k.person),
            local(k.at),
            k.content[:12],
        )
        for k in kept
    ]
    table(
        say("own_templates"),
        heads("agency", "text", "template", "set_by", "at", "hash"),
        rows,
    )
