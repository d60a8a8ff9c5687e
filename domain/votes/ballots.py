"""Votes inside a step: the secret ballot on screen, and the paper count entered twice.

On screen it is known who has voted and never what; the sums are read only when the ballot is
closed. On paper two people enter the tally record independently, and only equal entries count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from domain.cases.attempt import Turn, check_not_barred
from domain.cases.gate_input import Moment
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
class Convened:
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
class Known:
    """What is known of the case when votes are counted."""

    subject: Person
    history: tuple[Fact, ...]


def ballot_task(turn: Turn, task_id: str) -> tuple[Task, Step, VoteRule]:
    """The open task, its step and rule. Raises BadInput where the step is no ballot."""
    task = open_task(turn.case, task_id)
    step = turn.law.procedure.step(task.step)
    if step.vote is None:
        raise BadInput(field="task", rule="no_ballot", value=task.id)
    return task, step, RULES[step.vote]


def check_counts_here(turn: Turn, task: Task) -> None:
    """Who may open, enter or close: an officer of the handling agency or of the body that votes,
    or who signs for it; never the person concerned or somebody who stepped aside."""
    check_not_barred(turn)
    ours = {turn.current(turn.case.handler), turn.current(task.agency)}
    if turn.actor.agency not in ours:
        raise NotYourTask(task=task.id, needs=turn.current(task.agency), has=turn.actor.agency)
    if not (turn.actor.can(Power.PREPARE) or turn.actor.can(Power.SIGN)):
        raise NotAllowed(agency=turn.actor.agency, power=Power.SIGN, has=[turn.actor.position])


def decide_open(turn: Turn, convened: Convened, history: Sequence[Fact]) -> list[Fact]:
    """Open a secret ballot. Raises BadInput for members who may not vote.

    Who comes from the cadre unit of the appointing level observes (B-7, Decree 115/2020 Art 46.2a).
    """
    task, step, rule = ballot_task(turn, convened.task_id)
    check_counts_here(turn, task)
    members = tuple(sorted(set(convened.members)))
    if opened_of(history, task.id) is not None:
        raise BallotNotOpen(task=task.id, rule="already_open")
    if not members:
        raise BadInput(field="members", rule="empty", value="")
    barred = sorted({*turn.case.recused, *_subject_apart(turn)} & set(members))
    if barred:
        raise BadInput(field="members", rule="barred", value=barred)
    if watching := sorted(convened.observers & set(members)):
        raise BadInput(field="members", rule="observer", value=watching)
    choices = _choices(turn, step, rule, convened.names)
    return [BallotOpened(task.id, members, choices, turn.actor, turn.at)]


def _subject_apart(turn: Turn) -> set[str]:
    """In discipline or dismissal the person concerned never votes (a candidate: U-11, open)."""
    proposes = turn.law.procedure.name in ("appoint", "reappoint", "transfer", "assign")
    return set() if proposes else {turn.case.subject}


def _choices(turn: Turn, step: Step, rule: VoteRule, names: Sequence[str]) -> tuple[str, ...]:
    match rule.shape:
        case Shape.AGREE:
            return (AGREE, AGAINST, BLANK)
        case Shape.NAMES:
            return (*sorted({turn.case.subject, *names}), BLANK)
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


def decide_close(turn: Turn, count: Count, box: Box, known: Known) -> list[Fact]:
    """Close the ballot on screen: the sums become the tally, the tally the answer.

    Raises BadInput while members have not voted and no reason for closing early is given.
    """
    task, _, rule = ballot_task(turn, count.task_id)
    check_counts_here(turn, task)
    opened = opened_of(known.history, task.id)
    if opened is None:
        raise BallotNotOpen(task=task.id, rule="not_open")
    waiting = len(opened.members) - len(box.voted)
    if waiting and not count.early.strip():
        raise BadInput(field="early", rule="not_all_voted", value=waiting)
    tally = _tally_of(rule, box, opened, count.present, turn.case.subject)
    closed = BallotClosed(task.id, box.voted, tally, turn.actor, turn.at, count.early.strip())
    return [closed, *_answered(turn, task, tally, count, known)]


def _tally_of(rule: VoteRule, box: Box, opened: BallotOpened, present: int, subject: str) -> Tally:
    counts, cast = dict(box.counts), len(box.voted)
    came = max(present, cast)
    valid = cast - counts.pop(BLANK, 0)
    plain = Tally(len(opened.members), came, came, cast, valid, counts.get(AGREE, 0))
    named = {choice: counts.get(choice, 0) for choice in opened.choices if choice != BLANK}
    return counted(rule, plain, named, subject)


def decide_count(turn: Turn, count: Count, tally: Tally, known: Known) -> list[Fact]:
    """One of two entries of a paper count. The second person's must equal the first's, unseen.

    At least one of the two works for the body that votes. Raises TallyDiffers naming what differs
    and not the figures, BallotNotOpen when a ballot on screen is running.
    """
    task, _, rule = ballot_task(turn, count.task_id)
    check_counts_here(turn, task)
    if opened_of(known.history, task.id) is not None:
        raise BallotNotOpen(task=task.id, rule="on_screen")
    judge(rule, tally, turn.case.subject)
    entry = TallyEntered(task.id, tally, turn.actor, turn.at)
    first = first_entry(known.history, task.id, turn.actor)
    if first is None:
        return [entry]
    if turn.current(task.agency) not in (turn.actor.agency, first.by.agency):
        raise NotYourTask(task=task.id, needs=turn.current(task.agency), has=turn.actor.agency)
    if first.tally != tally:
        raise TallyDiffers(fields=differing(first.tally, tally))
    return [entry, *_answered(turn, task, tally, count, known)]


def differing(one: Tally, other: Tally) -> list[str]:
    """Names of the figures two entries do not agree on."""
    return [name for name in Tally.__slots__ if getattr(one, name) != getattr(other, name)]


def _answered(turn: Turn, task: Task, tally: Tally, count: Count, known: Known) -> list[Fact]:
    """The vote as the body's answer, once the conditions before it hold."""
    step = turn.law.procedure.step(task.step)
    moment = Moment(turn.case, turn.law, known.subject, turn.today, known.history, tally)
    overridden = check_gates(step, moment, confirmed=count.confirmed)
    outcome = judge(RULES[step.vote or ""], tally, turn.case.subject)
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
    check_answer(step, turn.case, act)
    return answer(turn, task, act)


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
