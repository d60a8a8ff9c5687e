"""One act about to happen: the case as it stands, its law, who acts, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar.clock import local_day
from domain.directory.actors import Actor, Power
from domain.errors import ConflictOfInterest, NotAllowed, NotYourTask, SelfApproval
from domain.law.case_law import Law
from domain.state.case import Case


@dataclass(frozen=True, slots=True)
class Attempt:
    case: Case
    law: Law
    actor: Actor
    at: datetime

    @property
    def today(self) -> date:
        return local_day(self.at)

    def current(self, agency: str) -> str:
        """Code of the body, or of its successor today."""
        return self.law.agencies.current(agency, self.today).code


def check_not_barred(attempt: Attempt) -> None:
    """Neither the actor nor who stands behind a delegation is the person concerned or stepped
    aside. Raises SelfApproval, ConflictOfInterest."""
    people = attempt.actor.behind
    if attempt.case.subject in people:
        raise SelfApproval(person=attempt.actor.person, why=SelfApproval.Why.SUBJECT)
    if aside := sorted(people & set(attempt.case.recused)):
        raise ConflictOfInterest(person=aside[0])


def check_handles(attempt: Attempt) -> None:
    """The actor is an officer of the agency that runs the case, and takes part in it.

    Raises NotAllowed, NotYourTask.
    """
    handler = attempt.current(attempt.case.handler)
    check_not_barred(attempt)
    if attempt.actor.agency != handler:
        raise NotYourTask(task=attempt.case.id, needs=handler, has=attempt.actor.agency)
    if not attempt.actor.can(Power.PREPARE):
        raise NotAllowed(agency=handler, power=Power.PREPARE, has=[attempt.actor.position])
