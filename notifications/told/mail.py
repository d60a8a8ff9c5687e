"""A mail as it leaves: headers, plain text and HTML beside it, in the words of its reader."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from notifications.wording import mail_texts
from templates import TEMPLATES

LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class MailItem:
    """One thing told: `about` is the case as it may be named here, empty for none; `link` leads to
    its page, where the reader signs in."""

    said: str
    link: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class MailHead:
    """Who sends to whom. `thread` is what all mails of one case answer to; `leave` the page on
    which this kind of mail can be turned off, empty where the law wants it told."""

    sender: str
    name: str
    address: str
    message_id: str
    at: datetime
    thread: str = ""
    leave: str = ""


def mail_words(language: str, code: str, **facts: object) -> str:
    """A sentence of ours for mails. Raises KeyError."""
    return mail_texts(language)[code].format(**facts)


def message(
    head: MailHead, subject: str, opening: str, items: Sequence[MailItem], language: str
) -> EmailMessage:
    """Ready to be sent. Whatever a name holds, a header stays one line."""
    made = EmailMessage(SMTP)
    made["From"] = head.sender
    made["To"] = Address(_line(head.name), addr_spec=head.address)
    made["Subject"] = _line(subject)[:LONGEST_SUBJECT]
    made["Date"] = format_datetime(head.at)
    made["Message-ID"] = head.message_id
    if head.thread:
        made["In-Reply-To"] = made["References"] = head.thread
    if head.leave:
        made["List-Unsubscribe"] = f"<{head.leave}>"
    made["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's out-of-office answers
    for kind, subtype in (("txt", "plain"), ("html", "html")):
        text = _template(kind).render(
            name=head.name,
            subject=subject,
            opening=opening,
            items=items,
            leave=head.leave,
            language=language,
            t=mail_texts(language),
        )
        add = made.set_content if kind == "txt" else made.add_alternative
        add(text, subtype=subtype, cte="base64")
    made["Content-Language"] = language  # last: adding a text moves such headers into its part
    return made


def _line(text: str) -> str:
    return " ".join(text.split())


@cache
def _template(kind: str):  # type: ignore[no-untyped-def]
    made = Environment(
        loader=FileSystemLoader(TEMPLATES / "mail"),
        autoescape=kind == "html",
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return made.get_template(f"mail.{kind}.j2")
