"""A real mail server on loopback, as good or as bad as a test wants it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from actions.app import App
from actions.told.addresses import code_of, confirm_address, mailbox_of, want_address
from actions.told.deliver_mail import deliver_mail
from actions.told.post import Post
from domain.accounts.accounts import Account
from domain.told.choices import SETTLE
from models.told.mails import MailCounts, Undelivered
from models.unit_of_work import UnitOfWork, transaction
from tests.looking import read

SITE = "https://thamdinh.example.vn"


@dataclass
class PostOffice:
    """Keeps what it took. `recipients` and `contents`: what it answers first to whom a mail is for,
    and to a mail, instead of taking it; `at_data` is called with what came, before the answer."""

    port: int = 0
    taken: list[EmailMessage] = field(default_factory=list)
    recipients: dict[str, str] = field(default_factory=dict)
    contents: list[str] = field(default_factory=list)
    drops: int = 0
    hangs: bool = False
    at_data: Callable[[EmailMessage], None] = lambda _: None

    async def handle_RCPT(self, _server: Any, _s: Any, envelope: Any, to: str, _o: Any) -> str:
        if answer := self.recipients.get(to):
            return answer
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: Any, _session: Any, envelope: Any) -> str:
        if self.hangs:
            await asyncio.sleep(3600)
        if self.contents:
            return self.contents.pop(0)
        made = message_from_bytes(envelope.content, policy=policy.SMTP)
        self.taken.append(made)
        self.at_data(made)
        if self.drops:
            self.drops -= 1
            server.transport.abort()
        return "250 OK"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.taken if address in str(mail["To"])]


class OnAnyPort(Controller):
    """On a port nobody uses, found by binding to it."""

    def _trigger_server(self) -> None:
        self.port = self.server.sockets[0].getsockname()[1]
        super()._trigger_server()


@contextmanager
def post_office(**more: Any) -> Iterator[PostOffice]:
    office = PostOffice()
    controller = OnAnyPort(office, hostname="127.0.0.1", port=0, **more)
    controller.start()
    office.port = controller.port
    try:
        yield office
    finally:
        controller.stop(no_assert=True)


def posting(app: App, office: PostOffice, **more: Any) -> App:
    """The same application with a mail server of its own."""
    post = Post("127.0.0.1", office.port, "Thẩm Định <thamdinh@example.vn>", SITE, "none")
    return replace(app, post=replace(post, key=b"k" * 32, **more))


def deliver(app: App) -> int:
    assert app.post
    return deliver_mail(app, app.post)


def wants_mail(app: App, person: str) -> None:
    """They have an account, and a code is on its way to PERSON@example.vn."""
    assert app.post
    transaction(app.engine, lambda uow: _give_account(uow, person))
    want_address(app, app.post, person, address(person), by=person)


def gets_mail(app: App, *people: str) -> None:
    """They have typed the code."""
    assert app.post
    for person in people:
        wants_mail(app, person)
        confirm_address(app, app.post, person, code_of(app.post, mailbox_of(app, person)))


def _give_account(uow: UnitOfWork, person: str) -> None:
    if uow.accounts.find(person) is None:
        uow.accounts.put(Account(person, password="of no use"))


def address(person: str) -> str:
    return f"{person}@example.vn"


def text_of(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def whole(mail: EmailMessage) -> str:
    """Everything a reader, or a server on the way, can read: headers, texts, raw octets."""
    raw = mail.as_bytes().decode("utf-8", "replace")
    headers = "\n".join(f"{name}: {value}" for name, value in mail.items())
    return "\n".join((raw, headers, text_of(mail), text_of(mail, "html")))


def settle(app: App) -> None:
    app.clock.forward(seconds=SETTLE.total_seconds())  # type: ignore[attr-defined]


def deliver_settled(app: App) -> int:
    settle(app)
    return deliver(app)


def undelivered(app: App) -> tuple[Undelivered, ...]:
    return read(app, lambda uow: uow.mails.undelivered())


def counts(app: App) -> MailCounts:
    return read(app, lambda uow: uow.mails.counts())


def log_of(app: App, person: str) -> list[str]:
    return [entry.what for entry in read(app, lambda uow: uow.accounts.entries(person))]


def with_mail(app: App, office: PostOffice, *people: str) -> None:
    """They get mail, and nothing of how they came to is in the way."""
    gets_mail(app, *people)
    deliver(app)
    office.taken.clear()
