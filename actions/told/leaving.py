"""Tell of what was handed over, and of what somebody who left leaves behind in cases."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actions.app import App
from domain.effects.notices import Notice, NoticeKind
from domain.leaving.hanging import TELLING
from models.directory.handovers import Handover
from models.unit_of_work import UnitOfWork


def tell_handed_over(app: App, uow: UnitOfWork, pack: Handover) -> None:
    """Its receiver, in the transaction that hands it over."""
    uow.notices.add([_notice(app, NoticeKind.HANDED_OVER, pack, pack.receiver)])


def tell_received(app: App, uow: UnitOfWork, pack: Handover) -> None:
    """Who handed it over and who entered it."""
    people = dict.fromkeys((pack.giver, pack.by))
    kind = NoticeKind.HANDOVER_RECEIVED
    uow.notices.add(_notice(app, kind, pack, person) for person in people if person)


def _notice(app: App, kind: NoticeKind, pack: Handover, to: str) -> Notice:
    facts = {
        "person": pack.giver,
        "taker": pack.receiver,
        "agency": pack.agency,
        "position": pack.position,
    }
    key = f"{kind}:{pack.act_id}:@{to}"
    return Notice(key=key, kind=kind, at=app.clock(), person=to, facts=facts)


def tell_left_behind(app: App, uow: UnitOfWork, pack: Handover) -> None:
    """Whoever handles a case in which the leaver votes, counts or sits: only they can help."""
    uow.notices.add(_left_behind(app, uow, pack))


def _left_behind(app: App, uow: UnitOfWork, pack: Handover) -> Iterator[Notice]:
    kind = NoticeKind.LEFT_BEHIND
    for one in pack.items:
        if one.what in TELLING:
            facts: dict[str, Any] = {"person": pack.giver, "hang": one.what}
            yield Notice(
                key=f"{kind}:{pack.act_id}:{one.id}",
                kind=kind,
                at=app.clock(),
                case_id=one.case,
                agency=uow.cases.get(one.case).handler,
                by=pack.by,
                facts=facts,
            )
