"""Votes inside a step: the secret ballot on screen, and the paper count entered twice.

On screen it is known who has voted and never what; the sums lie encrypted in the box and are read
only once the tellers have opened them (tellers.py). On paper two people enter the tally record
independently, and only equal entries count.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.cases.attempt import Attempt
from domain.cases.gate_input import GateInput
from domain.cases.sign_off import (
    SignOff,
    answer,
    check_answer,
    open_task,
)
from domain.decisions.gates import check_gates
from domain.directory.people import Person
from domain.errors import (
    AlreadyVoted,
    BallotNotOpen,
    NotYourTask,
    OptionNotOffered,
    TallyDiffers,
)
from domain.facts.answers import SignedOff
from domain.facts.fact import Fact
from domain.facts.votes import BallotClosed, BallotOpened, Tally, TallyEntered
from domain.law.options import Outcome
from domain.state.case import Case
from domain.state.task import Task
from domain.votes.box import Box
from domain.votes.history import SecretBallot, ballot_of, differing, first_entry
from domain.votes.rules import (
    AGREE,
    BLANK,
    RULES,
    VoteRule,
    counted,
    judge,
)
from domain.votes.table import ballot_task, check_counts_here
from domain.votes.tellers import is_spoilt, still_called


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A paper count entered by one person, or (`tally` None) the closing of a ballot on screen.

    `confirmed`: why it counts although a condition fails by a rule not read."""

    act_id: str
    case_id: str
    task_id: str
    tally: Tally | None = None
    reason: str = ""
    confirmed: str = ""


@dataclass(frozen=True, slots=True)
class BallotInput:
    """What is known of the case when votes are counted."""

    subject: Person
    history: tuple[Fact, ...]


def check_can_cast(case: Case, ballot: SecretBallot | None, box: Box, person: str) -> SecretBallot:
    """May this person vote now? Raises BallotNotOpen, NotYourTask or AlreadyVoted."""
    if ballot is None:
        raise BallotNotOpen(task="", rule=BallotNotOpen.Rule.NOT_OPEN)
    task = ballot.opened.task
    open_task(case, task)
    if person not in ballot.opened.members or person in case.recused:
        raise NotYourTask(rule=NotYourTask.Rule.MEMBER, task=task, has=person)
    if person in box.voted:
        raise AlreadyVoted(task=task)
    if not ballot.keyed:
        raise BallotNotOpen(task=task, rule=BallotNotOpen.Rule.NO_KEYS)
    if ballot.sealed is not None:
        raise BallotNotOpen(task=task, rule=BallotNotOpen.Rule.SEALED)
    return ballot


def place_of(opened: BallotOpened, choice: str) -> int:
    """The place of a choice on the ballot. Raises OptionNotOffered."""
    if choice not in opened.choices:
        raise OptionNotOffered(step="", outcome=choice, offered=[])
    return opened.choices.index(choice)


def decide_close(attempt: Attempt, count: Count, known: BallotInput) -> list[Fact]:
    """Close the ballot on screen: the sums the tellers have opened become the tally, the tally
    the answer.

    Who has stepped aside since the opening is no longer called: the base is the others. Raises
    BallotNotOpen before the voting has ended and every teller has opened their part.
    """
    task, _, rule = ballot_task(attempt, count.task_id)
    check_counts_here(attempt, task)
    ballot = ballot_of(known.history, task.id)
    if ballot is None:
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.NOT_OPEN)
    if ballot.sealed is None:
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.NOT_SEALED)
    sealed, recused = ballot.sealed, attempt.case.recused
    if is_spoilt(attempt.case, sealed.voted):
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.RECUSED_VOTED)
    tally = _tally_of(rule, ballot, attempt.case)
    closed = BallotClosed(
        task=task.id,
        voted=sealed.voted,
        tally=tally,
        by=attempt.actor,
        at=attempt.at,
        early=sealed.early,
        recused=tuple(m for m in ballot.opened.members if m in recused),
    )
    return [closed, *_answered(attempt, task, tally, count, known)]


def _tally_of(rule: VoteRule, ballot: SecretBallot, case: Case) -> Tally:
    """Raises BallotNotOpen where the sums cannot be read yet, or are not what was cast."""
    counts, sealed = ballot.counts(), ballot.sealed
    if counts is None or sealed is None:
        rules = BallotNotOpen.Rule
        said = rules.SUMS_DIFFER if ballot.shared else rules.SHARES_MISSING
        raise BallotNotOpen(task=ballot.opened.task, rule=said)
    cast = len(sealed.voted)
    came = max(sealed.present, cast)
    plain = Tally(
        summoned=len(still_called(ballot.opened, case)),
        present=came,
        issued=came,
        returned=cast,
        valid=cast - counts.pop(BLANK),
        in_favour=counts.get(AGREE, 0),
    )
    return counted(rule, plain, counts, case.subject)


def decide_count(attempt: Attempt, count: Count, tally: Tally, known: BallotInput) -> list[Fact]:
    """One of two entries of a paper count. The second person's must equal the first's, unseen.

    At least one of the two works for the body that votes. Raises TallyDiffers naming what
    differs and not the figures, BallotNotOpen when a ballot on screen is running. Raises
    NotYourTask.
    """
    task, _, rule = ballot_task(attempt, count.task_id)
    check_counts_here(attempt, task)
    if ballot_of(known.history, task.id) is not None:
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
