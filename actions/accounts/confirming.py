"""The second administrator confirms what another asked for, a batch at a time, or declines it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from actions.accounts.accounts import check_administers_accounts
from actions.accounts.invitations import open_accounts, write_letters
from actions.accounts.two_people import CONFIRMED, DECLINED, tell
from actions.app import App
from actions.directory.directory import enter_given
from actions.directory.import_people import enter_sheet
from actions.province.change import enter_province
from domain.accounts.two_people import (
    AdminRequest,
    Letter,
    RequestKind,
    RequestState,
    check_second,
    check_waiting,
)
from domain.errors import BadInput
from models.unit_of_work import UnitOfWork, transaction

Perform = Callable[[App, UnitOfWork, AdminRequest], tuple[Letter, ...]]
PERFORM: dict[RequestKind, Perform] = {
    RequestKind.INVITE: write_letters,
    RequestKind.OPEN: open_accounts,
    RequestKind.SEAT: enter_given,
    RequestKind.DELEGATION: enter_given,
    RequestKind.IMPORT: enter_sheet,
    RequestKind.PROVINCE: enter_province,
}


def confirm_requests(app: App, ids: Sequence[str], *, by: str = "") -> tuple[Letter, ...]:
    """All of them or none, as if entered now; the letters that are to be printed.

    `by` is empty on the command line. Raises NotFound, NotAllowed, BadInput, and whatever the
    rules say today of what was asked for.
    """
    if not ids:
        raise BadInput(field="request", rule=BadInput.Rule.MISSING, value="")

    def work(uow: UnitOfWork) -> tuple[Letter, ...]:
        found = [uow.admin_requests.get(request_id) for request_id in dict.fromkeys(ids)]
        return tuple(letter for asked in found for letter in _confirm(app, uow, asked, by))

    return transaction(app.engine, work)


def _confirm(app: App, uow: UnitOfWork, asked: AdminRequest, by: str) -> tuple[Letter, ...]:
    for person in filter(None, (by, asked.asked_by)):  # who asked must still be one
        check_administers_accounts(app, uow, person)
    check_second(asked, by, uow.accounts.administrators(app.today()))
    _decide(app, uow, asked, RequestState.CONFIRMED, by)
    tell(app, uow, asked, CONFIRMED, by)
    return PERFORM[asked.kind](app, uow, asked)


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
