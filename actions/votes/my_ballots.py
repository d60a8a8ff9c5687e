"""Ballots as their voters see them: the question, the person, the choices; nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from domain.directory.people import Person
from domain.errors import NotFound
from domain.facts.votes import BallotOpened
from domain.law.procedure import Procedure, Step
from domain.state.task import Task, TaskStatus, case_of
from domain.votes.history import ballot_of, voted_in
from domain.votes.rules import BLANK, RULES, Shape
from models.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True)
class Ballot:
    """A ballot somebody is called to. Who may vote need not see the case, so it is not here.

    `people`: those whose names are choices; their ids stand in `choices`.
    """

    task: Task
    procedure: Procedure
    step: Step
    subject: Person
    press_agency: str
    post: str
    choices: tuple[str, ...]
    people: tuple[Person, ...]
    voted: bool
    ready: bool
    sealed: bool

    @property
    def running(self) -> bool:
        """May still be voted in, now or once every teller holds their slip."""
        return self.task.status == TaskStatus.OPEN and not self.sealed


def ballots_for(app: App, person: str) -> tuple[Ballot, ...]:
    """Ballots that are running and to which the person is called, voted in or not."""
    with reading(app) as uow:
        return tuple(_ballot(app, uow, task, person) for task in uow.ballots.calling(person))


def ballot_for(app: App, task_id: str, person: str) -> Ballot:
    """One ballot, also after it has closed. Raises NotFound, alike for none and for another's."""
    with reading(app) as uow:
        return _ballot(app, uow, task_id, person)


def _ballot(app: App, uow: UnitOfWork, task_id: str, person: str) -> Ballot:
    case_id = case_of(task_id)
    facts = uow.cases.facts(case_id)
    ballot = ballot_of(facts, task_id)
    if ballot is None or person not in ballot.opened.members:
        raise NotFound(kind="ballot", id=task_id)
    case = uow.cases.get(case_id)
    task = case.find_task(task_id)
    if task is None or person in case.recused:
        raise NotFound(kind="ballot", id=task_id)
    procedure = app.procedure(uow, case.law_digest)
    step = procedure.step(task.step)
    voted = voted_in(ballot, uow.ballots.box(task_id))
    return Ballot(
        task,
        procedure,
        step,
        uow.directory.person(case.subject),
        case.press_agency,
        case.post,
        ballot.opened.choices,
        _people(uow, step, ballot.opened),
        person in voted,
        ballot.keyed,
        ballot.sealed is not None,
    )


def _people(uow: UnitOfWork, step: Step, opened: BallotOpened) -> tuple[Person, ...]:
    if step.vote is None or RULES[step.vote].shape != Shape.NAMES:
        return ()
    return tuple(uow.directory.person(choice) for choice in opened.choices if choice != BLANK)
