"""Of answers: who gives them, how often, what becomes of them, and where they lead."""

from __future__ import annotations

from collections.abc import Iterator

from domain.cases.conditions import CONDITIONS
from domain.cases.joins import leads_to
from domain.cases.sign_off import SUBJECT
from domain.cases.steps import answered_path, last_answers
from domain.facts.answers import Recalled, SignedOff
from domain.facts.fact import Fact, evolve
from domain.facts.hearing import InterestDeclared
from domain.facts.holding import TaskAssigned
from domain.facts.opening import CaseEnded, CaseMigrated, CaseOpened
from domain.facts.papers import PaperAttached
from domain.facts.steps import (
    DeadlineMoved,
    Returned,
    StepCompleted,
    StepOpened,
    TaskCancelled,
)
from domain.invariants.transition import Transition
from domain.law.procedure import END, STOP, Kind
from domain.state.case import Case, CaseStatus
from domain.state.task import Task, TaskStatus

NEXT = {
    TaskStatus.OPEN: frozenset(TaskStatus) - {TaskStatus.RECALLED},
    TaskStatus.DONE: frozenset({TaskStatus.DONE, TaskStatus.RECALLED}),
    TaskStatus.CANCELLED: frozenset({TaskStatus.CANCELLED}),
    TaskStatus.RECALLED: frozenset({TaskStatus.RECALLED}),
}
ANSWERED = (TaskStatus.DONE, TaskStatus.RECALLED)
SAID = ("outcome", "reason", "person", "on_behalf_of", "answered_at", "paper_date", "paper_number")
OF_SUBJECT = (CaseOpened, SignedOff, Recalled, PaperAttached)


def task_life(change: Transition) -> Iterator[str]:
    """A question is answered once; an answer given is kept as it was, also when it counts no
    more."""
    now = {task.id: task for task in change.after.tasks}
    for was in change.before.tasks:
        is_ = now.get(was.id)
        if is_ is None or is_.status not in NEXT[was.status]:
            yield was.id
        elif was.status in ANSWERED and any(getattr(was, n) != getattr(is_, n) for n in SAID):
            yield f"{was.id} reworded"


def answer(change: Transition) -> Iterator[str]:
    """An answered question says what, by whom and when; another says none of it; and what is
    answered is offered by the step."""
    named = {fact.moved() for fact in change.facts}
    for task in change.after.tasks:
        told = [task.outcome, task.answered_at, task.person or None]
        if task.id in named and told.count(None) != (0 if task.status in ANSWERED else 3):
            yield task.id
    for fact, _, asked in _answers(change):
        step = change.asked_in(asked)
        if step is None or step.options.option(fact.outcome) is None:
            yield f"{fact.task} {fact.outcome}"


def own_answer(change: Transition) -> Iterator[str]:
    """Nobody answers for themselves, nor whoever opened the case where more than handing on is
    asked; the person concerned does nothing but what is theirs."""
    subject, began = change.before.subject, change.before.started_by
    for fact, _, task in _answers(change):
        step = change.asked_in(task)
        if task is None or step is None or fact.tally or fact.paper:
            continue
        own, behind = task.role == SUBJECT, fact.by.behind
        free = own or step.kind in (Kind.SUBMISSION, Kind.NOTICE)
        if own != (subject in behind) or (began in behind and not free):
            yield fact.task
    for told in change.facts:
        if subject in _whose(told) and not isinstance(told, OF_SUBJECT):
            yield type(told).__name__


def once(change: Transition) -> Iterator[str]:
    """Nobody signs for two bodies in one round, not even through a delegation."""
    for fact, case, task in _answers(change):
        signed = fact.paper is None and fact.tally is None
        others = [t for t in case.round_tasks if task and t.id != task.id]
        if signed and any(fact.by.behind & {t.person, t.on_behalf_of} for t in others):
            yield fact.task


def held(change: Transition) -> Iterator[str]:
    """Who holds a question is nobody barred from the case, and nobody answers past a signer who
    holds it."""
    barred = {change.after.subject, *change.after.recused}
    for fact in change.facts:
        if isinstance(fact, TaskAssigned) and fact.holder in barred:
            yield fact.task
    for fact, _, task in _answers(change):
        signed = fact.paper is None and fact.tally is None
        if signed and task and task.holder_signs and task.holder not in fact.by.behind:
            yield fact.task


