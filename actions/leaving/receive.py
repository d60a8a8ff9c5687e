"""Packs that were handed over: who may read one, and that its receiver has it."""

from __future__ import annotations

from actions.app import App
from actions.told.leaving import tell_received
from domain.errors import NotFound
from models.directory.handovers import Handover
from models.unit_of_work import UnitOfWork, transaction


def receive(app: App, number: int, *, person: str) -> Handover:
    """The receiver has what was handed over; said twice it is said once. Raises NotFound, also for
    who is not the receiver."""

    def work(uow: UnitOfWork) -> Handover:
        pack = uow.handovers.get(number)
        if pack.receiver != person:
            raise NotFound(kind="pack", id=str(number))
        if pack.received_at is None:
            uow.handovers.receive(pack, app.clock())
            tell_received(app, uow, pack)
        return uow.handovers.get(number)

    return transaction(app.engine, work)


def read_pack(uow: UnitOfWork, number: int, *, person: str, administers: bool) -> Handover:
    """For its receiver, who handed it over, and who looks after the directory. Raises NotFound."""
    pack = uow.handovers.get(number)
    if person not in (pack.receiver, pack.giver) and not administers:
        raise NotFound(kind="pack", id=str(number))
    return pack
