"""What hangs on a position, an account or a body before it ends; and the act that ends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from actions.directory.entry import DirectoryEntry
from actions.leaving.hanging import hanging, hanging_on_body, of_account, of_seat
from actions.leaving.leave import close_account, end_seat
from actions.leaving.receive import receive as receive_pack
from cli.kit.output import AsJson, console, print_json, table
from cli.kit.session import act_id, ready, wording
from cli.kit.texts import heads, say, word
from domain.calendar.dates import parse_day
from domain.directory.actors import Seat
from domain.leaving.hanging import Hanging, Settling, digest_of
from models.unit_of_work import reading

SHORTEST = 8  # characters of a digest that name a list
Agency = Annotated[str, typer.Option("--agency")]
Position = Annotated[str, typer.Option("--position")]
Since = Annotated[str, typer.Option("--since")]
LastDay = Annotated[str, typer.Option("--last-day")]
Seen = Annotated[str, typer.Option("--seen")]
Receiver = Annotated[str, typer.Option("--to")]
Each = Annotated[list[str] | None, typer.Option("--each")]
By = Annotated[str, typer.Option("--as")]


def leaving(
    leaver: str,
    agency: Agency,
    position: Position,
    since: Since,
    last_day: LastDay,
    json: AsJson = False,
) -> None:
    _print(_of_seat(leaver, agency, position, since, last_day), json=json)


def _of_seat(
    leaver: str, agency: str, position: str, since: str, last_day: str
) -> tuple[Hanging, ...]:
    app, last = ready(), parse_day(last_day, field="last_day")
    with reading(app) as uow:
        seat = uow.spans.find(Seat, **_key(leaver, agency, position, since))
        assert isinstance(seat, Seat)
        return hanging(app, uow, of_seat(app, uow, seat, last))


def _key(leaver: str, agency: str, position: str, since: str) -> dict[str, object]:
    first = parse_day(since, field="since")
    return {"person": leaver, "agency": agency, "position": position, "first_day": first}


def leave(
    leaver: str,
    agency: Agency,
    position: Position,
    since: Since,
    last_day: LastDay,
    document: Annotated[str, typer.Option("--document")],
    by: By,
    seen: Seen = "",
    to: Receiver = "",
    each: Each = None,
) -> None:
    found = _of_seat(leaver, agency, position, since, last_day)
    settling = settling_of(found, seen, to, each)
    key = _key(leaver, agency, position, since)
    named = act_id("leave", *key.values(), last_day, document)
    entry = DirectoryEntry(act_id=named, by=by, document=document)
    end_seat(ready(), entry, parse_day(last_day, field="last_day"), settling, **key)
    console.print(say("position_ended", person=leaver, position=position))


def closing(person: str, json: AsJson = False) -> None:
    _print(_of_account(person), json=json)


def _of_account(person: str) -> tuple[Hanging, ...]:
    app = ready()
    with reading(app) as uow:
        return hanging(app, uow, of_account(app, uow, person))


def close(person: str, by: By = "", seen: Seen = "", to: Receiver = "", each: Each = None) -> None:
    settling = settling_of(_of_account(person), seen, to, each)
    close_account(ready(), person, by=by, settling=settling)
    console.print(say("account_closed", person=person))


def ending(code: str, last_day: LastDay, json: AsJson = False) -> None:
    _print(on_body(code, last_day), json=json)


def on_body(code: str, last_day: str) -> tuple[Hanging, ...]:
    """What hangs on a body that ends with a day. Raises NotFound."""
    app, last = ready(), parse_day(last_day, field="from")
    app.catalogue.agencies.get(code)
    with reading(app) as uow:
        return hanging_on_body(app, uow, code, last)


def received(number: int, by: By) -> None:
    pack = receive_pack(ready(), number, person=by)
    console.print(say("handover_received", number=pack.number, giver=pack.giver))


def settling_of(
    found: Sequence[Hanging], seen: str, to: str, each: Sequence[str] | None
) -> Settling:
    """`seen`: the digest printed under the list, or its beginning."""
    whole = digest_of(found)
    named = whole if len(seen) >= SHORTEST and whole.startswith(seen) else seen
    pairs = (one.partition("=") for one in each or ())
    return Settling(seen=named, receiver=to, to={name: who for name, _, who in pairs})


def _print(found: Sequence[Hanging], *, json: bool) -> None:
    if json:
        items = [{"id": one.id, "moves": one.moves, "hanging": one} for one in found]
        print_json({"seen": digest_of(found), "items": items})
        return
    words = wording(one.person for one in found)
    rows = [
        (
            one.id if one.moves else "",
            word("hangs", one.what).format(
                case=one.case,
                number=one.number,
                agency=words.agency(one.agency),
                who=words.names.get(one.person, one.person),
            ),
            word("ways_out", one.what),
        )
        for one in found
    ]
    table(say("what_hangs"), heads("code", "what", "way_out"), rows)
    console.print(say("seen_list", seen=digest_of(found)[:16]))
