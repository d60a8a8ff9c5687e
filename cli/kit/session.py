"""What every command starts with: the application, its words, and stable act ids."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable
from getpass import getpass
from typing import Annotated, TypeVar

import typer

import bootstrap
from actions.app import App
from actions.execute import Act
from actions.province.change import settle
from cli.kit.texts import language
from domain.state.case import Case
from models.database import is_behind, migrate
from models.unit_of_work import reading
from notifications.wording import Wording

R = TypeVar("R")
As = Annotated[str, typer.Option("--as")]
Reason = Annotated[str, typer.Option("--reason")]


def ready() -> App:
    """The application on a database that has the tables of this version."""
    app = bootstrap.app()
    if is_behind(app.engine):
        migrate(app.engine)
    settle(app)
    return app


def wording(people: Iterable[str] = ()) -> Wording:
    """Words for today, with the names of these people; nobody else's is read."""
    app, asked = ready(), set(people)
    with reading(app) as uow:
        names = uow.directory.names(asked) if asked else {}
    return app.words(names, language())


def act_id(*parts: object) -> str:
    """The same wish typed twice is the same act."""
    said = "\x1f".join(str(part) for part in parts)
    return f"cli:{hashlib.sha256(said.encode()).hexdigest()[:32]}"


def act(verb: str, case_id: str, person: str, *parts: object) -> Act:
    return Act(act_id=act_id(verb, case_id, person, *parts), case_id=case_id, person=person)


def load_case(case_id: str) -> Case:
    with reading(ready()) as uow:
        return uow.cases.get(case_id)


def typed_unseen(prompt: str) -> str:
    """A secret, asked without echo and never a word of a command, which shells keep; a program may
    write it on standard input."""
    return getpass(prompt) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
