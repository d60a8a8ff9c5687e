"""When those asked in a question were reminded, and whom it went up to, for many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from domain.calendar.clock import local_day
from domain.effects.notices import NoticeKind
from domain.told.reminders import ESCALATIONS, REMINDERS
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Reminded:
    """`days` on which who is asked was reminded; `heads` (position and name, day) and `handlers`
    (body, day) told that no answer came."""

    days: tuple[date, ...] = ()
    heads: tuple[tuple[str, date], ...] = ()
    handlers: tuple[tuple[str, date], ...] = ()


def reminded(uow: UnitOfWork, tasks: Collection[str]) -> Mapping[str, Reminded]:
    """Task → what was told of its last day; nothing of a task of which nothing was."""
    told = uow.notices.about_tasks(tasks, (*REMINDERS, *ESCALATIONS)) if tasks else ()
    names = uow.directory.names({notice.person for notice in told})
    found: dict[str, Reminded] = {}
    for notice in told:
        before, on = found.get(notice.task, Reminded()), local_day(notice.at)
        days, heads, handlers = before.days, before.heads, before.handlers
        match notice.kind:
            case NoticeKind.HEAD_TOLD:
                who = f"{notice.facts['position']} {names.get(notice.person, notice.person)}"
                heads = (*heads, (who, on))
            case NoticeKind.HANDLER_TOLD:
                handlers = (*handlers, (notice.agency, on))
            case _:
                days = tuple(dict.fromkeys((*days, on)))
        found[notice.task] = Reminded(days, heads, handlers)
    return found
