"""Votes inside a step: open a ballot, cast, close; or enter a paper count, by two people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from secrets import token_bytes

from actions.app import App
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    Same,
    best_capacity,
    check_same,
    execute,
    says,
)
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.errors import OptionNotOffered, Refused
from domain.facts.answers import SignedOff
from domain.facts.fact import Fact
from domain.facts.votes import BallotClosed, BallotOpened, Tally, TallyEntered
from domain.law.agencies import Role
from domain.state.case import Case
from domain.state.task import Task
from domain.votes.ballots import (
    BallotInput,
    Count,
    check_can_cast,
    decide_close,
    decide_count,
    place_of,
)
from domain.votes.history import TELLERS, ballot_of, first_entry, voted_in
from domain.votes.opening import BallotRequest, decide_open
from domain.votes.rules import BLANK, Shape
from domain.votes.sums import nothing
from domain.votes.table import ballot_task, check_counts_here
from domain.votes.tellers import Teller
from models.unit_of_work import UnitOfWork, reading, transaction

CADRE_UNIT = Role.ORGANIZATION_BOARD


@dataclass(frozen=True, slots=True)
class Turnout:
    """What may be seen of a running ballot: who is called and who has voted, which tellers hold a
    slip, whether the voting has ended, which tellers have opened their part; never more."""

    opened: BallotOpened
    voted: tuple[str, ...]
    keyed: tuple[str, ...]
    sealed: bool
    shared: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Every teller holds a slip: members can vote."""
        return len(self.keyed) == TELLERS

    @property
    def countable(self) -> bool:
        """Every teller has opened their part: the sums can be read."""
        return len(self.shared) == TELLERS


def open_ballot(app: App, convened: BallotRequest, *, person: str) -> Receipt:
    """Call the members to a secret ballot on screen, and name its tellers. Raises Refused with the
    reason."""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        for somebody in (*convened.members, *convened.names):
            uow.directory.person(somebody)
        known = replace(
            convened,
            observers=_observers(uow, attempt, convened),
            tellers=tuple(_teller(uow, attempt, t.person) for t in convened.tellers),
        )
        opened = decide_open(attempt, known, uow.cases.facts(convened.case_id))
        uow.ballots.open(convened.task_id, nothing(len(opened.choices)))
        return [opened]

    act = Act(act_id=convened.act_id, case_id=convened.case_id, person=person)
    receipt = execute(app, act, at_the_table(person, convened.task_id), decide)
    return check_same(receipt, _called(convened, receipt.case.subject))


def _called(convened: BallotRequest, subject: str) -> Same:
    """The same people are called and count; where ballots name people, the same stand on them."""
    tellers = tuple(teller.person for teller in convened.tellers)
    task, names = convened.task_id, {subject, *convened.names}
    called = says(BallotOpened, task=task, members=convened.members, tellers=tellers)

    def same(facts: Sequence[Fact]) -> bool:
        offered = [fact.choices for fact in facts if isinstance(fact, BallotOpened)]
        named = [{*choices} - {BLANK} for choices in offered if subject in choices]
        return called(facts) and all(people == names for people in named)

    return same


def _teller(uow: UnitOfWork, attempt: Attempt, person: str) -> Teller:
    """The same person with what their seats of the day say. Raises NotFound."""
    uow.directory.person(person)
    held = [a for a in uow.directory.actors(person, attempt.today) if not a.on_behalf_of]
    bodies = frozenset(attempt.current(actor.agency) for actor in held)
    return Teller(person, bodies, any(actor.can(Power.ADMINISTER) for actor in held))


def _observers(uow: UnitOfWork, attempt: Attempt, convened: BallotRequest) -> frozenset[str]:
    """Members called who sit in the cadre unit and hold no seat in the body that votes."""
    task = attempt.case.find_task(convened.task_id)
    cadre = attempt.law.agencies.holding(CADRE_UNIT, attempt.today).code
    if task is None or task.agency == cadre:
        return frozenset()
    here = {
        seat.person for seat in uow.directory.seats(attempt.current(task.agency), attempt.today)
    }
    theirs = {seat.person for seat in uow.directory.seats(cadre, attempt.today)}
    return frozenset(theirs - here)


def cast(app: App, case_id: str, task_id: str, choice: str, *, person: str) -> None:
    """Put one ballot into the box. Raises AlreadyVoted, NotYourTask, BallotNotOpen …

    The one change to a case without a fact, an act id or a time: each of them would tell which
    ballot came when. A second click is refused as already voted and changes nothing.
    """

    def work(uow: UnitOfWork) -> None:
        box = uow.ballots.box(task_id, lock=True)
        ballot = ballot_of(uow.cases.facts(case_id), task_id)
        ballot = check_can_cast(uow.cases.get(case_id), ballot, box, person)
        place = place_of(ballot.opened, choice)
        uow.ballots.keep(task_id, box.with_vote(person, place, ballot.key, token_bytes))

    transaction(app.engine, work)


