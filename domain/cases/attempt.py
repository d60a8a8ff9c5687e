"""One act about to happen: the case as it stands, its law, who acts, and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar.clock import local_day
from domain.directory.actors import Actor, Power
from domain.errors import ConflictOfInterest, NotAllowed, NotYourTask, SelfApproval
from domain.facts.case import Case
from domain.law.case_law import Law


@dataclass(frozen=True, slots=True)
class Turn:
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


def check_not_barred(turn: Turn) -> None:
    """Neither the actor nor who stands behind a delegation is the person concerned or stepped
    aside. Raises SelfApproval, ConflictOfInterest."""
    people = {turn.actor.person, turn.actor.on_behalf_of} - {""}
    if turn.case.subject in people:
        raise SelfApproval(person=turn.actor.person, why="subject")
    if aside := sorted(people & set(turn.case.recused)):
        raise ConflictOfInterest(person=aside[0])


def check_handles(turn: Turn) -> None:
    """The actor is an officer of the agency that runs the case, and takes part in it."""
    handler = turn.current(turn.case.handler)
    check_not_barred(turn)
    if turn.actor.agency != handler:
        raise NotYourTask(task=turn.case.id, needs=handler, has=turn.actor.agency)
    if not turn.actor.can(Power.PREPARE):
        raise NotAllowed(agency=handler, power=Power.PREPARE, has=[turn.actor.position])
