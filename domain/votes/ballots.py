"""Votes inside a step: the secret ballot on screen, and the paper count entered twice.

On screen it is known who has voted and never what; the sums are read only when the ballot is
closed. On paper two people enter the tally record independently, and only equal entries count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.gate_input import GateInput
from domain.cases.sign_off import (
    SignOff,
    answer,
    check_answer,
    open_task,
)
from domain.decisions.gates import check_gates
from domain.directory.actors import Power
from domain.directory.people import Person
from domain.errors import (
    AlreadyVoted,
    BadInput,
    BallotNotOpen,
    NotAllowed,
    NotYourTask,
    OptionNotOffered,
    TallyDiffers,
)
from domain.facts.answers import SignedOff
from domain.facts.fact import Fact
from domain.facts.votes import BallotClosed, BallotOpened, Tally, TallyEntered
from domain.law.options import Outcome
from domain.law.procedure import Step
from domain.state.case import Case
from domain.state.task import Task
from domain.votes.box import Box
from domain.votes.history import differing, first_entry, opened_of
from domain.votes.rules import (
    AGAINST,
    AGREE,
    BLANK,
    RULES,
    Shape,
    VoteRule,
    counted,
    judge,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRequest:
    """Who is called to a ballot and what stands on it. Names only where ballots name people."""

    act_id: str
    case_id: str
    task_id: str
    members: tuple[str, ...]
    names: tuple[str, ...] = ()
    observers: frozenset[str] = frozenset()  # who sits in the cadre unit and not in the body


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A paper count entered by one person, or (`tally` None) the closing of a ballot on screen.

    `present`: who came to a ballot on screen; `early`: why it closes before all have voted;
    `confirmed`: why it counts although a condition fails by a rule not read."""

    act_id: str
    case_id: str
    task_id: str
    tally: Tally | None = None
    present: int = 0
    reason: str = ""
    early: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class BallotInput:
    """What is known of the case when votes are counted."""

    subject: Person
    history: tuple[Fact, ...]


def ballot_task(attempt: Attempt, task_id: str) -> tuple[Task, Step, VoteRule]:
    """The open task, its step and rule. Raises BadInput where the step is no ballot."""
    task = open_task(attempt.case, task_id)
    step = attempt.law.procedure.step(task.step)
    if step.vote is None:
        raise BadInput(field="task", rule=BadInput.Rule.NO_BALLOT, value=task.id)
    return task, step, RULES[step.vote]


def check_counts_here(attempt: Attempt, task: Task) -> None:
    """Who may open, enter or close: an officer of the handling agency or of the body that votes,
    or who signs for it; never the person concerned or somebody who stepped aside.

    Raises NotAllowed, NotYourTask.
    """
    check_not_barred(attempt)
    ours = {attempt.current(attempt.case.handler), attempt.current(task.agency)}
    if attempt.actor.agency not in ours:
        raise NotYourTask(
            task=task.id, needs=attempt.current(task.agency), has=attempt.actor.agency
        )
    if not (attempt.actor.can(Power.PREPARE) or attempt.actor.can(Power.SIGN)):
        raise NotAllowed(
            agency=attempt.actor.agency, power=Power.SIGN, has=[attempt.actor.position]
        )


def decide_open(
    attempt: Attempt, convened: BallotRequest, history: Sequence[Fact], box: Box
) -> list[Fact]:
    """Open a secret ballot, anew where somebody in the box has stepped aside since.

    Raises BadInput for members who may not vote, BallotNotOpen while one runs.

    Who comes from the cadre unit of the appointing level observes (B-7, Decree 115/2020 Art 46.2a).
    """
    task, step, rule = ballot_task(attempt, convened.task_id)
    check_counts_here(attempt, task)
    members = tuple(sorted(set(convened.members)))
    if opened_of(history, task.id) is not None and not _spoilt(attempt.case, box):
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.ALREADY_OPEN)
    if not members:
        raise BadInput(field="members", rule=BadInput.Rule.EMPTY, value="")
    barred = sorted({*attempt.case.recused, *_subject_apart(attempt)} & set(members))
    if barred:
        raise BadInput(field="members", rule=BadInput.Rule.BARRED, value=barred)
    if watching := sorted(convened.observers & set(members)):
        raise BadInput(field="members", rule=BadInput.Rule.OBSERVER, value=watching)
    choices = _choices(attempt, step, rule, convened.names)
    return [
        BallotOpened(
            task=task.id, members=members, choices=choices, by=attempt.actor, at=attempt.at
        )
    ]


def _subject_apart(attempt: Attempt) -> set[str]:
    """In discipline or dismissal the person concerned never votes (a candidate: U-11, open)."""
    return set() if attempt.law.kind.candidate else {attempt.case.subject}


def _choices(attempt: Attempt, step: Step, rule: VoteRule, names: Sequence[str]) -> tuple[str, ...]:
    match rule.shape:
        case Shape.AGREE:
            return (AGREE, AGAINST, BLANK)
        case Shape.NAMES:
            return (*sorted({attempt.case.subject, *names}), BLANK)
        case Shape.FORMS:
            forms = [o.outcome for o in step.options.options if o.outcome != Outcome.DEADLOCK]
            return (*forms, BLANK)


def check_can_cast(case: Case, opened: BallotOpened | None, box: Box, person: str) -> BallotOpened:
    """May this person vote now? Raises BallotNotOpen, NotYourTask or AlreadyVoted."""
    if opened is None:
        raise BallotNotOpen(task="", rule=BallotNotOpen.Rule.NOT_OPEN)
    open_task(case, opened.task)
    if person not in opened.members or person in case.recused:
        raise NotYourTask(task=opened.task, needs="member", has=person)
    if person in box.voted:
        raise AlreadyVoted(task=opened.task)
    return opened


