"""`thamdinh`: all commands, and how a refusal leaves the program."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from typer.main import get_command

import bootstrap
from bootstrap.taking_in import settle
from cli.commands import assembled
from cli.kit.output import errors, print_json
from cli.kit.session import ready
from cli.kit.texts import language, say, tell
from domain.errors import CaseworkError, NotFound, RegulationError, StaleCase

EXIT_CODES: tuple[tuple[type[CaseworkError], int], ...] = (
    (NotFound, 3),
    (RegulationError, 4),
    (StaleCase, 6),
    (CaseworkError, 1),
)


def program(language: str, typed: Sequence[str] | None = None) -> Any:
    """The commands with their texts in that language: all, or what the words typed name."""
    return tell(get_command(assembled(typed)), language)


def run() -> None:
    """0 done · 1 refused · 2 wrong use · 3 not found · 4 law data · 5 audit · 6 busy.

    7: this machine cannot serve.
    """
    try:
        program(bootstrap.settings().language, sys.argv[1:])()
    except CaseworkError as error:
        _say(error)
        sys.exit(next(code for kind, code in EXIT_CODES if isinstance(error, kind)))
    finally:
        if used := bootstrap.app_in_use():
            settle(used)


def _say(error: CaseworkError) -> None:
    sentence = ready().sentence(error, language())
    if "--json" in sys.argv:
        print_json({"error": error.code, "message": sentence, "facts": error.facts})
    else:
        errors.print(say("not_done", sentence=sentence))
