"""How mail leaves: one connection to the server of the settings, one answer for each mail."""

from __future__ import annotations

import hashlib
import hmac
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Literal

from domain.told.delivery import MailAnswer, enhanced

PATIENCE = 20.0  # seconds a server may take for one answer
TAKEN = MailAnswer(250)
BROKEN = MailAnswer(0)
CLOSING = 421  # the server ends the connection with this answer
Security = Literal["starttls", "tls", "none"]


class PostUnreachable(Exception):
    """No connection, or the server does not let us in: nothing was tried."""


@dataclass(frozen=True, slots=True)
class Post:
    """`sender` as "Name <address>"; `site` is where browsers find the pages; `key` makes names
    nobody can guess; `returned` is the Maildir of what came back, if somebody keeps one."""

    host: str
    port: int
    sender: str
    site: str
    security: Security = "starttls"
    user: str = ""
    password: str = field(default="", repr=False)
    key: bytes = field(default=b"", repr=False)
    returned: Path | None = None

    @property
    def domain(self) -> str:
        return parseaddr(self.sender)[1].rpartition("@")[2]

    def name(self, *of: object) -> str:
        """The same name for the same thing, and nothing of the thing in it."""
        said = "\n".join(map(str, of)).encode()
        return hmac.new(self.key, said, hashlib.sha256).hexdigest()[:40]

    def message_id(self, *of: object) -> str:
        return f"<{self.name(*of)}@{self.domain}>"


@contextmanager
def connected(post: Post) -> Iterator[smtplib.SMTP]:
    """Signed in, and encrypted unless the settings say otherwise. Raises PostUnreachable."""
    try:
        server = _connect(post)
    except (OSError, smtplib.SMTPException) as away:
        raise PostUnreachable(repr(away)) from away
    except UnicodeError:  # its text holds the password
        raise PostUnreachable("SMTP takes names and passwords in ASCII only") from None
    try:
        yield server
    finally:
        with suppress(OSError, smtplib.SMTPException):
            server.quit()


def _connect(post: Post) -> smtplib.SMTP:
    if post.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            post.host, post.port, post.domain, timeout=PATIENCE, context=_certain()
        )
    else:
        server = smtplib.SMTP(post.host, post.port, post.domain, timeout=PATIENCE)
    try:
        if post.security == "starttls":
            server.starttls(context=_certain())
        if post.user:
            server.login(post.user, post.password)
    except BaseException:
        server.close()
        raise
    return server


def _certain() -> ssl.SSLContext:
    """The certificate is that of the name, by an authority this machine trusts."""
    return ssl.create_default_context()


def hand_over(server: smtplib.SMTP, message: EmailMessage) -> MailAnswer:
    """What the server said to one mail; after BROKEN the connection is of no use any more."""
    try:
        server.send_message(message)
    except smtplib.SMTPRecipientsRefused as refused:
        code, said = next(iter(refused.recipients.values()))
        return _answer(code, said, of_address=True)
    except smtplib.SMTPResponseException as refused:
        if refused.smtp_code == CLOSING:
            return BROKEN
        return _answer(refused.smtp_code, refused.smtp_error)
    except (OSError, smtplib.SMTPException):
        return BROKEN
    return TAKEN


def _answer(code: int, said: bytes | str, *, of_address: bool = False) -> MailAnswer:
    text = said.decode("ascii", "replace") if isinstance(said, bytes) else said
    return MailAnswer(code, enhanced(text), of_address)
