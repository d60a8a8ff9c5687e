"""`thamdinh token …`: tokens with which a person's programs speak to /api/v1."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from actions.accounts.tokens import NewToken, make_token, revoke_token
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import As, ready
from cli.kit.texts import heads, say
from domain.accounts.tokens import ApiToken, Scope
from domain.calendar.clock import local
from models.unit_of_work import reading

token = typer.Typer(no_args_is_help=True)

FIELDS = ("id", "person", "name", "scopes", "made_at", "expires_at", "used_at", "revoked_at")


@token.command()
def make(
    person: As,
    name: Annotated[str, typer.Option()],
    scope: Annotated[list[Scope] | None, typer.Option()] = None,
    days: Annotated[int, typer.Option()] = 30,
    json: AsJson = False,
) -> None:
    made = make_token(ready(), person, NewToken(name, scope or [Scope.READ], timedelta(days=days)))
    if json:
        print_json({"person": person, "token": made})
        return
    console.print(say("copy_it_now_it_is_not"))
    console.print(made, soft_wrap=True)


@token.command("list")
def list_(
    person: Annotated[str, typer.Option("--as")] = "",
    json: AsJson = False,
) -> None:
    with reading(ready()) as uow:
        found = uow.tokens.of_person(person)
    if json:
        print_json([{name: getattr(one, name) for name in FIELDS} for one in found])
        return
    columns = heads("request_number", "person", "called", "scopes", "until", "last_used", "state")
    table(say("tokens"), columns, [_row(one) for one in found])


@token.command()
def revoke(token_id: str, person: As) -> None:
    revoke_token(ready(), person, token_id)
    console.print(say("token_revoked", token_id=token_id))


def _row(one: ApiToken) -> tuple[object, ...]:
    used = local(one.used_at) if one.used_at else None
    now = ready().clock()
    state = say("revoked") if one.revoked_at else say("usable") if one.live(now) else say("expired")
    scopes = ", ".join(sorted(one.scopes))
    return one.id, one.person, one.name, scopes, local(one.expires_at), used, state
