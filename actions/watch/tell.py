"""Tell who can mend it what waits for nobody: each finding once, however many nights it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from actions.app import App
from actions.watch.orphans import MACHINE, orphans
from domain.directory.actors import Power
from domain.effects.notices import Notice, NoticeKind
from domain.watch.orphans import OF_BODY, Gap, Orphan
from models.unit_of_work import UnitOfWork, reading, transaction


def tell_orphans(app: App) -> int:
    """How many notices were new. What no case is needed for goes to who looks after the directory,
    the rest to the body that runs the case."""
    with reading(app) as uow:
        found = orphans(app, uow, MACHINE)
        found = tuple(_by_its_question(app, uow, one) for one in found)
        administrators = uow.directory.holding(Power.ADMINISTER, app.today())
    given = [
        *_to_people(app, _newest(found), administrators),
        *_to_bodies(app, [one for one in found if one.handler]),
    ]

    def work(uow: UnitOfWork) -> int:
        return uow.notices.add(given)

    return transaction(app.engine, work) if given else 0


def _by_its_question(app: App, uow: UnitOfWork, one: Orphan) -> Orphan:
    """A body that cannot answer is told again once other questions wait for it in vain."""
    if one.handler or one.why not in OF_BODY:
        return one
    codes = app.catalogue.agencies.with_former({one.agency}, app.today())
    first = uow.watching.first_asked(codes)
    return replace(one, key=f"{one.key}:{first}")


def _newest(found: Sequence[Orphan]) -> list[Orphan]:
    """Of accounts never used the one given last stands for all: no flood after an import."""
    care = [one for one in found if not one.handler]
    unused = [one for one in care if one.why is Gap.NEVER_USED]
    return [*(one for one in care if one.why is not Gap.NEVER_USED), *unused[-1:]]


def _to_people(
    app: App, found: Iterable[Orphan], administrators: Sequence[str]
) -> Iterator[Notice]:
    """Without any case: administrators see none."""
    for one in found:
        for person in administrators:
            yield _notice(app, f"{one.key}:@{person}", one, one.number, person=person)


def _to_bodies(app: App, found: Sequence[Orphan]) -> Iterator[Notice]:
    """What is true of a body whatever the case is told once and counted; the rest case by case."""
    whole = [one for one in found if one.why in OF_BODY]
    for one in found:
        if one.why not in OF_BODY:
            yield _notice(app, one.key, one, 0, agency=one.handler, case_id=one.case, task=one.task)
    for _, same in groupby(sorted(whole, key=_of), _of):
        listed = sorted(same, key=lambda one: one.task)
        first = listed[0]
        yield _notice(app, first.key, first, len(listed), agency=first.handler)


def _of(one: Orphan) -> tuple[str, str, str]:
    return one.handler, one.agency, one.why


def _notice(app: App, key: str, one: Orphan, number: int, **to: Any) -> Notice:
    kind = NoticeKind.ADRIFT
    facts = {"why": one.why, "agency": one.agency, "number": number, "person": one.person}
    return Notice(key=f"{kind}:{key}", kind=kind, at=app.clock(), facts=facts, **to)