def aside(change: Transition) -> Iterator[str]:
    """Who stepped aside takes no further part and is never called back; the person concerned
    cannot step aside from their own case."""
    out, case = set(change.before.recused), change.after
    if not out <= set(case.recused) or case.subject in case.recused:
        yield "recused"
    for fact in change.facts:
        if _whose(fact) & out:
            yield type(fact).__name__


def route(change: Transition) -> Iterator[str]:
    """A case goes only where the answers of the round lead, past steps whose condition does not
    hold and past nothing else; back it goes only over the way it came; every opening is a round of
    its own that asks whom the step asks."""
    case, answered, target = change.before, change.before, ""
    for fact in change.facts:
        match fact:
            case StepCompleted():
                yield from _completing(change, answered, fact)
            case StepOpened():
                yield from _opening(change, case, fact, target)
            case CaseEnded():
                yield from _ending(change, case, fact, target)
            case CaseMigrated():
                yield from _standing(change, case, fact)
            case Returned() if fact.to_step not in answered_path(case, change.law.procedure):
                yield f"back to {fact.to_step}"
        target = _target(change, fact) or target
        case = fact.apply(case)
        answered = answered if isinstance(fact, TaskCancelled) else fact.apply(answered)


def _target(change: Transition, fact: Fact) -> str:
    """Where this fact sends the case."""
    match fact:
        case CaseOpened():
            return change.law.procedure.start
        case CaseMigrated():
            return fact.goes_on
        case Returned():
            return fact.to_step
        case StepCompleted():
            return fact.leads_to
        case _:
            return ""


def _completing(change: Transition, answered: Case, fact: StepCompleted) -> Iterator[str]:
    """`answered`: the case before what became needless was cancelled."""
    step = change.step(fact.step)
    if step is None or leads_to(step, answered.round_tasks) != fact.leads_to:
        yield f"{fact.step} → {fact.leads_to}"


def _opening(change: Transition, case: Case, fact: StepOpened, target: str) -> Iterator[str]:
    step = change.step(fact.step)
    if step is None or _first_from(change, case, target) != fact.step:
        yield f"{target} → {fact.step}"
    elif fact.round != case.rounds(fact.step) + 1:
        yield f"{fact.step} round {fact.round}"
    elif tuple(task.role for task in fact.tasks) != step.asks:
        yield f"{fact.step} asks"


def _standing(change: Transition, case: Case, fact: CaseMigrated) -> Iterator[str]:
    """What is not asked again was answered, as the new text asks it."""
    for name in (*fact.before, *fact.stand):
        step = change.step(name)
        if step is None or last_answers(case, step) is None:
            yield f"{name} stands"


def _ending(change: Transition, case: Case, fact: CaseEnded, target: str) -> Iterator[str]:
    end = END if fact.status == CaseStatus.DONE else STOP
    if _first_from(change, case, target) != end:
        yield f"{target} → {fact.status}"


def _first_from(change: Transition, case: Case, here: str) -> str:
    """The first step from `here` on whose condition holds, or the end it comes to."""
    procedure = change.law.procedure
    for _ in procedure.steps:
        step = change.step(here)
        applies = step is None or step.when is None or CONDITIONS[step.when](case, procedure)
        onward = last_answers(case, step) if step and applies and here in case.stand else None
        if step is None or (applies and onward is None):
            break
        here = onward or step.then
    return here


def _whose(fact: Fact) -> frozenset[str]:
    """Whose act in the case it is. Who steps aside says so for themselves, in whatever capacity; a
    calendar that has changed is no act in any case."""
    if isinstance(fact, DeadlineMoved):
        return frozenset()
    if isinstance(fact, InterestDeclared) and fact.by.person == fact.person:
        return frozenset({fact.person})
    return fact.actor.behind if fact.actor else frozenset()


def _answers(change: Transition) -> Iterator[tuple[SignedOff, Case, Task | None]]:
    """Each answer with the case as it stood when it was given, and the question."""
    for place, fact in enumerate(change.facts):
        if isinstance(fact, SignedOff):
            case = evolve(change.before, change.facts[:place])
            yield fact, case, case.find_task(fact.task)
