"""Who may take over what hangs on a leaver, and what of the rest they may read."""

from __future__ import annotations

from collections.abc import Iterable

from actions.app import App
from domain.calendar.workdays import ONE_DAY
from domain.directory.actors import Power
from domain.errors import BadInput
from domain.leaving.hanging import Hanging
from models.directory.handovers import Handover
from models.unit_of_work import UnitOfWork


def is_shut(uow: UnitOfWork, person: str) -> bool:
    """Was their account closed? Who has none yet may still get one."""
    account = uow.accounts.find(person)
    return account is not None and not account.enabled


def check_receives(uow: UnitOfWork, pack: Handover, receiver: str) -> None:
    """Somebody else, who is not shut out. Raises BadInput, NotFound."""
    uow.directory.person(receiver)
    if receiver == pack.giver:
        raise BadInput(field="receiver", rule=BadInput.Rule.HAND_OVER_TO_SELF, value=receiver)
    if is_shut(uow, receiver):
        raise BadInput(field="receiver", rule=BadInput.Rule.ACCOUNT_CLOSED, value=receiver)


def check_stays(
    app: App, uow: UnitOfWork, pack: Handover, one: Hanging, receiver: str, power: Power | None
) -> None:
    """Who takes it over still works for the body when the leaver does not, with that power where
    one is named; else it would soon hang on nobody again. Raises BadInput."""
    if pack.last_day is None or (day := pack.last_day + ONE_DAY) <= app.today():
        return
    needed = {power} if power else {Power.PREPARE, Power.SIGN}
    agencies = app.catalogue.agencies
    for actor in uow.directory.actors(receiver, day):
        body = agencies.current(actor.agency, day).code if actor.agency else ""
        if body == one.agency and actor.powers & needed:
            return
    rule = BadInput.Rule.LEAVES_BEFORE
    raise BadInput(field="receiver", rule=rule, value=receiver, agency=one.agency, on=day)


def left_for(uow: UnitOfWork, items: Iterable[Hanging], receiver: str) -> tuple[Hanging, ...]:
    """What does not move, but for cases about the receiver or in which they stepped aside: that
    somebody votes or sits in one is not for them to read."""
    return tuple(one for one in items if not one.moves and not _bars(uow, one.case, receiver))


def _bars(uow: UnitOfWork, case_id: str, person: str) -> bool:
    if not case_id:
        return False
    case = uow.cases.get(case_id)
    return person in {case.subject, *case.recused}
