"""The words of a mail, made when it leaves: rights are asked then, and nothing of it is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from email.message import EmailMessage

from actions.app import App
from actions.told.addresses import code_of
from actions.told.bell import ToldLine, lines_of
from actions.told.outside import named_outside
from actions.told.post import Post
from actions.viewer import viewer_of
from domain.told.choices import KINDS_OF_OPEN_TASKS, about
from domain.told.mailbox import Mailbox
from models.effects.notices import Given
from models.told.mails import HeldMail, MailKind
from models.unit_of_work import UnitOfWork, reading
from notifications.told.mail import MailHead, MailItem, mail_words, message

PAGE = "/account/mail"


@dataclass(frozen=True, slots=True)
class WrittenMail:
    """A mail ready to leave, and where it goes."""

    address: str
    message: EmailMessage


@dataclass(frozen=True, slots=True)
class LeavingMail:
    """One mail to one person, about to leave."""

    app: App
    uow: UnitOfWork
    post: Post
    mail: HeldMail
    box: Mailbox

    @property
    def language(self) -> str:
        return self.box.choices.language

    def say(self, code: str, **facts: object) -> str:
        return mail_words(self.language, code, **facts)

    def head(self, address: str) -> MailHead:
        name = self.uow.directory.person(self.mail.person).full_name
        at = self.app.clock()
        return MailHead(self.post.sender, name, address, self.mail.message_id, at)


def write(app: App, post: Post, mail: HeldMail) -> WrittenMail | None:
    """None where nothing in it is news, or theirs, any more."""
    with reading(app) as uow:
        w = LeavingMail(app, uow, post, mail, uow.mailboxes.of(mail.person))
        match mail.kind:
            case MailKind.CODE:
                return _code(w)
            case MailKind.CHANGED:
                return _plain(w, w.say("changed_subject"), w.say("changed"))
            case MailKind.AT_ONCE | MailKind.DIGEST:
                return _notices(w)


def _code(w: LeavingMail) -> WrittenMail | None:
    """Only as long as this address waits to be confirmed."""
    if w.box.wanted != w.mail.address or not w.box.waits(w.app.clock()):
        return None
    said = w.say("code", typed=code_of(w.post, w.box), page=f"{w.post.site}{PAGE}")
    return _plain(w, w.say("code_subject"), said)


def _plain(w: LeavingMail, subject: str, text: str) -> WrittenMail:
    address = w.mail.address
    return WrittenMail(address, message(w.head(address), subject, text, (), w.language))


def _notices(w: LeavingMail) -> WrittenMail | None:
    lines = _lines(w)
    if not lines:
        return None
    items = _items(w, lines)
    head = replace(w.head(w.box.address), thread=_thread(w, lines), leave=_leave(w, lines))
    opening = w.say("digest" if w.mail.kind == MailKind.DIGEST else "opening")
    letter = message(head, _subject(w, items), opening, items, w.language)
    return WrittenMail(w.box.address, letter)


def _lines(w: LeavingMail) -> tuple[ToldLine, ...]:
    """What they may read now, have not read, and is still so; nothing for a closed account."""
    account = w.uow.accounts.find(w.mail.person)
    if not (w.box.takes_mail and account and account.enabled):
        return ()
    viewer, numbers = viewer_of(w.app, w.uow, w.mail.person), w.uow.mails.numbers(w.mail.id)
    given = w.uow.notices.of(viewer.visibility, limit=len(numbers), unread=True, numbers=numbers)
    return lines_of(w.app, w.uow, viewer, _still_so(w.uow, given), w.language)


def _still_so(uow: UnitOfWork, given: Sequence[Given]) -> list[Given]:
    """Oldest first. Of several about the same the last; no question that is answered by now."""
    last = {about(one.notice): one for one in sorted(given, key=lambda one: one.id)}
    asking = [one for one in last.values() if one.notice.kind in KINDS_OF_OPEN_TASKS]
    still = uow.mails.open_tasks([one.notice.task for one in asking])
    return [one for one in last.values() if one not in asking or one.notice.task in still]


def _items(w: LeavingMail, lines: Sequence[ToldLine]) -> list[MailItem]:
    """Line by line; whatever cases are told to nobody outside are one line that names none."""
    hidden = [line for line in lines if w.app.catalogue.mail.hides(line.procedure)]
    shown = [line for line in lines if line not in hidden]
    items = [MailItem(line.said, _link(w, line), _about(w, line)) for line in shown]
    if hidden:
        items.append(MailItem(w.say("hidden"), _link(w, *hidden)))
    return items


def _link(w: LeavingMail, *lines: ToldLine) -> str:
    """To the message, or to all of them. It tells nothing, and opening it changes nothing."""
    return f"{w.post.site}/told" + (f"/{lines[0].id}" if len(lines) == 1 else "")


def _about(w: LeavingMail, line: ToldLine) -> str:
    """Empty for a notice that is about no case."""
    if not line.case_id:
        return ""
    return named_outside(w.app, w.language, line.procedure, line.case_id)


def _thread(w: LeavingMail, lines: Sequence[ToldLine]) -> str:
    """What all mails about a case answer to. None for a case of which a mail says nothing."""
    if not w.mail.case_id or w.app.catalogue.mail.hides(lines[0].procedure):
        return ""
    return w.post.message_id("case", w.mail.person, w.mail.case_id)


def _leave(w: LeavingMail, lines: Sequence[ToldLine]) -> str:
    """The page to turn such mails off; none where the law wants it told, unless that would tell
    what a closed matter is about."""
    rules = w.app.catalogue.mail
    required = any(rules.is_required(n.kind) and not rules.hides(n.procedure) for n in lines)
    return "" if required else f"{w.post.site}{PAGE}"


def _subject(w: LeavingMail, items: Sequence[MailItem]) -> str:
    if w.mail.kind == MailKind.DIGEST:
        return w.say("digest_subject", day=f"{w.app.today():%d/%m/%Y}")
    last = items[-1]
    return f"[{w.mail.case_id}] {last.said}" if last.about else last.said
