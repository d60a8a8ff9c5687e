"""Checkpoints, what witnesses are asked, and what they signed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

import bootstrap
from actions.audit import checkpoints
from actions.audit.checkpoints import LogSigner, Reach
from cli.kit.output import AsJson, console, print_json
from cli.kit.session import ready
from cli.kit.texts import say, word
from domain.audit.policy import Policy, read_policy
from domain.errors import BadInput
from templates import TEMPLATES

PROGRAM = TEMPLATES / "witness" / "witness.py"


def checkpoint(
    to: Annotated[Path | None, typer.Option("--to")] = None,
    json: AsJson = False,
) -> None:
    app, chosen = ready(), bootstrap.settings()
    made = checkpoints.checkpoint(app, signer())
    files = checkpoints.export(app, policy(), to or chosen.checkpoints)
    if json:
        print_json({"made": made is not None, "files": [str(file) for file in files]})
        return
    console.print(say("log_has_lines", lines=made.size) if made else say("no_new_line"))
    for file in files:
        console.print(say("written_to", to=file), soft_wrap=True)


def cosign(file: Path, json: AsJson = False) -> None:
    known = policy()
    if known is None:
        raise BadInput(field="policy", rule=BadInput.Rule.NO_FILE, value="witness-policy")
    names = checkpoints.take_cosignatures(ready(), known, read(file))
    if json:
        print_json({"new": names})
    else:
        taken = say("cosignatures_taken", names=", ".join(names))
        console.print(taken if names else say("cosigned_before"))


def witness(to: Annotated[Path, typer.Option("--to")], json: AsJson = False) -> None:
    to.write_bytes(PROGRAM.read_bytes())
    if json:
        print_json({"file": str(to), "log": str(signer().key)})
        return
    console.print(say("witness_written_and_key_of_log", to=to), soft_wrap=True)
    typer.echo(str(signer().key))


def signer() -> LogSigner:
    chosen = bootstrap.settings()
    return LogSigner(chosen.name, chosen.seal_key())


def policy(file: Path | None = None) -> Policy | None:
    """That of a file, else of the home; None where nobody witnesses. Raises BadInput."""
    text = read(file) if file else bootstrap.settings().witness_policy
    return read_policy(text) if text else None


def read(file: Path) -> str:
    """Raises BadInput."""
    try:
        return file.read_text("utf-8-sig")
    except (OSError, ValueError) as wrong:
        raise BadInput(field="file", rule=BadInput.Rule.NO_FILE, value=str(file)) from wrong


def told(found: Reach) -> str:
    """How far a kept note proves what is stored, or why it does not."""
    signed = ", ".join(found.witnesses) or say("nobody")
    if found.fault:
        fault = word("note_faults", found.fault)
        return say("note_does_not_hold", lines=found.size, signed=signed, fault=fault)
    return say("note_holds", lines=found.size, last=found.last, signed=signed)
