"""Where a person gets mail, and how. An address counts once its owner, signed in, has typed the
code that was sent there, whoever entered it: nobody can have another's mail sent elsewhere."""

from __future__ import annotations

import secrets
from dataclasses import replace

from actions.accounts.accounts import (
    account_of,
    check_administers_accounts,
    log_account,
    same_secret,
)
from actions.app import App
from actions.told.post import Post
from domain.told.choices import MailChoices, check_choices
from domain.told.delivery import check_address
from domain.told.mailbox import Mailbox, check_code
from models.told.mails import MailKind, NewMail
from models.unit_of_work import UnitOfWork, reading, transaction

CODE_LETTERS = 8


def mailbox_of(app: App, person: str) -> Mailbox:
    with reading(app) as uow:
        return uow.mailboxes.of(person)


def want_address(app: App, post: Post, person: str, typed: str, *, by: str) -> None:
    """A code is sent there; until it is typed, mail goes on to where it went.

    `by` is the person or who looks after accounts. Raises BadInput, NotFound, NotAllowed.
    """
    address = check_address(typed)

    def work(uow: UnitOfWork) -> None:
        if by != person:
            check_administers_accounts(app, uow, by)
        account_of(uow, person)
        box = uow.mailboxes.of(person).wanting(address, secrets.token_hex(16), app.clock())
        uow.mailboxes.put(box)
        name = post.message_id(MailKind.CODE, person, box.nonce)
        uow.mails.make(NewMail(person, MailKind.CODE, name, address=address), app.clock())
        log_account(app, uow, person, "mail_wanted", by, address)

    transaction(app.engine, work)


def confirm_address(app: App, post: Post, person: str, code: str) -> None:
    """From now on mail goes there; the address before is told. Raises WrongCode."""

    def work(uow: UnitOfWork) -> None:
        box = uow.mailboxes.of(person)
        check_code(box, same_secret(code_of(post, box), code.strip().lower()), app.clock())
        newest = uow.mailboxes.newest_notice()
        _change(app, post, uow, box, box.confirmed(newest), "mail_confirmed")

    transaction(app.engine, work)


def remove_address(app: App, post: Post, person: str) -> None:
    """No mail any more; the address is told. Doing it twice changes nothing."""

    def work(uow: UnitOfWork) -> None:
        box = uow.mailboxes.of(person)
        if box.address or box.wanted:
            _change(app, post, uow, box, box.removed(), "mail_removed")

    transaction(app.engine, work)


def _change(
    app: App, post: Post, uow: UnitOfWork, before: Mailbox, after: Mailbox, what: str
) -> None:
    uow.mailboxes.put(after)
    log_account(app, uow, before.person, what, before.person, after.address)
    if before.address and before.address != after.address:
        name = post.message_id(MailKind.CHANGED, before.person, before.address, app.clock())
        told = NewMail(before.person, MailKind.CHANGED, name, address=before.address)
        uow.mails.make(told, app.clock())


def choose(app: App, person: str, chosen: MailChoices) -> None:
    """How they want to be told from now on. Raises BadInput."""
    check_choices(chosen)

    def work(uow: UnitOfWork) -> None:
        uow.mailboxes.put(replace(uow.mailboxes.of(person), choices=chosen))

    transaction(app.engine, work)


def code_of(post: Post, box: Mailbox) -> str:
    """What was sent to the wanted address; kept nowhere, made again from what is kept."""
    return post.name("code", box.person, box.wanted, box.nonce)[:CODE_LETTERS]
