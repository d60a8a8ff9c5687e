"""`thamdinh radar`: terms, acting heads, disciplines and vacancies that fall due."""

from __future__ import annotations

from typing import Annotated

import typer

from actions.eligibility.upcoming import radar_on
from cli.kit.findings import cited_bases
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import ready, wording
from cli.kit.texts import heads, say
from domain.calendar.dates import parse_day
from domain.eligibility.upcoming import UpcomingItem
from notifications.wording import Wording


def radar_(
    on: Annotated[str, typer.Option()] = "",
    json: AsJson = False,
) -> None:
    app = ready()
    day = parse_day(on, field="on") if on else app.today()
    found, _ = radar_on(app, day)
    if json:
        print_json(found)
        return
    words = wording(blip.person for blip in found)
    columns = heads("what", "who", "agency", "last_day", "left", "mark", "basis_with_confidence")
    table(say("coming_up_as_of", day=day), columns, [_row(words, blip) for blip in found])
    console.print(say("a_warning_opens_and_closes_no"))


def _row(words: Wording, blip: UpcomingItem) -> tuple[object, ...]:
    left = (
        say("days_left", left=blip.left) if blip.left >= 0 else say("days_late", value=-blip.left)
    )
    own = "" if blip.legal else say("own_target_in_brackets")
    mark = say("passed") if blip.mark is None else say("days_from_mark", mark=blip.mark, own=own)
    who = words.names.get(blip.person, blip.person)
    where = words.agency(blip.agency)
    basis = cited_bases([blip.watch.basis])
    return blip.watch.title, who, where, blip.last, left, mark, basis
