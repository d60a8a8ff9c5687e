"""`thamdinh account …`: who may sign in to the pages; for whoever runs the machine."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

import bootstrap
from actions.accounts.confirming import confirm_requests, decline_request
from actions.accounts.invitations import invite, reopen
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import ready, wording
from cli.kit.texts import heads, say, word
from documents.export.letters import as_file
from domain.accounts.two_people import Letter
from domain.calendar.clock import local
from models.unit_of_work import reading

account = typer.Typer(no_args_is_help=True)
Folder = Annotated[Path | None, typer.Option("--letters", file_okay=False)]


@account.command()
def add(people: list[str], letters: Folder = None, json: AsJson = False) -> None:
    done = invite(ready(), people)
    files = _written(done.letters, letters)
    if json:
        print_json({"letters": files, "codes": done.codes})
        return
    _say_letters(files)
    for person, code in done.codes.items():
        console.print(say("waits_for_an_administrator_to_confirm", person=person, code=code))


@account.command()
def confirm(requests: list[str], letters: Folder = None, json: AsJson = False) -> None:
    files = _written(confirm_requests(ready(), requests), letters)
    if json:
        print_json({"letters": files})
        return
    console.print(say("requests_confirmed", requests=len(requests)))
    _say_letters(files)


@account.command()
def decline(request: str) -> None:
    decline_request(ready(), request)
    console.print(say("request_declined", request=request))


@account.command("requests")
def requests_(json: AsJson = False) -> None:
    with reading(ready()) as uow:
        found = uow.admin_requests.waiting(ready().clock())
    rows = [
        {
            "id": asked.id,
            "kind": asked.kind,
            "people": asked.people,
            "asked_by": asked.asked_by,
            "asked_at": local(asked.asked_at),
        }
        for asked in found
    ]
    if json:
        print_json(rows)
        return
    columns = heads("request_number", "what", "about_whom", "by", "at")
    table(say("requests_waiting_to_be_confirmed"), columns, [_row(row) for row in rows])


def _row(row: dict[str, Any]) -> tuple[object, ...]:
    kind, people = word("admin_requests", row["kind"]), ", ".join(row["people"])
    return row["id"], kind, people, row["asked_by"] or say("the_server"), row["asked_at"]


def _written(letters: Sequence[Letter], folder: Path | None) -> list[str]:
    """One file for each letter, for our user alone: to be printed, sealed and deleted."""
    if not letters:
        return []
    into = folder or bootstrap.settings().home / "letters"
    into.mkdir(parents=True, exist_ok=True)
    files = []
    for letter in letters:
        path = into / f"thu-{letter.person}.html"
        path.write_bytes(as_file([letter], bootstrap.settings().address))
        path.chmod(0o600)
        files.append(str(path))
    return files


def _say_letters(files: Sequence[str]) -> None:
    if files:
        console.print(say("letters_to_set_a_password_good"))
    for path in files:
        console.print(path, soft_wrap=True)


@account.command("list")
def list_(json: AsJson = False) -> None:
    now = ready().clock()
    with reading(ready()) as uow:
        found = uow.accounts.all()
        resting = uow.tries.resting(now)
    rows = [
        {
            "person": a.person,
            "enabled": a.enabled,
            "password": bool(a.password),
            "second_factor": bool(a.totp),
            "resting_until": local(resting[a.person]) if a.person in resting else None,
        }
        for a in found
    ]
    if json:
        print_json(rows)
        return
    names = wording(a.person for a in found).names
    columns = heads("sign_in_name", "name", "open", "has_a_password", "two_steps", "resting_until")
    yes = {True: say("yes"), False: say("no")}
    table(
        say("accounts"),
        columns,
        [
            (
                r["person"],
                names.get(str(r["person"]), ""),
                yes[bool(r["enabled"])],
                yes[bool(r["password"])],
                yes[bool(r["second_factor"])],
                r["resting_until"],
            )
            for r in rows
        ],
    )


@account.command("open")
def open_(person: str) -> None:
    if reopen(ready(), person):
        console.print(say("opening_of_account_waits_for_an", person=person))
        return
    console.print(say("account_opened", person=person))
