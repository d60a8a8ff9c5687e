"""What was told becomes mail: which notices, for whom, in which mail. Nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby

from actions.app import App
from actions.told.post import Post
from actions.viewer import viewer_of
from domain.calendar.clock import local_day
from domain.told.choices import MailChoices, is_settled
from domain.told.kinds import When
from domain.told.mailbox import Mailbox
from models.effects.notices import LATE_COMMITS, Given
from models.told.mails import MailKind, MailLine, NewMail
from models.unit_of_work import UnitOfWork, reading, transaction

MOST = 2000  # notices of one person at a time


def take_up(app: App) -> int:
    """Each notice that somebody may read, has not read and wants mailed gets its line for them,
    once, however many workers run. How many new lines."""
    with reading(app) as uow:
        newest = uow.mailboxes.newest_notice()
        behind = uow.mailboxes.behind()
        found = {box.person: _fresh(app, uow, box) for box in behind}
    made = sum(_put(app, person, lines) for person, lines in found.items() if lines)
    if found:
        people = tuple(found)
        transaction(app.engine, lambda uow: uow.mailboxes.taken_up(people, newest))
    return made


def _fresh(app: App, uow: UnitOfWork, box: Mailbox) -> tuple[MailLine, ...]:
    """Looked for a little behind the last: notices are numbered before they can be seen."""
    after = max(box.since, box.taken_up - LATE_COMMITS)
    known = uow.mails.known(box.person, after)
    viewer = viewer_of(app, uow, box.person)
    told = uow.notices.of(viewer.visibility, limit=MOST, unread=True, after=after)
    return tuple(_lines(app, box.choices, [one for one in told if one.id not in known]))


def _lines(app: App, choices: MailChoices, wanted: Iterable[Given]) -> Iterator[MailLine]:
    rules, now = app.catalogue.mail, app.clock()
    for one in wanted:
        when = choices.when(rules, one.notice.kind)
        if when != When.NEVER:
            due = choices.due(rules, one.notice, now)
            yield MailLine(one.id, due, when == When.DIGEST)


def _put(app: App, person: str, lines: tuple[MailLine, ...]) -> int:
    def work(uow: UnitOfWork) -> int:
        known = uow.mails.known(person, min(line.notice for line in lines) - 1)
        fresh = [line for line in lines if line.notice not in known]
        if fresh:
            uow.mails.take_up(person, fresh)
        return len(fresh)

    return transaction(app.engine, work)


def make_mails(app: App, post: Post) -> int:
    """Lines whose time has come are put into mails: one for each case, one digest a day."""
    with reading(app) as uow:
        people = uow.mails.whose_turn(app.clock())
    return sum(_make_for(app, post, person) for person in people)


def _make_for(app: App, post: Post, person: str) -> int:
    return transaction(app.engine, lambda uow: _make(app, post, uow, person))


def _make(app: App, post: Post, uow: UnitOfWork, person: str) -> int:
    now = app.clock()
    lines = uow.mails.lines(person, now)
    new = [*_at_once(post, person, lines, now), *_digest(post, person, lines, now)]
    fresh = [(mail, theirs) for mail, theirs in new if not uow.mails.is_made(mail.message_id)]
    for mail, theirs in fresh:
        uow.mails.make(mail, now, theirs)
    return len(fresh)


def _at_once(
    post: Post, person: str, lines: tuple[MailLine, ...], now: datetime
) -> Iterator[tuple[NewMail, list[MailLine]]]:
    """One for each case in which nothing has moved for a while."""
    quick = sorted((line for line in lines if not line.digest), key=lambda line: line.case_id)
    for case_id, of_case in groupby(quick, key=lambda line: line.case_id):
        group = list(of_case)
        if is_settled([line.due for line in group], now):
            name = post.message_id("at_once", person, group[0].notice)
            yield NewMail(person, MailKind.AT_ONCE, name, case_id), group


def _digest(
    post: Post, person: str, lines: tuple[MailLine, ...], now: datetime
) -> Iterator[tuple[NewMail, list[MailLine]]]:
    """One a day: what comes later waits for tomorrow's."""
    due = [line for line in lines if line.digest and line.due <= now]
    if due:
        name = post.message_id("digest", person, local_day(now))
        yield NewMail(person, MailKind.DIGEST, name), due
