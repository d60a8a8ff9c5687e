"""Mail leaves, in batches: held in one transaction, sent outside any, and what became of it kept.

A worker that dies between sending and keeping leaves a mail that is sent once more, under the same
Message-ID: mail programs show it once.
"""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from actions.app import App
from actions.told.dead_address import mark_dead
from actions.told.make_mail import make_mails, take_up
from actions.told.post import BROKEN, TAKEN, Post, connected, hand_over
from actions.told.returned import read_returned
from actions.told.write_mail import write
from domain.accounts.webhooks import MOST_TRIES
from domain.told.delivery import MailAnswer, MailEnd, after
from models.told.mails import HeldMail
from models.unit_of_work import UnitOfWork, reading, transaction

LEASE, BATCH = timedelta(minutes=20), 20  # a batch of a server that is always late fits in it


def deliver_mail(app: App, post: Post) -> int:
    """Whatever is due now; returns how many mails left.

    Raises PostUnreachable where the server cannot be asked: everything waits, nothing is lost.
    """
    if post.returned:
        read_returned(app, post.returned)
    take_up(app)
    make_mails(app, post)
    sent = 0
    while held := _claim(app):
        sent += _send_batch(app, post, held)
    return sent


def _claim(app: App) -> tuple[HeldMail, ...]:
    now = app.clock()
    with reading(app) as uow:
        if not uow.mails.has_due(now):
            return ()
    return transaction(app.engine, lambda uow: uow.mails.claim(now, now + LEASE, BATCH))


def _send_batch(app: App, post: Post, held: Sequence[HeldMail]) -> int:
    """What was not tried, for want of a server, waits as it waited before."""
    left, sent = list(held), 0
    try:
        while left:
            sent += _through_one_connection(app, post, left)
        return sent
    finally:
        transaction(app.engine, lambda uow: uow.mails.release(left, app.clock()))


def _through_one_connection(app: App, post: Post, left: list[HeldMail]) -> int:
    """Takes from `left` what is tried, until nothing is left or the connection breaks."""
    sent, answer = 0, None
    with connected(post) as server:
        while left and answer != BROKEN:
            answer = _send(app, post, server, left.pop(0))
            sent += answer == TAKEN
    return sent


def _send(app: App, post: Post, server: smtplib.SMTP, mail: HeldMail) -> MailAnswer | None:
    """What the server said; None where there was nothing to send."""
    if mail.tries > MOST_TRIES:  # whoever held it before died of it
        _keep(app, mail, MailEnd.GIVEN_UP, BROKEN)
        return None
    written = write(app, post, mail)
    if written is None:
        _keep(app, mail, MailEnd.NOTHING, TAKEN)
        return None
    answer = hand_over(server, written.message)
    mail = replace(mail, address=written.address)
    _keep(app, mail, after(answer, mail.tries, app.clock()), answer)
    return answer


def _keep(app: App, mail: HeldMail, end: MailEnd | datetime, answer: MailAnswer) -> None:
    now = app.clock()
    error = "" if answer == TAKEN else answer.said

    def work(uow: UnitOfWork) -> None:
        if isinstance(end, MailEnd):
            uow.mails.ended(mail, end, error, now)
        else:
            uow.mails.again(mail, error, end)
        if answer.blames_address:
            mark_dead(app, uow, mail.person, mail.address, answer.said)

    transaction(app.engine, work)
