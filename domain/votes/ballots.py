"""Votes inside a step: the secret ballot on screen, and the paper count entered twice.

On screen it is known who has voted and never what; the sums are read only when the ballot is
closed. On paper two people enter the tally record independently, and only equal entries count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.gate_input import GateInput
from domain.cases.sign_off import (
    SignOff,
    answer,
    check_answer,
    open_task,
)
from domain.decisions.gates import check_gates
from domain.directory.actors import Actor, Power
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
from domain.facts.case import Case
from domain.facts.progress import (
    BallotClosed,
    BallotOpened,
    Fact,
    Tally,
    TallyEntered,
)
from domain.facts.tasks import Task
from domain.law.options import Outcome
from domain.law.procedure import Step
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


@dataclass(frozen=True, slots=True)
class Box:
    """Names of those who voted and sums by choice; both without order."""

    voted: tuple[str, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()

    def with_vote(self, person: str, choice: str) -> Box:
        counts = Counter(dict(self.counts))
        counts[choice] += 1
        return Box(tuple(sorted({*self.voted, person})), tuple(sorted(counts.items())))


@dataclass(frozen=True, slots=True)
class BallotRequest:
    """Who is called to a ballot and what stands on it. Names only where ballots name people."""

    act_id: str
    case_id: str
    task_id: str
    members: tuple[str, ...]
    names: tuple[str, ...] = ()
    observers: frozenset[str] = frozenset()  # who sits in the cadre unit and not in the body


@dataclass(frozen=True, slots=True)
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
        raise BadInput(field="task", rule="no_ballot", value=task.id)
    return task, step, RULES[step.vote]


def check_counts_here(attempt: Attempt, task: Task) -> None:
    """Who may open, enter or close: an officer of the handling agency or of the body that votes,
    or who signs for it; never the person concerned or somebody who stepped aside."""
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


def decide_open(attempt: Attempt, convened: BallotRequest, history: Sequence[Fact]) -> list[Fact]:
    """Open a secret ballot. Raises BadInput for members who may not vote.

    Who comes from the cadre unit of the appointing level observes (B-7, Decree 115/2020 Art 46.2a).
    """
    task, step, rule = ballot_task(attempt, convened.task_id)
    check_counts_here(attempt, task)
    members = tuple(sorted(set(convened.members)))
    if opened_of(history, task.id) is not None:
        raise BallotNotOpen(task=task.id, rule="already_open")
    if not members:
        raise BadInput(field="members", rule="empty", value="")
    barred = sorted({*attempt.case.recused, *_subject_apart(attempt)} & set(members))
    if barred:
        raise BadInput(field="members", rule="barred", value=barred)
    if watching := sorted(convened.observers & set(members)):
        raise BadInput(field="members", rule="observer", value=watching)
    choices = _choices(attempt, step, rule, convened.names)
    return [BallotOpened(task.id, members, choices, attempt.actor, attempt.at)]


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
        raise BallotNotOpen(task="", rule="not_open")
    open_task(case, opened.task)
    if person not in opened.members or person in case.recused:
        raise NotYourTask(task=opened.task, needs="member", has=person)
    if person in box.voted:
        raise AlreadyVoted(task=opened.task)
    return opened


def check_choice(opened: BallotOpened, choice: str) -> None:
    if choice not in opened.choices:
        raise OptionNotOffered(step=opened.task, outcome=choice, offered=[])


def decide_close(attempt: Attempt, count: Count, box: Box, known: BallotInput) -> list[Fact]:
    """Close the ballot on screen: the sums become the tally, the tally the answer.

    Raises BadInput while members have not voted and no reason for closing early is given.
    """
    task, _, rule = ballot_task(attempt, count.task_id)
    check_counts_here(attempt, task)
    opened = opened_of(known.history, task.id)
    if opened is None:
        raise BallotNotOpen(task=task.id, rule="not_open")
    waiting = len(opened.members) - len(box.voted)
    if waiting and not count.early.strip():
        raise BadInput(field="early", rule="not_all_voted", value=waiting)
    tally = _tally_of(rule, box, opened, count.present, attempt.case.subject)
    closed = BallotClosed(task.id, box.voted, tally, attempt.actor, attempt.at, count.early.strip())
    return [closed, *_answered(attempt, task, tally, count, known)]


def _tally_of(rule: VoteRule, box: Box, opened: BallotOpened, present: int, subject: str) -> Tally:
    counts, cast = dict(box.counts), len(box.voted)
    came = max(present, cast)
    valid = cast - counts.pop(BLANK, 0)
    plain = Tally(len(opened.members), came, came, cast, valid, counts.get(AGREE, 0))
    named = {choice: counts.get(choice, 0) for choice in opened.choices if choice != BLANK}
    return counted(rule, plain, named, subject)


def decide_count(attempt: Attempt, count: Count, tally: Tally, known: BallotInput) -> list[Fact]:
    """One of two entries of a paper count. The second person's must equal the first's, unseen.

    At least one of the two works for the body that votes. Raises TallyDiffers naming what differs
    and not the figures, BallotNotOpen when a ballot on screen is running.
    """
    task, _, rule = ballot_task(attempt, count.task_id)
    check_counts_here(attempt, task)
    if opened_of(known.history, task.id) is not None:
        raise BallotNotOpen(task=task.id, rule="on_screen")
    judge(rule, tally, attempt.case.subject)
    entry = TallyEntered(task.id, tally, attempt.actor, attempt.at)
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


def differing(one: Tally, other: Tally) -> list[str]:
    """Names of the figures two entries do not agree on."""
    return [name for name in Tally.__slots__ if getattr(one, name) != getattr(other, name)]


def _answered(
    attempt: Attempt, task: Task, tally: Tally, count: Count, known: BallotInput
) -> list[Fact]:
    """The vote as the body's answer, once the conditions before it hold."""
    step = attempt.law.procedure.step(task.step)
    gate_input = GateInput(
        attempt.case, attempt.law, known.subject, attempt.today, known.history, tally
    )
    overridden = check_gates(step, gate_input, confirmed=count.confirmed)
    outcome = judge(RULES[step.vote or ""], tally, attempt.case.subject)
    option = step.options.option(outcome)
    said = count.reason.strip() or (option.vi if option else "")
    act = SignOff(
        count.act_id,
        count.case_id,
        task.id,
        outcome,
        said,
        tally=tally,
        confirmed=count.confirmed.strip() if overridden else "",
    )
    check_answer(step, attempt.case, act)
    return answer(attempt, task, act)


def opened_of(history: Sequence[Fact], task_id: str) -> BallotOpened | None:
    found = [f for f in history if isinstance(f, BallotOpened) and f.task == task_id]
    return found[-1] if found else None


def voted_in(history: Sequence[Fact], task_id: str, box: Box) -> tuple[str, ...]:
    """Who has voted: in the box while the ballot runs, in its closing ever after."""
    closed = [f for f in history if isinstance(f, BallotClosed) and f.task == task_id]
    return closed[-1].voted if closed else box.voted


def first_entry(history: Sequence[Fact], task_id: str, actor: Actor) -> TallyEntered | None:
    """The last entry of this count made by somebody else."""
    entries = [f for f in history if isinstance(f, TallyEntered) and f.task == task_id]
    others = [e for e in entries if _behind(e.by).isdisjoint(_behind(actor))]
    return others[-1] if others else None


def _behind(actor: Actor) -> set[str]:
    return {actor.person, actor.on_behalf_of} - {""}