def check_choice(opened: BallotOpened, choice: str) -> None:
    """Is this a choice on the slip? Raises OptionNotOffered."""
    if choice not in opened.choices:
        raise OptionNotOffered(step=opened.task, outcome=choice, offered=[])


def decide_close(attempt: Attempt, count: Count, box: Box, known: BallotInput) -> list[Fact]:
    """Close the ballot on screen: the sums become the tally, the tally the answer.

    Who has stepped aside since the opening is no longer called: the base is the others. Raises
    BadInput while members have not voted and no reason for closing early is given,
    BallotNotOpen.
    """
    task, _, rule = ballot_task(attempt, count.task_id)
    check_counts_here(attempt, task)
    opened = opened_of(known.history, task.id)
    if opened is None:
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.NOT_OPEN)
    if _spoilt(attempt.case, box):
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.RECUSED_VOTED)
    members = tuple(m for m in opened.members if m not in attempt.case.recused)
    waiting = len(members) - len(box.voted)
    if waiting and not count.early.strip():
        raise BadInput(field="early", rule=BadInput.Rule.NOT_ALL_VOTED, value=waiting)
    called = replace(opened, members=members)
    tally = _tally_of(rule, box, called, count.present, attempt.case.subject)
    closed = BallotClosed(
        task=task.id,
        voted=box.voted,
        tally=tally,
        by=attempt.actor,
        at=attempt.at,
        early=count.early.strip(),
        recused=tuple(m for m in opened.members if m in attempt.case.recused),
    )
    return [closed, *_answered(attempt, task, tally, count, known)]


def _spoilt(case: Case, box: Box) -> bool:
    """Has somebody who has since stepped aside a ballot in the box? Nobody can take it out."""
    return not set(box.voted).isdisjoint(case.recused)


def _tally_of(rule: VoteRule, box: Box, opened: BallotOpened, present: int, subject: str) -> Tally:
    counts, cast = dict(box.counts), len(box.voted)
    came = max(present, cast)
    valid = cast - counts.pop(BLANK, 0)
    plain = Tally(
        summoned=len(opened.members),
        present=came,
        issued=came,
        returned=cast,
        valid=valid,
        in_favour=counts.get(AGREE, 0),
    )
    named = {choice: counts.get(choice, 0) for choice in opened.choices if choice != BLANK}
    return counted(rule, plain, named, subject)


def decide_count(attempt: Attempt, count: Count, tally: Tally, known: BallotInput) -> list[Fact]:
    """One of two entries of a paper count. The second person's must equal the first's, unseen.

    At least one of the two works for the body that votes. Raises TallyDiffers naming what
    differs and not the figures, BallotNotOpen when a ballot on screen is running, NotYourTask.
    """
    task, _, rule = ballot_task(attempt, count.task_id)
    check_counts_here(attempt, task)
    if opened_of(known.history, task.id) is not None:
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.ON_SCREEN)
    judge(rule, tally, attempt.case.subject)
    entry = TallyEntered(task=task.id, tally=tally, by=attempt.actor, at=attempt.at)
    first = first_entry(known.history, task.id, attempt.actor)
    if first is None:
        return [entry]
    if attempt.current(task.agency) not in (attempt.actor.agency, first.by.agency):
        raise NotYourTask(
            task=task.id, needs=attempt.current(task.agency), has=attempt.actor.agency
        )
    if first.tally != tally:
        raise TallyDiffers(fields=differing(first.tally, tally))
    return [entry, *_answered(attempt, task, tally, count, known)]


def _answered(
    attempt: Attempt, task: Task, tally: Tally, count: Count, known: BallotInput
) -> list[Fact]:
    """The vote as the body's answer, once the conditions before it hold."""
    step = attempt.law.procedure.step(task.step)
    gate_input = GateInput(
        attempt.case, attempt.law, known.subject, attempt.today, known.history, tally
    )
    overridden = check_gates(step, gate_input, confirmed=count.confirmed)
    outcome = outcome_of(attempt, task, tally, known.history)
    option = step.options.option(outcome)
    said = count.reason.strip() or (option.vi if option else "")
    act = SignOff(
        act_id=count.act_id,
        case_id=count.case_id,
        task_id=task.id,
        outcome=outcome,
        reason=said,
        tally=tally,
        confirmed=count.confirmed.strip() if overridden else "",
    )
    check_answer(step, attempt.case, act)
    return answer(attempt, task, act)


def outcome_of(attempt: Attempt, task: Task, tally: Tally, history: Sequence[Fact]) -> Outcome:
    """What the counts of this step say, with the meeting it follows and the body that votes."""
    step = attempt.law.procedure.step(task.step)
    rule = RULES[step.vote or ""]
    return judge(
        rule,
        tally,
        attempt.case.subject,
        before=_meeting_before(attempt, rule, history),
        decides=task.role in step.decides,
    )


def _meeting_before(attempt: Attempt, rule: VoteRule, history: Sequence[Fact]) -> Tally | None:
    """The counts of the last meeting of the rule that this one follows."""
    steps = {s.id for s in attempt.law.procedure.steps if s.vote == rule.follows}
    counted = [f.tally for f in history if isinstance(f, SignedOff) and f.step in steps]
    return counted[-1] if counted and rule.follows else None
