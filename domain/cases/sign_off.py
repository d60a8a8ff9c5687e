"""May this person answer this task, and what follows from it? State in, facts out."""

from __future__ import annotations

from dataclasses import dataclass

from domain.cases.attempt import Attempt, check_handles, check_not_barred
from domain.cases.steps import follow
from domain.directory.actors import Power
from domain.errors import (
    BadInput,
    CaseClosed,
    NotAllowed,
    NotFound,
    NotYourTask,
    OptionNotOffered,
    ReasonMissing,
    SamePersonTwice,
    SelfApproval,
    StaleDraft,
    TaskClosed,
)
from domain.facts.answers import PaperReply, SignedOff
from domain.facts.fact import Fact, evolve
from domain.facts.votes import Tally
from domain.holding.errors import HeldByOther
from domain.law.agencies import Role
from domain.law.options import Option, Outcome
from domain.law.procedure import Kind, Step
from domain.state.case import Case
from domain.state.task import Task, TaskStatus

SUBJECT = Role.SUBJECT.value  # as rows of tasks hold it


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOff:
    """One agency's answer to one task.

    `act_id` is made with the form, so a double click is the same act. `read` is the hash of the
    exact text the answer is about, `pages` that of the pages it prints on, as they were shown;
    `tally` the counts of a vote; `paper` an answer on paper;
    `confirmed` a person's reason for counting a vote although a condition not read fails.
    """

    act_id: str
    case_id: str
    task_id: str
    outcome: Outcome
    reason: str = ""
    read: str = ""
    pages: str = ""
    tally: Tally | None = None
    paper: PaperReply | None = None
    confirmed: str = ""


def open_task(case: Case, task_id: str) -> Task:
    """The task, if it still asks. Raises NotFound, CaseClosed or TaskClosed (who, what, when)."""
    task = case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    if not case.open:
        raise CaseClosed(case=case.id, status=case.status)
    if task.status != TaskStatus.OPEN:
        raise TaskClosed(
            task=task.id,
            status=task.state,
            by=task.person,
            outcome=task.outcome,
            at=task.answered_at,
        )
    return task


def check_can_sign_off(attempt: Attempt, task_id: str) -> Task:
    """Return the task, or raise the first reason why this actor may not answer it."""
    task = open_task(attempt.case, task_id)
    if task.role == SUBJECT:
        _check_is_subject(attempt, task)
        return task
    _check_place(attempt, task)
    _check_person(attempt, task)
    if task.holder_signs:
        check_not_held(attempt, task)
    return task


def check_not_held(attempt: Attempt, task: Task) -> None:
    """Nobody goes on unawares with what somebody else of their body holds. Raises HeldByOther."""
    if task.holder and task.holder not in attempt.actor.behind:
        raise HeldByOther(task=task.id, by=task.holder, since=task.held_since)


def check_can_record(attempt: Attempt, task_id: str, paper: PaperReply) -> Task:
    """May this officer type in an answer that came on paper?

    Only an officer of the handling agency, and never for that agency itself: its own answer is
    signed, not recorded, so that four eyes cannot be walked around. Raises BadInput, NotAllowed.
    """
    task = open_task(attempt.case, task_id)
    check_handles(attempt)
    own = attempt.current(task.agency) == attempt.actor.agency
    if own and task.role != SUBJECT:
        raise NotAllowed(
            agency=attempt.actor.agency, power=Power.SIGN, has=[attempt.actor.position]
        )
    if not paper.dated <= paper.received <= attempt.today:
        raise BadInput(field="paper_dates", rule=BadInput.Rule.DATED_RECEIVED_TODAY, value=paper)
    return task


def check_answer(step: Step, case: Case, act: SignOff) -> Option:
    """Does the step offer this answer, is it explained and about the current text?

    Raises OptionNotOffered, ReasonMissing, StaleDraft.
    """
    option = offered_option(step, act.outcome)
    if option.reason and not act.reason.strip():
        raise ReasonMissing(step=step.title, option=option.vi)
    _check_text(step, case, option, act)
    _check_pages(case, act)
    return option


def offered_option(step: Step, outcome: str) -> Option:
    """Raises OptionNotOffered for an answer that the step does not offer."""
    for option in step.options.options:
        if option.outcome == outcome:
            return option
    offered = [option.outcome for option in step.options.options]
    raise OptionNotOffered(step=step.title, outcome=outcome, offered=offered)


def issues(attempt: Attempt, act: SignOff) -> bool:
    """Is this the answer by which the decision is issued? One on paper never is."""
    task = attempt.case.find_task(act.task_id)
    if task is None or act.paper is not None:
        return False
    option = attempt.law.procedure.step(task.step).options.option(act.outcome)
    return option is not None and option.issues


