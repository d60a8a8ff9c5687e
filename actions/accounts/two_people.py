"""Done at once while there is one administrator; put to another as soon as there are two.

The people it is about and the auditors read it in their own pages, either way.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from actions.accounts.accounts import digest
from actions.app import App
from domain.accounts.two_people import AdminRequest, RequestKind
from models.accounts.accounts import AccountEntry
from models.unit_of_work import UnitOfWork, reading

ASKED, ALONE = "asked", "done_alone"  # in the history; after them the kind of the request
CONFIRMED, DECLINED = "confirmed_by_second", "declined_by_second"
TOLD = (ASKED, ALONE, CONFIRMED, DECLINED)


@dataclass(frozen=True, slots=True)
class Asking:
    """Who asks, empty for the command line; under which form id; on which document."""

    by: str
    act_id: str
    document: str = ""


def request(
    app: App,
    kind: RequestKind,
    people: tuple[str, ...],
    said: Mapping[str, object],
    wish: Asking,
) -> AdminRequest:
    """The same form makes the same request."""
    return AdminRequest(
        id=digest(f"{wish.by} {wish.act_id}")[:16],
        kind=kind,
        people=people,
        said=said,
        document=wish.document,
        asked_by=wish.by,
        asked_at=app.clock(),
    )


def put_to_another(app: App, uow: UnitOfWork, asked: AdminRequest) -> bool:
    """True: it waits for a second administrator. False: there has never been one, do it now."""
    waits = uow.accounts.administrators_ever(app.today()) > 1
    if uow.admin_requests.find(asked.id) is None:
        if waits:
            uow.admin_requests.add(asked)
        tell(app, uow, asked, ASKED if waits else ALONE, asked.asked_by)
    return waits


def tell(app: App, uow: UnitOfWork, asked: AdminRequest, what: str, by: str) -> None:
    """Each person it is about, in the history of their account."""
    at = app.clock()
    uow.accounts.log_all(AccountEntry(one, what, by, asked.kind, at) for one in asked.people)


def is_alone(app: App) -> bool:
    """Has there never been a second administrator?"""
    with reading(app) as uow:
        return uow.accounts.administrators_ever(app.today()) < 2
