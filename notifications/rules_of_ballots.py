"""Votes: which of it tells whom. No choice and no figure is in any notice."""

from __future__ import annotations

from collections.abc import Iterator

from domain.effects.notices import NoticeKind
from domain.facts import votes as ballots
from notifications import recipients as to
from notifications.said import Said, Telling, question


def counted_once(telling: Telling, fact: ballots.TallyEntered) -> Iterator[Said]:
    """A second person enters the count by themselves; no figure is told."""
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person}
    yield Said(NoticeKind.COUNTED_ONCE, to.bodies(task.agency), facts, task.id)


def called(telling: Telling, fact: ballots.BallotOpened) -> Iterator[Said]:
    facts = question(telling.task(fact.task))
    yield Said(NoticeKind.CALLED, to.people(fact.members), facts, fact.task)
    yield Said(NoticeKind.TELLER, to.people(fact.tellers), facts, fact.task)


def sealed(telling: Telling, fact: ballots.BallotSealed) -> Iterator[Said]:
    opened = telling.ballot.get(fact.task)
    facts = question(telling.task(fact.task))
    yield Said(NoticeKind.SEALED, to.people(opened.tellers if opened else ()), facts, fact.task)


def ballot_voided(telling: Telling, fact: ballots.BallotVoided) -> Iterator[Said]:
    facts = question(telling.task(fact.task)) | {"reason": fact.reason}
    called = to.people(telling.called(fact.task))
    yield Said(NoticeKind.BALLOT_VOIDED, called, facts, fact.task)


def ballot_closed(telling: Telling, fact: ballots.BallotClosed) -> Iterator[Said]:
    facts = question(telling.task(fact.task))
    called = to.people(telling.called(fact.task))
    yield Said(NoticeKind.BALLOT_CLOSED, called, facts, fact.task)
