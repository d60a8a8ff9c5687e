"""A body ends: its people go on in the one that carries on its work, or their positions end."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.app import App
from actions.directory.directory import end_in, log_entry, write_given
from actions.directory.entry import DirectoryEntry
from actions.leaving.hand_over import part_of
from actions.leaving.hanging import hanging_on_body
from domain.calendar.workdays import ONE_DAY
from domain.directory.actors import Seat
from domain.directory.checks import Span, check_seat
from domain.errors import BadInput
from domain.leaving.errors import StillHangs
from domain.leaving.hanging import Hang, Hanging, Settling, check_settled
from domain.province.province import Edit, Rows, ended_bodies
from models.unit_of_work import UnitOfWork


def check_bodies(
    app: App, uow: UnitOfWork, before: Rows, edit: Edit, settling: Settling | None
) -> None:
    """Raises StillHangs where a body ends with people or work in it of which nobody has said what
    becomes of them; a folder, which may end several, cannot say it."""
    ending = list(ended_bodies(before, edit))
    for code, last_day, _ in ending:
        found = hanging_on_body(app, uow, code, last_day)
        if found and (settling is None or len(ending) > 1):
            raise StillHangs(rule=StillHangs.Rule.ON_A_BODY, number=len(found), agency=code)
        check_settled(found, settling)


def settle_bodies(
    app: App,
    uow: UnitOfWork,
    entry: DirectoryEntry,
    before: Rows,
    edit: Edit,
    settling: Settling | None,
) -> None:
    """What the change of the province leaves without a body, in its transaction."""
    for code, last_day, successor in ended_bodies(before, edit):
        day = max(last_day + ONE_DAY, app.today())
        for seat in uow.leaving.beyond(code, day - ONE_DAY):
            one = Hanging(what=Hang.SITTING, agency=code, person=seat.person)
            _end(app, uow, entry, seat, day)
            if successor and settling and settling.receiver_of(one) == successor:
                _go_on(app, uow, entry, seat, successor, day)
        for delegation in uow.leaving.delegated(code, day - ONE_DAY):
            _end(app, uow, entry, delegation, day)


def _end(app: App, uow: UnitOfWork, entry: DirectoryEntry, span: Span, day: date) -> None:
    """A position or power that has not begun by then stays as it was entered: it carries nothing
    in a body that is no more."""
    if span.first_day < day < span.end:
        part = _part(entry, "end", span)
        log_entry(app, uow, part, end_in(app, uow, part, span, day - ONE_DAY, own=True))


def _go_on(
    app: App, uow: UnitOfWork, entry: DirectoryEntry, seat: Seat, successor: str, day: date
) -> None:
    """The same position and powers in the body that carries on; where they hold it there already,
    they hold it once. Two administrators have agreed, so one of them may be among the people."""
    going_on = replace(seat, agency=successor, first_day=max(day, seat.first_day))
    held = uow.spans.seats_of(seat.person)
    try:
        check_seat(going_on, held, by="")
    except BadInput as refused:
        if refused.facts["rule"] != BadInput.Rule.OVERLAPPING:
            raise
        return
    write_given(app, uow, _part(entry, "begin", going_on), going_on)


def _part(entry: DirectoryEntry, what: str, span: Span) -> DirectoryEntry:
    return replace(entry, act_id=part_of(entry.act_id, what, repr(span)))
