"""Who would be asked, in what order, until when, under what: before anything starts.

The engine itself runs on an imagined case in which every answer carries on and comes
on its last day, so that what is shown cannot differ from what would happen.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from domain.calendar.clock import LOCAL
from domain.calendar.workdays import Due
from domain.cases.steps import follow, open_step
from domain.directory.actors import Actor
from domain.facts.answers import SignedOff
from domain.facts.fact import Fact, evolve
from domain.law.case_law import Law
from domain.law.options import Option
from domain.law.procedure import Step
from domain.state.case import Case, PostKind
from domain.state.task import Task

NOBODY = Actor("", "", "", frozenset())
MOST_STEPS = 60


@dataclass(frozen=True, slots=True)
class Matter:
    """What would be decided: about whose post in which press agency, from which day.

    `takes` names answers other than the one that carries on, by step: ("policy_request", option).
    """

    press_agency: str
    post: PostKind
    day: date
    handler: str = ""
    takes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """One step to come: bodies asked (codes) with the last day of each, where other answers lead.

    `opens` is the latest day on which it opens, if everybody before uses all of their time.
    """

    step: Step
    opens: date
    asked: tuple[Task, ...]
    otherwise: tuple[tuple[Option, str], ...]

    @property
    def last(self) -> Due | None:
        """The latest deadline among those asked."""
        return max((t.due for t in self.asked if t.due), key=lambda due: due.day, default=None)


def preview(law: Law, matter: Matter) -> tuple[Preview, ...]:
    """Every step on the way to a decision. Raises NoAgencyForRole where nobody could answer."""
    case = imagined(law, matter)
    return tuple(_played(case, law, matter))


def imagined(law: Law, matter: Matter, *, subject: str = "?", opener: str = "") -> Case:
    """The case as it would stand when it is opened. Raises NoAgencyForRole."""
    at = _noon(matter.day)
    case = Case(
        id="?",
        procedure=law.procedure.id,
        law_digest="",
        law_day=matter.day,
        subject=subject,
        press_agency=matter.press_agency,
        post=matter.post,
        handler=matter.handler,
        started_by=opener,
        opened_at=at,
    )
    return evolve(case, open_step(case, law, law.procedure.start, at=at))


def _played(case: Case, law: Law, matter: Matter) -> Iterator[Preview]:
    for _ in range(MOST_STEPS):
        if not case.open:
            return
        step = law.procedure.step(case.step)
        tasks = case.open_tasks
        yield Preview(step, min(t.opened_at for t in tasks).date(), tasks, _otherwise(step))
        case = _answered(case, law, step, dict(matter.takes).get(step.id))


def _answered(case: Case, law: Law, step: Step, wanted: str | None) -> Case:
    """Everybody asked answers on the last day; where no time is set, at once."""
    option = next((o for o in step.options.options if o.outcome == wanted), step.options.options[0])
    tasks = case.open_tasks
    last = max((t.due.day for t in tasks if t.due), default=tasks[0].opened_at.date())
    at = max(_noon(last), tasks[0].opened_at)
    facts: list[Fact] = [_signed(task, option, at) for task in tasks]
    after = evolve(case, facts)
    return evolve(after, follow(after, law, at=at))


def _signed(task: Task, option: Option, at: datetime) -> SignedOff:
    return SignedOff(
        task=task.id,
        step=task.step,
        round=task.round,
        outcome=option.outcome,
        reason="",
        by=NOBODY,
        at=at,
    )


def _otherwise(step: Step) -> tuple[tuple[Option, str], ...]:
    offered = {option.outcome: option for option in step.options.options}
    return tuple((offered[outcome], target) for outcome, target in step.routes.items())


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), LOCAL)
