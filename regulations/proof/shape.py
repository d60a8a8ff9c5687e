"""P1, P2, P7 and P9–P11: every path ends, every answer leads on, every clock fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from heapq import heappop, heappush

from domain.calendar.clock import local_day
from domain.calendar.workdays import calendar_days_after
from domain.errors import SamePersonTwice
from domain.law.deadlines import due_for
from domain.law.procedure import ENDS, Kind, Procedure, Step
from domain.law.proofs import Property
from domain.state.case import Case
from domain.votes.rules import RULES, answers
from regulations.proof.failures import Failure, PathFault
from regulations.proof.paths import FORMS, Walk


def sound(found: Walk) -> Iterator[Failure]:
    """P1. Every place leads to an end, and an ended case asks nobody any more."""
    ending = _ending(found)
    for number, place in enumerate(found.places):
        story = found.story(number)
        if number not in ending and not place.refused:
            yield Failure(Property.SOUND, place.case.step, PathFault.NO_END, story=story)
        if not place.case.open and place.case.open_tasks:
            yield Failure(Property.SOUND, place.case.step, PathFault.ASKS_ON, story=story)


def _ending(found: Walk) -> set[int]:
    """The places from which some end can be reached."""
    back: dict[int, list[int]] = {}
    for number, place in enumerate(found.places):
        for _, there in place.moves:
            back.setdefault(there, []).append(number)
    todo = [number for number, place in enumerate(found.places) if not place.case.open]
    ending = set(todo)
    while todo:
        before = set(back.get(todo.pop(), ())) - ending
        ending |= before
        todo += before
    return ending


def ringless(text: Procedure) -> Iterator[Failure]:
    """P2. Where conditions do not hold, steps are passed over to one that applies, never round."""
    for step in text.steps:
        seen, at = [step.id], step.then
        while at not in ENDS and text.step(at).when and at not in seen:
            seen.append(at)
            at = text.step(at).then
        if step.when and at == step.id:
            yield Failure(Property.NO_RING, step.id, PathFault.RING)


def answers_lead_on(found: Walk) -> Iterator[Failure]:
    """P7 and P11. The domain takes each answer that is offered, also from one person a body."""
    for number, place in enumerate(found.places):
        for step_id, outcome, code in place.refused:
            twice = code == SamePersonTwice.code
            which = Property.ONE_ANSWER_EACH if twice else Property.ANSWERS_LEAD_ON
            why = PathFault.TWICE if twice else PathFault.NOT_TAKEN
            yield Failure(which, step_id, why, {"answer": outcome}, found.story(number))


def gated(text: Procedure) -> Iterator[Failure]:
    """P9. Each step that issues names its conditions and the exact text it approves."""
    for step in text.steps:
        issuing = step.kind == Kind.ISSUE or any(o.issues for o in step.options.options)
        if issuing and not step.gates:
            yield Failure(Property.GATED, step.id, PathFault.NO_GATE)
        if issuing and (not step.approves or not any(o.issues for o in step.options.options)):
            yield Failure(Property.GATED, step.id, PathFault.NO_TEXT)


def votes_answered(text: Procedure) -> Iterator[Failure]:
    """P7 of ballots: the step has an answer for what its rule can give."""
    for step in text.steps:
        rule = RULES.get(step.vote or "")
        given = answers(rule) if rule and rule.name not in FORMS else frozenset()
        if given and not given & {option.outcome for option in step.options.options}:
            yield Failure(Property.ANSWERS_LEAD_ON, step.id, PathFault.NO_ANSWER)


def clocks_fit(found: Walk) -> Iterator[Failure]:
    """P10. No task is due after the clock that another step began, and the shortest way to a step
    whose clock began with the case fits into it."""
    for number, place in enumerate(found.places):
        for task in place.case.open_tasks:
            outer = _outer_end(found, place.case, task.step)
            if outer is not None and task.due is not None and task.due.day > outer:
                yield Failure(
                    Property.CLOCKS_FIT, task.step, PathFault.LATER, story=found.story(number)
                )
    for step in found.law.procedure.steps:
        yield from _too_long(found, step)


def _outer_end(found: Walk, case: Case, step_id: str) -> date | None:
    within = found.law.procedure.step(step_id).due.within
    if within is None:
        return None
    began = [
        local_day(task.answered_at)
        for task in case.tasks
        if task.step == within.starts_after
        and task.answered_at
        and task.outcome not in within.unless
    ]
    calendar = found.law.calendar
    return calendar_days_after(max(began), within.calendar_days, calendar).day if began else None


def _too_long(found: Walk, step: Step) -> Iterator[Failure]:
    """Does even the quickest way to the step take longer, by law, than the time it is given?"""
    allowed = step.due.calendar_days
    if step.due.starts != "case_opened" or allowed is None:
        return
    nearest = _quickest(found, step.id)
    if nearest is not None and nearest[0] > allowed:
        facts = {"needs": str(nearest[0]), "allowed": str(allowed)}
        story = found.story(nearest[1])
        yield Failure(Property.CLOCKS_FIT, step.id, PathFault.TOO_LONG, facts, story)


def _quickest(found: Walk, step_id: str) -> tuple[int, int] | None:
    """Fewest days that the law gives the steps on a way to the step, and the place reached."""
    todo, seen = [(0, 0)], set[int]()
    while todo:
        days, number = heappop(todo)
        if found.places[number].step == step_id:
            return days, number
        if number in seen:
            continue
        seen.add(number)
        for move, there in found.places[number].moves:
            spent = _days(found, found.law.procedure.step(move.step)) if move.closes else 0
            heappush(todo, (days + spent, there))
    return None


def _days(found: Walk, step: Step) -> int:
    """Calendar days that the law gives a step; none where it is silent."""
    due = due_for(step.due, start=found.day, calendar=found.law.calendar)
    return (due.strict - found.day).days if due and due.legal else 0
