"""`thamdinh inbox` and `thamdinh notices`: what waits for a person, and what was told."""

from __future__ import annotations

from datetime import date

from actions.told.bell import told_to
from actions.viewer import viewer_of
from cli.kit.output import (
    AsJson,
    console,
    print_json,
    table,
)
from cli.kit.session import (
    As,
    ready,
    wording,
)
from cli.kit.texts import heads, phrase, say
from domain.calendar.clock import local
from models.cases import inbox as read_side
from models.unit_of_work import reading
from notifications.wording import time_left


def inbox(person: As, json: AsJson = False) -> None:
    codes = _agencies_of(person)
    with reading(ready()) as uow:
        found = read_side.waiting(uow.connection, codes, person=person)
        total = read_side.count_waiting(uow.connection, codes, person=person)
    if json:
        print_json(found)
        return
    words = wording()
    rows = [
        (w.task, w.subject, words.agency(w.agency), local(w.opened_at), w.due, left(w.due))
        for w in found
    ]
    columns = heads("what", "person_concerned", "agency", "arrived_at", "deadline", "time_left")
    table(say("waiting", total=total), columns, rows)


def notices(person: As, json: AsJson = False) -> None:
    app = ready()
    with reading(app) as uow:
        viewer = viewer_of(app, uow, person)
    found = told_to(app, viewer)
    if json:
        print_json(found)
        return
    for one in reversed(found):
        head = " · ".join(
            filter(None, (f"{local(one.at):%d/%m/%Y %H:%M}", one.case_id, one.subject))
        )
        console.print(f"{'•' if one.unread else ' '} {head}: {one.said}")
    if not found:
        console.print(say("there_is_no_notice"))


def left(due: date | None) -> str:
    """Time left in words, in working days."""
    app = ready()
    return phrase(*time_left(due, app.today(), app.catalogue.calendar))


def _agencies_of(person: str) -> list[str]:
    today = ready().today()
    with reading(ready()) as uow:
        held = uow.directory.actors(person, today)
    return sorted({actor.agency for actor in held})
