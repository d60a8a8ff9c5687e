"""`thamdinh province …`: the bodies and choices of this province, as a folder and as a log."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from actions.app import App
from actions.directory.entry import DirectoryEntry
from actions.province.acts import OF_CHOICES, body_typed, change_body, choice_typed, choose
from actions.province.files import export_province, import_province
from actions.province.missing import missing
from cli.kit.output import AsJson, console, print_json, table
from cli.kit.session import Reason, act_id, ready, wording
from cli.kit.texts import heads, say, word
from cli.law.law import print_problems
from cli.leaving import Each, Seen, on_body, settling_of
from domain.calendar.dates import parse_day
from domain.errors import BadInput, BadProvince
from models.province.province import ProvinceChange
from models.unit_of_work import reading

province = typer.Typer(no_args_is_help=True)


@province.command("export")
def export(to: Annotated[Path, typer.Option("--to")]) -> None:
    to.mkdir(parents=True, exist_ok=True)
    for name, text in export_province(ready()).items():
        (to / name).write_text(text, "utf-8")
        console.print(str(to / name), soft_wrap=True)


@province.command("import")
def import_(
    folder: Path,
    document: Annotated[str, typer.Option("--document")] = "",
    reason: Reason = "",
    try_only: Annotated[bool, typer.Option("--try-only")] = False,
    json: AsJson = False,
) -> None:
    if not folder.is_dir():
        raise BadInput(field="file", rule=BadInput.Rule.NO_FILE, value=str(folder))
    app = ready()
    typed = act_id("province", document, reason, _edition(app), _said(folder))
    entry = DirectoryEntry(act_id=typed, by="", document=document)
    try:
        taken = import_province(app, entry, folder, reason=reason, try_only=try_only)
    except BadProvince as bad:
        if not json:
            print_problems(bad.facts["faults"], json=False)  # type: ignore[arg-type]
        raise
    if json:
        print_json(taken)
        return
    said = "province_would_change" if try_only else "province_changed"
    said = "province_waits" if taken.waits else said
    console.print(say(said, put=len(taken.edit.put), dropped=len(taken.edit.dropped)))


def _said(folder: Path) -> list[str]:
    return [path.read_text("utf-8") for path in sorted(folder.glob("*.yaml"))]


@province.command("change")
def change(
    what: str,
    agency: Annotated[str, typer.Option("--agency")] = "",
    first_day: Annotated[str, typer.Option("--from")] = "",
    fields: Annotated[list[str] | None, typer.Option("--set")] = None,
    document: Annotated[str, typer.Option("--document")] = "",
    reason: Reason = "",
    seen: Seen = "",
    each: Each = None,
) -> None:
    app = ready()
    day = parse_day(first_day, field="from") if first_day else None
    said = dict(_pair(field) for field in fields or ())
    typed = act_id("province", what, agency, first_day, str(said), document, _edition(app))
    entry = DirectoryEntry(act_id=typed, by="", document=document)
    try:
        if what in OF_CHOICES:
            waits = choose(app, entry, what, choice_typed(said, day), reason=reason)
        else:
            body = body_typed(agency, said, day)
            found = on_body(agency, first_day) if what == "ended" else ()
            settling = settling_of(found, seen, body.successor, each)
            waits = change_body(app, entry, what, body, reason=reason, settling=settling)
    except BadProvince as bad:
        print_problems(bad.facts["faults"], json=False)  # type: ignore[arg-type]
        raise
    console.print(say("province_waits" if waits else "province_changed", put=1, dropped=0))


def _pair(field: str) -> tuple[str, str]:
    name, _, value = field.partition("=")
    return name, value


def _edition(app: App) -> int:
    with reading(app) as uow:
        newest = uow.province.newest()
    return newest.number if newest else 0


@province.command("log")
def log(agency: Annotated[str, typer.Option("--agency")] = "", json: AsJson = False) -> None:
    with reading(ready()) as uow:
        found = uow.province.changes(agency)
    if json:
        print_json(found)
        return
    table(
        say("province_log"),
        heads("number", "at", "change", "agency", "from", "document", "reason", "person"),
        [_row(change) for change in found],
    )


def _row(change: ProvinceChange) -> tuple[object, ...]:
    names = wording().names
    return (
        change.number,
        change.at,
        word("province_changes", change.what),
        change.subject,
        change.from_day,
        change.document,
        change.reason,
        names.get(change.by, change.by),
    )


def setup(json: AsJson = False) -> None:
    app = ready()
    with reading(app) as uow:
        lines = missing(app, uow)
    if json:
        print_json(lines)
        return
    rows = [
        (
            say("owed" if line.owed else "advised"),
            word("lacks", line.why).format(number=line.number),
            ", ".join(line.bodies),
            line.address,
        )
        for line in lines
    ]
    table(say("lacking_before_the_first_case"), heads("need", "what", "agencies", "page"), rows)
