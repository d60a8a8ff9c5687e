"""A letter with a link by which a person sets a password; who makes it never uses it alone.

Asked for by one administrator, who is shown a short code for each person; printed by the one who
confirms. The link opens nothing without the code, so neither of the two can come in as the person.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import cast

from actions.accounts.accounts import (
    account_of,
    check_administers_accounts,
    chosen,
    count_try,
    digest,
    log_account,
    put_password,
    same_secret,
)
from actions.accounts.two_people import Asking, put_to_another, request
from actions.app import App
from actions.told.spans import tell_account
from domain.accounts.accounts import INVITATION, LONGEST, Account
from domain.accounts.errors import InvitationSpent, WrongCode
from domain.accounts.tries import Place, PlaceKind
from domain.accounts.two_people import (
    ALPHABET,
    AdminRequest,
    Letter,
    RequestKind,
    grouped,
    ungrouped,
)
from domain.errors import BadInput
from models.unit_of_work import UnitOfWork, transaction

TOKEN, CODE = 20, 8  # letters: 100 bits nobody can try through, 40 with few tries
HERE = Place(kind=PlaceKind.INVITATION)


@dataclass(frozen=True, slots=True)
class Invited:
    """Letters where nobody else is there; otherwise the code of each person, shown this once."""

    letters: tuple[Letter, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)


def invite(app: App, people: Sequence[str], *, by: str = "", act_id: str = "") -> Invited:
    """Ask for a letter to each of them, or write it where there is no second administrator.

    `by` is the administrator, empty on the command line. Raises NotFound, NotAllowed, BadInput.
    """
    named = tuple(dict.fromkeys(people))
    if not named:
        raise BadInput(field="person", rule=BadInput.Rule.MISSING, value="")
    codes = {person: _letters(CODE) for person in named}
    kept = {person: digest(ungrouped(code)) for person, code in codes.items()}
    wish = act_id or secrets.token_hex(8)

    def work(uow: UnitOfWork) -> Invited:
        if by:
            check_administers_accounts(app, uow, by)
        for person in named:
            uow.directory.person(person)
        asked = request(app, RequestKind.INVITE, named, {"codes": kept}, Asking(by, wish))
        known = uow.admin_requests.find(asked.id)
        if put_to_another(app, uow, asked):
            return Invited(codes={} if known else codes)
        return Invited(letters=write_letters(app, uow, replace(asked, said={})))

    return transaction(app.engine, work)


def write_letters(app: App, uow: UnitOfWork, asked: AdminRequest) -> tuple[Letter, ...]:
    """One to each person of the request; a letter written before opens nothing any more."""
    codes = cast(Mapping[str, str], asked.said.get("codes", {}))
    return tuple(_letter(app, uow, p, codes.get(p, ""), asked.asked_by) for p in asked.people)


def _letter(app: App, uow: UnitOfWork, person: str, code: str, by: str) -> Letter:
    token, until = _letters(TOKEN), app.clock() + INVITATION
    named = uow.directory.person(person)
    known = uow.accounts.find(person)
    account, link = known or Account(person), digest(ungrouped(token))
    uow.accounts.put(replace(account, invited=link, invited_until=until, invited_code=code))
    if known is None:
        tell_account(app, uow, person, by=by)
    log_account(app, uow, person, "invited", by)
    return Letter(person, named.full_name, named.present_position, token, until, bool(code))


def accept_invitation(app: App, token: str, password: str, code: str = "") -> str:
    """The person sets a password; every session and token that was open ends. Returns the id.

    A second factor that was set is taken off: whoever lost it is invited anew. Wrong codes are
    counted. Raises InvitationSpent, WrongCode, AccountLocked, WeakPassword.
    """
    transaction(app.engine, lambda uow: _count(app, uow, token))
    wanted = chosen(password[: LONGEST + 1])

    def work(uow: UnitOfWork) -> str:
        account = invited_by(uow, token, app.clock())
        if account.invited_code and not same_secret(account.invited_code, digest(ungrouped(code))):
            raise WrongCode(rule=WrongCode.Rule.LETTER)
        fresh = replace(Account(account.person), enabled=account.enabled)
        put_password(app, uow, fresh, wanted, what="password_set")
        uow.tokens.revoke(account.person, app.clock())
        uow.tries.forget_all(account.person)
        uow.tries.forget_devices(account.person)
        return account.person

    return transaction(app.engine, work)


def _count(app: App, uow: UnitOfWork, token: str) -> None:
    account = invited_by(uow, token, app.clock())
    if account.invited_code:
        count_try(uow, account.person, [HERE], app.clock())


def invited_by(uow: UnitOfWork, token: str, now: datetime) -> Account:
    """The account an invitation opens. Raises InvitationSpent."""
    account = uow.accounts.invited(digest(ungrouped(token))) if token else None
    if account is None or account.invited_until is None or account.invited_until < now:
        raise InvitationSpent()
    return account


def reopen(app: App, person: str, *, by: str = "", act_id: str = "") -> bool:
    """Open a closed account again, by two people; of an open one wrong tries are forgotten.

    True: it waits for a second administrator. Raises NotFound, NotAllowed.
    """
    wish = act_id or secrets.token_hex(8)

    def work(uow: UnitOfWork) -> bool:
        if by:
            check_administers_accounts(app, uow, by)
        asked = request(app, RequestKind.OPEN, (person,), {}, Asking(by, wish))
        closed = not account_of(uow, person).enabled
        if closed and put_to_another(app, uow, asked):
            return True
        open_accounts(app, uow, asked)
        return False

    return transaction(app.engine, work)


def open_accounts(app: App, uow: UnitOfWork, asked: AdminRequest) -> tuple[Letter, ...]:
    """No letter: the password is the one there was."""
    for person in asked.people:
        uow.accounts.put(replace(account_of(uow, person), enabled=True))
        uow.tries.forget_all(person)
        log_account(app, uow, person, "enabled", asked.asked_by)
    return ()


def _letters(count: int) -> str:
    return grouped("".join(secrets.choice(ALPHABET) for _ in range(count)))
