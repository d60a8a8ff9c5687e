"""Nothing arrives at an address: no mail is sent there until its owner enters one again."""

from __future__ import annotations

from actions.accounts.accounts import log_account
from actions.app import App
from models.unit_of_work import UnitOfWork


def mark_dead(app: App, uow: UnitOfWork, person: str, address: str, why: str) -> bool:
    """Once, and only where mail still goes there; shown to the person and to who looks after
    accounts. `why` is a code of the server."""
    marked = uow.mailboxes.returned(person, address, why, app.clock())
    if marked:
        log_account(app, uow, person, "mail_returned", "", f"{address} {why}")
    return marked
