"""How a case goes on and back: which of it tells whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.cases.sent_back import sent_back
from domain.effects.notices import NoticeKind
from domain.facts import answers, opening, steps
from domain.state.task import Task
from notifications import recipients as to
from notifications.said import Said, Telling, question


def _put(telling: Telling, tasks: Sequence[Task]) -> Iterator[Said]:
    for task in tasks:
        back = sent_back(telling.case, telling.act, task.id)
        why = [
            {"how": b.how, "person": b.person, "agency": b.agency, "reason": b.reason} for b in back
        ]
        facts = question(task) | {"back": why}
        yield Said(NoticeKind.ASKED, to.asked(telling.case, task), facts, task.id)


def opened(telling: Telling, fact: opening.CaseOpened) -> Iterator[Said]:
    yield Said(NoticeKind.OPENED, to.bodies(telling.case.handler), {"person": fact.by.person})


def step_opened(telling: Telling, fact: steps.StepOpened) -> Iterator[Said]:
    return _put(telling, fact.tasks)


def completed(telling: Telling, fact: steps.StepCompleted) -> Iterator[Said]:
    """Where several bodies were asked, all have said what they had to; one answer tells itself."""
    of_round = [t for t in telling.case.tasks if (t.step, t.round) == (fact.step, fact.round)]
    if len(of_round) > 1:
        asked = (telling.case.handler, *(t.agency for t in of_round))
        facts = {"step": fact.step, "to_step": fact.leads_to}
        yield Said(NoticeKind.PASSED, to.bodies(*asked), facts)


def returned(telling: Telling, fact: steps.Returned) -> Iterator[Said]:
    facts = {
        "step": fact.from_step,
        "to_step": fact.to_step,
        "reason": fact.reason,
        "person": fact.by.person,
        "agency": fact.by.agency,
    }
    yield Said(NoticeKind.RETURNED, to.taking_part(telling.case), facts)


def cancelled(telling: Telling, fact: steps.TaskCancelled) -> Iterator[Said]:
    """A return, a withdrawal and another text are told as such, to the same bodies."""
    task = telling.task(fact.task)
    if fact.why in ("not_needed", "recalled"):
        facts = question(task) | {"why": fact.why}
        yield Said(NoticeKind.NOT_NEEDED, to.asked(telling.case, task), facts, task.id)


def moved(telling: Telling, fact: steps.DeadlineMoved) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {
        "before": fact.before.isoformat(),
        "due": fact.due.day.isoformat(),
        "document": fact.document,
    }
    yield Said(NoticeKind.DEADLINE_MOVED, to.handler_and(telling.case, task), facts, task.id)


def answered(telling: Telling, fact: answers.SignedOff) -> Iterator[Said]:
    """What was answered is read where it stands; a vote's counts are in no notice."""
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person, "outcome": fact.outcome}
    yield Said(NoticeKind.ANSWERED, to.handler_and(telling.case, task), facts, task.id)


def silent(telling: Telling, fact: answers.SilenceRecorded) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {"person": fact.by.person, "proof": fact.proof}
    yield Said(NoticeKind.SILENT, to.handler_and(telling.case, task), facts, task.id)


def taken_out(telling: Telling, fact: answers.TakenOut) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {"reason": fact.reason, "document": fact.document}
    yield Said(NoticeKind.TAKEN_OUT, to.handler_and(telling.case, task), facts, task.id)


def recalled(telling: Telling, fact: answers.Recalled) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {"reason": fact.reason, "person": fact.by.person}
    yield Said(NoticeKind.RECALLED, to.handler_and(telling.case, task), facts, task.id)
    yield from _put(telling, fact.again)


def voided(telling: Telling, fact: answers.AnswerVoided) -> Iterator[Said]:
    task = telling.task(fact.task)
    facts = question(task) | {"paper": fact.paper, "person": fact.by.person}
    yield Said(NoticeKind.VOIDED, to.handler_and(telling.case, task), facts, task.id)
    yield from _put(telling, fact.again)


def withdrawn(telling: Telling, fact: opening.CaseWithdrawn) -> Iterator[Said]:
    everybody = to.with_subject(telling.case, to.taking_part(telling.case))
    facts = {"reason": fact.reason, "person": fact.by.person}
    yield Said(NoticeKind.WITHDRAWN, everybody, facts)


def migrated(telling: Telling, fact: opening.CaseMigrated) -> Iterator[Said]:
    everybody = to.with_subject(telling.case, to.taking_part(telling.case))
    facts = {
        "on": fact.law_day.isoformat(),
        "step": fact.goes_on,
        "reason": fact.reason,
        "document": fact.document,
        "person": fact.by.person,
    }
    yield Said(NoticeKind.MIGRATED, everybody, facts)


def ended(telling: Telling, fact: opening.CaseEnded) -> Iterator[Said]:
    """Also where it was stopped; the person concerned sees the state of their case as well."""
    everybody = to.with_subject(telling.case, to.taking_part(telling.case))
    yield Said(NoticeKind.ENDED, everybody, {"status": fact.status})
