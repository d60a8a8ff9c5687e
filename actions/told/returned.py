"""Mail that came back (RFC 3464) to the folder of the settings: its address is marked.

Anybody can send mail that looks like this. It counts only where it names a mail of ours by its
Message-ID, which nobody can guess, and the address that mail went to.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from email import policy
from email.message import Message
from email.parser import BytesParser
from mailbox import Maildir, MaildirMessage
from pathlib import Path

from actions.app import App
from actions.told.dead_address import mark_dead
from domain.told.delivery import is_dead
from models.unit_of_work import UnitOfWork, transaction

log = logging.getLogger(__name__)
LARGEST = 1_000_000  # bytes; a report says what came back in far less
SEEN = "S"


def read_returned(app: App, folder: Path) -> int:
    """How many addresses were marked. What was looked at is marked as seen and stays there."""
    if not folder.is_dir():
        return 0
    box, marked = Maildir(folder, create=False), 0
    for key in sorted(box.keys()):
        kept = box[key]
        if SEEN not in kept.get_flags():
            marked += _look(app, box.get_bytes(key))
            _see(box, key, kept)
    return marked


def _see(box: Maildir, key: str, kept: MaildirMessage) -> None:
    kept.set_subdir("cur")
    kept.add_flag(SEEN)
    box[key] = kept


def _look(app: App, octets: bytes) -> int:
    if len(octets) > LARGEST:
        return 0
    try:
        report = BytesParser(policy=policy.default).parsebytes(octets)
        message_id, failed = _original(report), tuple(_failed(report))
    except Exception:  # noqa: BLE001  what strangers send may be anything: go on
        log.warning("một thư trả lại không đọc được")
        return 0
    if not (message_id and failed):
        return 0
    return transaction(app.engine, lambda uow: _mark(app, uow, message_id, failed))


def _mark(app: App, uow: UnitOfWork, message_id: str, failed: tuple[tuple[str, str], ...]) -> int:
    sent = uow.mails.sent_as(message_id)
    if sent is None:
        return 0
    person, address = sent
    why = next((status for to, status in failed if to == address.lower()), "")
    return int(bool(why) and mark_dead(app, uow, person, address, why))


def _failed(report: Message) -> Iterator[tuple[str, str]]:
    """Address and code of each recipient at whom nothing will ever arrive."""
    for part in report.walk():
        if part.get_content_type() == "message/delivery-status":
            for block in _parts(part):
                action = str(block.get("Action", "")).strip().lower()
                status = str(block.get("Status", "")).split(" ")[0].strip()
                if action == "failed" and is_dead(status):
                    yield _recipient(block), status


def _recipient(block: Message) -> str:
    """ "rfc822; name@example.vn" → "name@example.vn"."""
    said = block.get("Original-Recipient") or block.get("Final-Recipient") or ""
    return str(said).rpartition(";")[2].strip().strip("<>").lower()


def _original(report: Message) -> str:
    """The Message-ID of what came back: a whole mail, or its headers."""
    for part in report.walk():
        if part.get_content_type() == "message/rfc822":
            return next((_name(inner) for inner in _parts(part)), "")
        if part.get_content_type() == "text/rfc822-headers":
            octets = part.get_payload(decode=True)
            assert isinstance(octets, bytes)
            return _name(BytesParser(policy=policy.default).parsebytes(octets))
    return ""


def _name(message: Message) -> str:
    return str(message.get("Message-ID", "")).strip()


def _parts(message: Message) -> list[Message]:
    found = message.get_payload()
    return [one for one in found if isinstance(one, Message)] if isinstance(found, list) else []
