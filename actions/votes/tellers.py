"""What tellers do in a ballot on screen, and those who run it: slips, end of voting, void."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_bytes

from actions.app import App
from actions.execute import Act, ActorResolver, Receipt, best_capacity, check_same, execute, says
from actions.votes.votes import at_the_table
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.directory.people import Person
from domain.errors import BallotNotOpen, NotFound
from domain.facts.fact import Fact
from domain.facts.votes import BallotSealed, BallotVoided, ShareOpened
from domain.law.procedure import Procedure, Step
from domain.state.case import Case
from domain.state.task import Task, case_of
from domain.votes.box import Box
from domain.votes.history import SecretBallot, ballot_of
from domain.votes.slips import OCTETS, slip_of
from domain.votes.tellers import (
    Sealing,
    decide_key,
    decide_seal,
    decide_share,
    decide_void,
    running_ballot,
)
from models.unit_of_work import UnitOfWork, reading

Decided = Callable[[Attempt, SecretBallot, Box], list[Fact]]


def take_slip(app: App, act: Act, task_id: str) -> str:
    """A new slip for a teller, who alone ever sees it: only its public key is kept.

    Raises BallotNotOpen once somebody has voted, and for a repeated act: what was shown is gone.
    """
    slip = slip_of(token_bytes(OCTETS))
    receipt = _run(
        app, act, task_id, _as_teller(act.person), lambda a, b, box: decide_key(a, b, box, slip)
    )
    if receipt.repeated:
        raise BallotNotOpen(task=task_id, rule=BallotNotOpen.Rule.SLIP_SHOWN)
    return slip


def open_share(app: App, act: Act, task_id: str, slip: str) -> Receipt:
    """A teller's part in opening the sums, made with their slip. Raises Refused."""
    receipt = _run(
        app, act, task_id, _as_teller(act.person), lambda a, b, _: decide_share(a, b, slip)
    )
    return check_same(receipt, says(ShareOpened))


def seal_ballot(app: App, wish: Sealing, *, person: str) -> Receipt:
    """End the voting: from here on the tellers open the sums. Raises Refused."""
    act = Act(act_id=wish.act_id, case_id=wish.case_id, person=person)
    choose = at_the_table(person, wish.task_id)
    receipt = _run(app, act, wish.task_id, choose, lambda a, b, box: decide_seal(a, b, box, wish))
    return check_same(receipt, says(BallotSealed, early=wish.early))


def void_ballot(app: App, act: Act, task_id: str, reason: str) -> Receipt:
    """Give a ballot up whose sums nobody can read or that must be held anew. Raises Refused."""

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        box, ballot = _held(uow, attempt, task_id)
        facts = decide_void(attempt, ballot, box, reason)
        uow.ballots.empty(task_id)
        return facts

    receipt = execute(app, act, at_the_table(act.person, task_id), decide)
    return check_same(receipt, says(BallotVoided, reason=reason))


def _run(app: App, act: Act, task_id: str, choose: ActorResolver, decided: Decided) -> Receipt:
    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        box, ballot = _held(uow, attempt, task_id)
        return decided(attempt, ballot, box)

    return execute(app, act, choose, decide)


def _held(uow: UnitOfWork, attempt: Attempt, task_id: str) -> tuple[Box, SecretBallot]:
    """The box, held until this act is done, and then the ballot: no vote comes between."""
    box = uow.ballots.box(task_id, lock=True)
    return box, running_ballot(attempt.case, uow.cases.facts(attempt.case.id), task_id)


def _as_teller(person: str) -> ActorResolver:
    """A teller acts for nobody else; the seat only says who they are."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        return best_capacity(uow, app, case, person, case.handler, Power.PREPARE)

    return choose


@dataclass(frozen=True, slots=True)
class Duty:
    """A ballot as its teller sees it; the case need not be open to them."""

    task: Task
    procedure: Procedure
    step: Step
    subject: Person
    press_agency: str
    post: str
    ballot: SecretBallot
    voted: int
    person: str

    @property
    def may_take(self) -> bool:
        """A slip, the first or another one: until somebody has voted."""
        return not self.voted and self.ballot.sealed is None

    @property
    def has_slip(self) -> bool:
        return self.person in self.ballot.keys

    @property
    def may_open(self) -> bool:
        return self.ballot.sealed is not None and not self.done

    @property
    def done(self) -> bool:
        return self.person in self.ballot.shares


def duties_of(app: App, person: str) -> tuple[Duty, ...]:
    """Running ballots of which somebody is a teller."""
    with reading(app) as uow:
        return tuple(_duty(app, uow, task, person) for task in uow.ballots.telling(person))


def duty_of(app: App, task_id: str, person: str) -> Duty:
    """One of them. Raises NotFound, alike for none and for another's, and once it is closed."""
    with reading(app) as uow:
        if task_id not in uow.ballots.telling(person):
            raise NotFound(kind="ballot", id=task_id)
        return _duty(app, uow, task_id, person)


def _duty(app: App, uow: UnitOfWork, task_id: str, person: str) -> Duty:
    case = uow.cases.get(case_of(task_id))
    task, ballot = case.find_task(task_id), ballot_of(uow.cases.facts(case.id), task_id)
    if task is None or ballot is None:
        raise NotFound(kind="ballot", id=task_id)
    procedure = app.procedure(uow, case.law_digest)
    return Duty(
        task,
        procedure,
        procedure.step(task.step),
        uow.directory.person(case.subject),
        case.press_agency,
        case.post,
        ballot,
        len(uow.ballots.box(task_id).voted),
        person,
    )