def decide_sign_off(attempt: Attempt, act: SignOff) -> list[Fact]:
    """Record one answer; if it completes the step, open the next one as well. Raises BadInput."""
    if act.paper is None:
        task = check_can_sign_off(attempt, act.task_id)
    else:
        task = check_can_record(attempt, act.task_id, act.paper)
    step = attempt.law.procedure.step(task.step)
    if step.vote is not None:
        raise BadInput(field="outcome", rule=BadInput.Rule.USE_COUNT, value=act.outcome)
    if check_answer(step, attempt.case, act).issues:
        raise BadInput(field="outcome", rule=BadInput.Rule.USE_ISSUE, value=act.outcome)
    return answer(attempt, task, act)


def answer(attempt: Attempt, task: Task, act: SignOff) -> list[Fact]:
    """The facts of an answer already checked, and of what follows from it."""
    signed = SignedOff(
        task=task.id,
        step=task.step,
        round=task.round,
        outcome=act.outcome,
        reason=act.reason.strip(),
        by=attempt.actor,
        at=attempt.at,
        read=act.read,
        pages_seen=act.pages,
        tally=act.tally,
        paper=act.paper,
        also_signed=_signed_before(attempt.case, attempt.actor.person),
        confirmed=act.confirmed,
    )
    return [signed, *follow(evolve(attempt.case, [signed]), attempt.law, at=attempt.at)]


def _check_is_subject(attempt: Attempt, task: Task) -> None:
    """Nobody answers what the person concerned is asked but they themselves, on nobody's behalf."""
    if attempt.actor.behind != {attempt.case.subject}:
        raise NotYourTask(task=task.id, rule=NotYourTask.Rule.SUBJECT, has=attempt.actor.person)


def _check_place(attempt: Attempt, task: Task) -> None:
    """The body asked, or its successor on the day, and a position that signs for it."""
    asked = attempt.current(task.agency)
    if attempt.actor.agency != asked:
        raise NotYourTask(task=task.id, needs=asked, has=attempt.actor.agency)
    if not attempt.actor.can(Power.SIGN):
        raise NotAllowed(agency=asked, power=Power.SIGN, has=[attempt.actor.position])


def _check_person(attempt: Attempt, task: Task) -> None:
    """Not who is barred, not who opened the case, not for two agencies in one round, nor through a
    delegation."""
    check_may_answer(attempt, task)
    case, actor = attempt.case, attempt.actor
    others = (t for t in case.round_tasks if t.id != task.id)
    if any(actor.behind & {t.person, t.on_behalf_of} for t in others):
        raise SamePersonTwice(person=actor.person, step=task.step)


def check_may_answer(attempt: Attempt, task: Task) -> None:
    """Whose answer could count at all: not who is barred, not who opened the case, except where the
    step only hands on. Also asked of who takes an answer back: what one may not say, one may not
    unsay. Raises SelfApproval, ConflictOfInterest."""
    case, actor = attempt.case, attempt.actor
    check_not_barred(attempt)
    submits = attempt.law.procedure.step(task.step).kind in (Kind.SUBMISSION, Kind.NOTICE)
    if case.started_by in actor.behind and not submits:
        raise SelfApproval(person=actor.person, why=SelfApproval.Why.STARTED)


def _check_text(step: Step, case: Case, option: Option, act: SignOff) -> None:
    """An answer names the text it is about; an older text is refused, never silently accepted."""
    if option.issues and step.approves:
        current = case.draft(step.approves)
        if current is None:
            raise StaleDraft(paper=step.approves, rule=StaleDraft.Rule.NONE_YET)
        if act.read != current:
            raise StaleDraft(
                paper=step.approves, rule=StaleDraft.Rule.CHANGED, current=current, read=act.read
            )
    elif act.read and act.read not in dict(case.drafts).values():
        raise StaleDraft(paper=step.title, rule=StaleDraft.Rule.CHANGED, current="", read=act.read)


def _check_pages(case: Case, act: SignOff) -> None:
    """Who names a text has seen the pages on which it prints, where they are known."""
    current = case.printed(act.read)
    if act.pages != current:
        raise StaleDraft(
            paper=act.read, rule=StaleDraft.Rule.PAGES, current=current, read=act.pages
        )


def _signed_before(case: Case, person: str) -> tuple[str, ...]:
    steps = (t.step for t in case.tasks if t.person == person and t.status == TaskStatus.DONE)
    return tuple(dict.fromkeys(steps))
