"""`thamdinh backup` and `restore`: everything kept, in a folder elsewhere, and back."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

import bootstrap
from actions import backup as backups
from actions.audit.verifying import verify
from actions.backup import Backup
from cli.kit.output import AsJson, console, errors, print_json, table
from cli.kit.session import ready
from cli.kit.texts import heads, say
from domain.calendar.clock import local
from models.database import migrate

Folder = Annotated[Path, typer.Argument()]


def backup(
    folder: Folder,
    show: Annotated[bool, typer.Option("--list")] = False,
    keep: Annotated[int, typer.Option(min=0)] = 0,
    json: AsJson = False,
) -> None:
    if show:
        _list(folder, json=json)
        return
    made = backups.back_up(ready(), folder, keep=keep)
    if json:
        print_json(_told(made))
    else:
        console.print(
            say("backed_up_into", name=made.name, folder=folder, reach=_reach(made)), soft_wrap=True
        )
        key = bootstrap.settings().home / "seal-key"
        console.print(say("the_sealing_key_is_not_in", key=key))
    if made.unreadable:
        errors.print(
            say("papers_damaged_before_not_backed_up", unreadable=", ".join(made.unreadable))
        )
    if _say_torn(folder, kept=keep > 0) or made.unreadable:
        raise typer.Exit(5)


def restore(
    folder: Folder,
    name: Annotated[str, typer.Option("--backup")] = "",
    json: AsJson = False,
) -> None:
    app = bootstrap.app()
    made = backups.chosen(folder, name)
    backups.restore(app, folder, made)
    migrate(app.engine)
    faults = verify(app)
    if json:
        print_json(_told(made) | {"faults": faults})
    else:
        console.print(
            say("backup_stands_again", name=made.name, reach=_reach(made)), soft_wrap=True
        )
        said = (
            say("everything_fits")
            if not faults
            else say("places_are_broken_thamdinh_verify", faults=len(faults))
        )
        console.print(said)
    if faults:
        raise typer.Exit(5)


def _list(folder: Path, *, json: bool) -> None:
    found = [(made, backups.damage(folder, made)) for made in backups.backups_in(folder)]
    if json:
        print_json([_told(made) | {"damaged": bad} for made, bad in found])
    else:
        rows = [(made.name, _reach(made), "; ".join(bad)) for made, bad in found]
        table(say("backups"), heads("backup", "how_far", "damaged_files"), rows)
    if _say_torn(folder, kept=False) or any(bad for _, bad in found):
        raise typer.Exit(5)


def _say_torn(folder: Path, *, kept: bool) -> bool:
    """Name the backups whose manifest cannot be read; is there one? `kept`: old ones were to go."""
    torn = backups.torn_manifests(folder)
    if torn:
        stay = say("no_old_one_was_taken_away") if kept else ""
        errors.print(say("the_manifest_of_these_backups_cannot", torn=", ".join(torn), stay=stay))
    return bool(torn)


def _told(made: Backup) -> dict[str, object]:
    at = made.position
    return {
        "name": made.name,
        "facts": at.facts,
        "cases": at.cases,
        "papers": len(made.papers),
        "last": f"{at.case_id} {at.version} {at.at}".strip(),
        "digest": at.digest,
        "unreadable": made.unreadable,
    }


def _reach(made: Backup) -> str:
    at = made.position
    if not at.facts:
        return say("no_case_yet")
    when = local(datetime.fromisoformat(at.at).astimezone(UTC))
    return say(
        "cases_facts_files_up_to_fact",
        cases=at.cases,
        facts=at.facts,
        papers=len(made.papers),
        version=at.version,
        case_id=at.case_id,
        when=when,
    )
