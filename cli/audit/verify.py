"""`thamdinh verify`: do the histories hold? Names the first bad row of each case that does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from json import loads
from pathlib import Path
from typing import Annotated, Any

import typer

import bootstrap
from actions.audit import seals
from actions.audit.audit_pack import pack_case
from actions.audit.checkpoints import Reach, reach
from actions.audit.verified import Memory
from actions.audit.verifying import Report, unreadable, verify_on
from actions.audit.verifying import verify as verify_all
from cli.audit import witnesses
from cli.kit.output import (
    AsJson,
    cell,
    console,
    errors,
    json_text,
    print_json,
    table,
)
from cli.kit.session import load_case, ready
from cli.kit.texts import heads, say, word
from domain.audit.chain import BadRow
from domain.audit.sealing import BadSeal
from domain.calendar.clock import local
from domain.errors import BadInput
from domain.facts.answers import SignedOff
from models.audit.audit_log import Fault
from models.audit.difference import Difference
from models.database import Damaged
from models.unit_of_work import reading


def pack(
    case_id: str,
    to: Annotated[Path, typer.Option("--to")],
    json: AsJson = False,
) -> None:
    made = pack_case(ready(), case_id)
    to.parent.mkdir(parents=True, exist_ok=True)
    to.write_bytes(made)
    if json:
        print_json({"case": case_id, "file": str(to), "size": len(made)})
        return
    console.print(say("written_unpack_it_then_run_python3", to=to), soft_wrap=True)


def seal(
    to: Annotated[Path | None, typer.Option("--to")] = None,
    json: AsJson = False,
) -> None:
    app = ready()
    made = seals.seal(app, bootstrap.settings().seal_key())
    with reading(ready()) as uow:
        newest = made or uow.seals.newest()
    if to is not None and newest is not None:
        to.parent.mkdir(parents=True, exist_ok=True)
        to.write_text(json_text(seals.export(app, newest)), "utf-8")
    if json:
        print_json({"made": made is not None, "seal": newest})
    elif newest is None:
        console.print(say("there_is_no_case_to_seal"))
    else:
        said = say("sealed") if made else say("nothing_new_the_newest_seal")
        console.print(
            say(
                "no_cases_root",
                said=said,
                number=newest.number,
                cases=newest.cases,
                root=newest.root,
            ),
            soft_wrap=True,
        )


def verify(
    case: Annotated[str, typer.Argument()] = "",
    against: Annotated[Path | None, typer.Option("--seal")] = None,
    note: Annotated[Path | None, typer.Option("--note")] = None,
    by: Annotated[Path | None, typer.Option("--policy")] = None,
    full: Annotated[bool, typer.Option("--full")] = False,
    json: AsJson = False,
) -> None:
    bad, broken, how = _faults(case, against, full=full)
    reached = _reach(note, by) if note else None
    if json:
        print_json([*bad, *broken, *([reached] if reached else [])])
    else:
        _print_faults(bad, broken)
        if case:
            console.print(say("pages_not_seen", count=_unseen(case)))
    if how:
        (errors if json else console).print(how, soft_wrap=True)
    if reached and not json:
        console.print(witnesses.told(reached), soft_wrap=True)
    if bad or broken or (reached and reached.fault):
        raise typer.Exit(5)


def _unseen(case: str) -> int:
    """Answers about a text whose printed pages were not seen."""
    with reading(ready()) as uow:
        facts = uow.cases.facts(case)
    return sum(isinstance(f, SignedOff) and bool(f.read) and not f.pages_seen for f in facts)


def _reach(note: Path, by: Path | None) -> Reach:
    """Raises BadInput for other files, and where no policy says whose signatures count."""
    known = witnesses.policy(by)
    if known is None:
        raise BadInput(field="policy", rule=BadInput.Rule.NO_FILE, value="witness-policy")
    return reach(ready(), known, witnesses.read(note))


def _faults(
    case: str, against: Path | None, *, full: bool
) -> tuple[list[Fault], list[BadSeal], str]:
    """Also how far was looked. A database that cannot be read is a fault like another, not an
    accident of ours."""
    try:
        if case:
            load_case(case)
        done = _of_case(case) if case else verify_on(ready(), memory(), full=full)
        broken = list(done.seals)
        if against is not None:
            broken += seals.check_export(ready(), _kept(against))
    except Damaged as damaged:
        return [unreadable(damaged)], [], ""
    return done.faults, broken, "" if case else _how(done)


def _of_case(case: str) -> Report:
    return Report(verify_all(ready(), case), [])


def memory() -> Memory:
    """Where it is remembered how far all was found whole."""
    chosen = bootstrap.settings()
    return Memory(chosen.verified, chosen.seal_key())


def _how(done: Report) -> str:
    if done.since is None:
        return say("verified_all")
    at, whole = (local(datetime.fromisoformat(t)) for t in (done.since.at, done.since.full))
    return say("verified_since", number=done.since.seal, at=cell(at), full=cell(whole))


def _kept(file: Path) -> dict[str, Any]:
    """Raises BadInput for anything but a seal written out."""
    try:
        kept: dict[str, Any] = loads(file.read_text("utf-8"))
        if set(kept) != {"seal", "heads"}:
            raise ValueError("another file")
    except (OSError, ValueError, TypeError) as wrong:
        raise BadInput(field="file", rule=BadInput.Rule.NO_FILE, value=str(file)) from wrong
    return kept


def _print_faults(bad: Sequence[Fault], broken: Sequence[BadSeal]) -> None:
    if broken:
        cells = [(b.number, word("seal_faults", b.why), b.case_id) for b in broken]
        table(say("seals_that_do_not_fit"), heads("number_short", "why", "case"), cells)
    chains = [row for row in bad if isinstance(row, BadRow)]
    if chains:
        rows = [
            (row.table, row.case_id, f"{row.version}.{row.part}", word("chain_faults", row.why))
            for row in chains
        ]
        table(say("histories_that_do_not_fit"), heads("table", "case_or_chain", "row", "why"), rows)
    shown = [row for row in bad if isinstance(row, Difference)]
    if shown:
        columns = heads("table", "row", "why", "case", "column", "is_stored", "by_the_history")
        found = [
            (d.table, d.row, word("chain_faults", d.why), d.case_id, d.column, d.stored, d.told)
            for d in shown
        ]
        table(say("data_that_differs"), columns, found)
    if not bad and not broken:
        console.print(say("the_history_is_intact"))
