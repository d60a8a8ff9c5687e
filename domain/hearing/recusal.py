"""Stepping aside: somebody declares a tie to the matter and takes no further part in the case."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from domain.calendar.workdays import Due, WorkCalendar, working_days_after
from domain.cases.attempt import Attempt, check_handles
from domain.directory.actors import Actor
from domain.errors import BadInput, CaseClosed, NotAllowed, SelfApproval
from domain.facts.fact import Fact
from domain.facts.hearing import InterestDeclared
from domain.facts.holding import TaskGivenBack
from domain.law.relations import InterestTime
from domain.state.task import Task


def interest_clock(
    known: date, times: Iterable[InterestTime], calendar: WorkCalendar
) -> list[tuple[InterestTime, Due]]:
    """Until when each is to be done: the first from `known`, each other from the one before.

    Decree 59/2019 Arts 30-31 (law-cadre.md C-1).
    """
    start, sums = known, []
    for time in times:
        if time.covers(known):
            due = working_days_after(start, time.working_days, calendar)
            sums.append((time, due))
            start = due.day
    return sums


def decide_declare(attempt: Attempt, person: str, relation: str, note: str) -> list[Fact]:
    """A person declares for themselves, or the officer in charge records it for them.

    Administrators and leaders are not exempt. Raises SelfApproval for the person concerned (who
    objects by a paper in the dossier), BadInput, NotAllowed, CaseClosed.
    """
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    if attempt.case.subject in (person, attempt.actor.person):
        raise SelfApproval(person=person, why=SelfApproval.Why.SUBJECT)
    if relation not in attempt.law.relations:
        raise BadInput(
            field="relation",
            rule=BadInput.Rule.UNKNOWN_PAPER,
            value=relation,
            known=sorted(attempt.law.relations),
        )
    if attempt.actor.person != person:
        check_handles(attempt)
    elif not attempt.actor.agency:
        raise NotAllowed(agency="", power="", has=[])
    if relation == "other" and not note.strip():
        raise BadInput(field="note", rule=BadInput.Rule.MISSING, value="")
    if person in attempt.case.recused:
        raise BadInput(field="person", rule=BadInput.Rule.ALREADY_ASIDE, value=person)
    by = _themselves(attempt.actor) if attempt.actor.person == person else attempt.actor
    declared = InterestDeclared(
        person=person, relation=relation, note=note.strip(), by=by, at=attempt.at
    )
    held = (task for task in attempt.case.open_tasks if task.holder == person)
    return [declared, *(_left(attempt, by, task) for task in held)]


def _themselves(actor: Actor) -> Actor:
    """Nobody's tie is declared in the power of who lent one, least of all of who stepped aside or
    whom the case is about."""
    return replace(actor, on_behalf_of="", mandate="", for_position="")


def _left(attempt: Attempt, by: Actor, task: Task) -> TaskGivenBack:
    """What somebody held who takes no further part is their body's again."""
    return TaskGivenBack(task=task.id, reason="", by=by, at=attempt.at)