def turnout(app: App, case_id: str, task_id: str) -> Turnout | None:
    """Who is called and who has voted; None where no ballot was opened."""
    with reading(app) as uow:
        return _turnout(uow, uow.cases.facts(case_id), task_id)


def _turnout(uow: UnitOfWork, facts: Sequence[Fact], task_id: str) -> Turnout | None:
    ballot = ballot_of(facts, task_id)
    if ballot is None:
        return None
    return Turnout(
        ballot.opened,
        voted_in(ballot, uow.ballots.box(task_id)),
        keyed=tuple(sorted(ballot.keys)),
        sealed=ballot.sealed is not None,
        shared=tuple(sorted(ballot.shares)),
    )


@dataclass(frozen=True, slots=True)
class CountTable:
    """A vote as those see it who open, close and count it.

    `refusal`: why this person may do none of it. `entry` is the person's own entry of a paper
    count, `other` the one somebody else has made; of neither is the figure for others to see.
    """

    turnout: Turnout | None
    refusal: Refused | None
    entry: TallyEntered | None
    other: TallyEntered | None


def at_table(app: App, uow: UnitOfWork, case: Case, task: Task, *, person: str) -> CountTable:
    """How far a vote is. For showing, not deciding."""
    facts = uow.cases.facts(case.id)
    actor = at_the_table(person, task.id)(uow, app, case)
    attempt = Attempt(case, app.law(uow, case), actor, app.now(case))
    entries = [f for f in facts if isinstance(f, TallyEntered) and f.task == task.id]
    own = [entry for entry in entries if entry.by.person == person]
    return CountTable(
        _turnout(uow, facts, task.id),
        _refused(attempt, task),
        own[-1] if own else None,
        first_entry(facts, task.id, actor),
    )


def _refused(attempt: Attempt, task: Task) -> Refused | None:
    try:
        check_counts_here(attempt, task)
    except Refused as refusal:
        return refusal
    return None


def count_votes(app: App, count: Count, *, person: str) -> Receipt:
    """Enter a paper count, or close the ballot on screen (`tally` None); the sums are the answer.

    The first of two entries of a paper count changes nothing yet. Raises TallyDiffers, BadTally,
    NoQuorum, NotYourTask …
    """

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        subject = uow.directory.person(attempt.case.subject)
        known = BallotInput(subject, uow.cases.facts(count.case_id))
        if count.tally is None:
            facts = decide_close(attempt, count, known)
            uow.ballots.empty(count.task_id)
            return facts
        _check_choices(uow, attempt, count.task_id, count.tally)
        return decide_count(attempt, count, count.tally, known)

    act = Act(act_id=count.act_id, case_id=count.case_id, person=person)
    receipt = execute(app, act, at_the_table(person, count.task_id), decide)
    return check_same(receipt, _same(count))


def _check_choices(uow: UnitOfWork, attempt: Attempt, task_id: str, tally: Tally) -> None:
    """Names counted are people, forms counted are offered. Raises NotFound, OptionNotOffered."""
    _, step, rule = ballot_task(attempt, task_id)
    offered = [str(option.outcome) for option in step.options.options]
    for choice, _ in tally.votes:
        if rule.shape == Shape.NAMES:
            uow.directory.person(choice)
        elif choice not in offered:
            raise OptionNotOffered(step=step.title, outcome=choice, offered=offered)


def _same(count: Count) -> Same:
    """The same figures, and the same reason where the count became the answer."""
    if count.tally is None:
        counted = says(BallotClosed, task=count.task_id)
    else:
        counted = says(TallyEntered, task=count.task_id, tally=count.tally)
    said = says(SignedOff, reason=count.reason)
    reasoned = bool(count.reason.strip())

    def same(facts: Sequence[Fact]) -> bool:
        answered = any(isinstance(fact, SignedOff) for fact in facts)
        return counted(facts) and (said(facts) or not (answered and reasoned))

    return same


def at_the_table(person: str, task_id: str) -> ActorResolver:
    """The capacity in which somebody counts: a seat in the body that votes, else in the handler."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        task = case.find_task(task_id)
        body = task.agency if task is not None else case.handler
        own = best_capacity(uow, app, case, person, body, Power.SIGN)
        return (
            own
            if own.agency == body
            else best_capacity(uow, app, case, person, case.handler, Power.PREPARE)
        )

    return choose
