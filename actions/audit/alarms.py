"""Before an act is saved its end is looked at; what contradicts the case is undone and told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import TypeVar

from actions.app import App
from domain.errors import StaleCase
from domain.invariants.errors import Contradiction
from models.audit.alarms import Alarm
from models.unit_of_work import UnitOfWork, transaction

log = logging.getLogger(__name__)
R = TypeVar("R")


def watched(
    app: App, work: Callable[[UnitOfWork], R], *, act_id: str, person: str = "", tries: int = 6
) -> R:
    """One transaction. An invariant that would break undoes it whole and leaves a row that the
    operator sees. Raises Contradiction."""
    try:
        return transaction(app.engine, work, tries=tries)
    except Contradiction as found:
        _raise_alarm(app, found, act_id, person)
        raise


def _raise_alarm(app: App, found: Contradiction, act_id: str, person: str) -> None:
    """In a transaction of its own; one that cannot be written stands in the log at least."""
    said = {name: str(found.facts[name]) for name in ("rule", "found")}
    alarm = Alarm(
        at=app.clock(), case_id=str(found.facts["case"]), act_id=act_id, person=person, **said
    )
    log.error("an act contradicts its case and was undone: %s", alarm)
    try:
        transaction(app.engine, lambda uow: uow.alarms.add(alarm))
    except StaleCase:
        log.exception("the alarm could not be written")
