"""More time for a question: asked for by the body asked, given or refused by who runs the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.calendar.workdays import Due
from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.facts.steps import DeadlineMoved
from domain.state.case import Case


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionAsked(Fact):
    """The body asked wants `days` more, in the unit of its deadline; until it is answered the last
    day stays what it was."""

    task: str
    days: int
    reason: str
    by: Actor


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionGranted(Fact):
    """Who runs the case gives the time that was asked for: `due` holds it in its sum, `before` was
    the last day."""

    task: str
    days: int
    reason: str
    before: date
    due: Due
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_task(self.task, due=self.due)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtensionRefused(Fact):
    """Who runs the case leaves the last day as it is."""

    task: str
    reason: str
    by: Actor


MovesDeadline = DeadlineMoved | ExtensionGranted
