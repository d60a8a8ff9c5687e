"""Who works on a question, and to whom it went: which of it tells whom."""

from __future__ import annotations

from collections.abc import Iterator

from domain.effects.notices import NoticeKind
from domain.facts import extending, holding
from notifications import recipients as to
from notifications.said import Said, Telling, question


def assigned(telling: Telling, fact: holding.TaskAssigned) -> Iterator[Said]:
    """Who works on it now, and who held it until now."""
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person, "holder": fact.holder}
    facts |= {"reason": fact.reason}
    yield Said(NoticeKind.ASSIGNED, to.people([fact.holder]), facts, task.id)
    if fact.before:
        yield Said(NoticeKind.TAKEN_OVER, to.people([fact.before]), facts, task.id)


def given_back(telling: Telling, fact: holding.TaskGivenBack) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person, "reason": fact.reason}
    yield Said(NoticeKind.GIVEN_BACK, to.bodies(task.agency), facts, task.id)


def prepared(telling: Telling, fact: holding.AnswerPrepared) -> Iterator[Said]:
    """What is proposed is read where it is signed, by those who see the case."""
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person}
    yield Said(NoticeKind.PREPARED, to.bodies(task.agency), facts, task.id)


def forwarded(telling: Telling, fact: holding.TaskForwarded) -> Iterator[Said]:
    """Who passed it on and who handles the case; the body it went to is asked."""
    task = telling.task(fact.task)
    facts = question(task) | {
        "to_agency": fact.agency,
        "reason": fact.reason,
        "document": fact.document,
    }
    yield Said(NoticeKind.FORWARDED, to.handler_and(telling.case, task), facts, task.id)
    asked = question(fact.again) | {"back": []}
    yield Said(NoticeKind.ASKED, to.asked(telling.case, fact.again), asked, fact.again.id)


def extension_asked(telling: Telling, fact: extending.ExtensionAsked) -> Iterator[Said]:
    """Who runs the case answers it."""
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person, "days": fact.days, "reason": fact.reason}
    yield Said(NoticeKind.EXTENSION_ASKED, to.bodies(telling.case.handler), facts, task.id)


def extension_granted(telling: Telling, fact: extending.ExtensionGranted) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {
        "before": fact.before.isoformat(),
        "due": fact.due.day.isoformat(),
        "person": fact.by.person,
        "reason": fact.reason,
    }
    whom = to.handler_and(telling.case, task)
    yield Said(NoticeKind.EXTENSION_GRANTED, whom, facts, task.id)


def extension_refused(telling: Telling, fact: extending.ExtensionRefused) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person, "reason": fact.reason}
    whom = to.handler_and(telling.case, task)
    yield Said(NoticeKind.EXTENSION_REFUSED, whom, facts, task.id)
