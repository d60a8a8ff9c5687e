"""The second administrator confirms what another asked for, a batch at a time, or declines it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial

from actions.accounts.accounts import check_administers_accounts
from actions.accounts.invitations import open_accounts, write_letters
from actions.accounts.two_people import CONFIRMED, DECLINED, tell
from actions.app import App
from actions.directory.directory import enter_given
from actions.directory.import_people import SheetRead, enter_sheet, read_asked
from actions.province.change import enter_province
from domain.accounts.two_people import (
    AdminRequest,
    Letter,
    RequestKind,
    RequestState,
    check_second,
    check_waiting,
)
from domain.errors import BadInput, BadSheet
from models.unit_of_work import UnitOfWork, reading, transaction

Perform = Callable[[App, UnitOfWork, AdminRequest], tuple[Letter, ...]]
PERFORM: dict[RequestKind, Perform] = {
    RequestKind.INVITE: write_letters,
    RequestKind.OPEN: open_accounts,
    RequestKind.SEAT: enter_given,
    RequestKind.DELEGATION: enter_given,
    RequestKind.PROVINCE: enter_province,
}


def confirm_requests(app: App, ids: Sequence[str], *, by: str = "") -> tuple[Letter, ...]:
    """All of them or none, as if entered now; the letters that are to be printed.

    `by` is empty on the command line. Raises NotFound, NotAllowed, BadInput, and whatever the
    rules say today of what was asked for.
    """
    if not ids:
        raise BadInput(field="request", rule=BadInput.Rule.MISSING, value="")

    sheets = _sheets_read(app, ids)

    def work(uow: UnitOfWork) -> tuple[Letter, ...]:
        found = [uow.admin_requests.get(request_id) for request_id in dict.fromkeys(ids)]
        perform = PERFORM | {RequestKind.IMPORT: partial(_enter, sheets)}
        done = (_confirm(app, uow, asked, by, perform) for asked in found)
        return tuple(letter for letters in done for letter in letters)

    return transaction(app.engine, work)


def _sheets_read(app: App, ids: Sequence[str]) -> dict[str, SheetRead]:
    """Sheets among these requests, read before anybody has to wait for it. One that is refused now
    is refused when its turn comes."""
    read = {}
    with reading(app) as uow:
        for request_id in ids:
            asked = uow.admin_requests.find(request_id)
            if asked and asked.kind is RequestKind.IMPORT:
                with suppress(BadSheet):
                    read[request_id] = read_asked(app, uow, asked)
    return read


def _enter(
    sheets: Mapping[str, SheetRead], app: App, uow: UnitOfWork, asked: AdminRequest
) -> tuple[Letter, ...]:
    return enter_sheet(app, uow, asked, sheets.get(asked.id))


def _confirm(
    app: App, uow: UnitOfWork, asked: AdminRequest, by: str, perform: Mapping[RequestKind, Perform]
) -> tuple[Letter, ...]:
    for person in filter(None, (by, asked.asked_by)):  # who asked must still be one
        check_administers_accounts(app, uow, person)
    check_second(asked, by, uow.accounts.administrators(app.today()))
    _decide(app, uow, asked, RequestState.CONFIRMED, by)
    tell(app, uow, asked, CONFIRMED, by)
    return perform[asked.kind](app, uow, asked)


def decline_request(app: App, request_id: str, *, by: str = "") -> None:
    """By any administrator, who asked included. Raises NotFound, NotAllowed, BadInput."""

    def work(uow: UnitOfWork) -> None:
        if by:
            check_administers_accounts(app, uow, by)
        asked = uow.admin_requests.get(request_id)
        _decide(app, uow, asked, RequestState.DECLINED, by)
        tell(app, uow, asked, DECLINED, by)

    transaction(app.engine, work)


def _decide(app: App, uow: UnitOfWork, asked: AdminRequest, state: RequestState, by: str) -> None:
    check_waiting(asked, app.clock())
    if not uow.admin_requests.decide(asked.id, state, by, app.clock()):
        raise BadInput(field="request", rule=BadInput.Rule.DECIDED, value=asked.id)
