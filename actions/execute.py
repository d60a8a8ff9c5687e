"""The one door: load, decide, save, in one transaction; the same act twice is one act."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from actions.app import App
from actions.audit.alarms import watched
from actions.audit.attempts import note_refused
from domain.cases.attempt import Attempt
from domain.cases.sign_off import SUBJECT
from domain.cases.standing import check_undoes_nothing, could_undo
from domain.directory.actors import Actor, Power
from domain.errors import ActIdReused, Refused
from domain.facts.checks import ClockWentBack
from domain.facts.fact import Fact, evolve
from domain.facts.opening import CaseMigrated
from domain.facts.texts import composed
from domain.invariants.settle import settle
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading

log = logging.getLogger(__name__)
CLOCKS_DIFFER = timedelta(seconds=5)  # between machines that keep their time
NOBODY: frozenset[Power] = frozenset()


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an act did: the case after it and its facts. `repeated`: it had been done before."""

    case: Case
    facts: tuple[Fact, ...]
    repeated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Who wants to do something to which case. `act_id` is stable across repeats of one wish."""

    act_id: str
    case_id: str
    person: str

    def part(self, name: str) -> Act:
        """An act of its own that belongs to the same wish."""
        return Act(act_id=f"{self.act_id}:{name}", case_id=self.case_id, person=self.person)


Decide = Callable[[UnitOfWork, Attempt], list[Fact]]
ActorResolver = Callable[[UnitOfWork, App, Case], Actor]


def execute(app: App, act: Act, choose: ActorResolver, decide: Decide) -> Receipt:
    """Run one act. Raises Refused (nothing is changed), NotFound, or RegulationError.

    Whatever the act, it undoes nothing that stands (domain/cases/standing.py), what it says can be
    printed (domain/facts/texts.py), and what it leaves behind contradicts nothing
    (domain/invariants/): that would be the program's fault, is undone and raises an alarm.

    Losing a race to another act means: load again, decide again. A repeat of an act already done
    gets the first receipt; another act under the same id is refused (ActIdReused).
    """

    def work(uow: UnitOfWork) -> Receipt:
        return execute_in(app, uow, act, choose, decide)

    try:
        return watched(app, work, act_id=act.act_id, person=act.person)
    except Refused as refused:
        if (earlier := done_before(app, act)) is not None:
            return earlier
        note_refused(app, act.person, act.case_id, "act", refused)
        raise


def execute_in(
    app: App, uow: UnitOfWork, act: Act, choose: ActorResolver, decide: Decide
) -> Receipt:
    """The same as a part of a larger act, in its transaction. Raises what `execute` raises."""
    attempt = attempt_of(app, uow, act, choose)
    facts = [composed(fact) for fact in (*decide(uow, attempt), *_clock_fault(app, attempt))]
    attempt = _by_its_law(app, uow, attempt, facts)
    after = settle(attempt, facts, lambda: uow.cases.facts(act.case_id))
    uow.cases.save(attempt.case, after, facts, act_id=act.act_id)
    return Receipt(after, tuple(facts))


def _by_its_law(app: App, uow: UnitOfWork, attempt: Attempt, facts: Sequence[Fact]) -> Attempt:
    """What an act leaves behind is weighed by the law the case goes by after it."""
    if any(isinstance(fact, CaseMigrated) for fact in facts):
        return replace(attempt, law=app.law(uow, evolve(attempt.case, facts)))
    return attempt


def _clock_fault(app: App, attempt: Attempt) -> Iterator[Fact]:
    """The raw reading, where the clock runs behind the history; the operator is told."""
    read = app.clock()
    if attempt.at - read > CLOCKS_DIFFER:
        log.warning("clock went back: read %s after %s", read.isoformat(), attempt.at.isoformat())
        yield ClockWentBack(read=read, at=attempt.at)


def refusal_of(
    app: App, uow: UnitOfWork, act: Act, choose: ActorResolver, decide: Decide
) -> Refused | None:
    """Why the act would be refused now; None where it would be done. For showing, not deciding."""
    attempt = attempt_of(app, uow, act, choose)
    try:
        facts = decide(uow, attempt)
        _check_stands(uow, attempt, facts)
    except Refused as refusal:
        return refusal
    return None


def _check_stands(uow: UnitOfWork, attempt: Attempt, facts: Sequence[Fact]) -> None:
    if could_undo(facts):
        check_undoes_nothing(attempt, uow.cases.facts(attempt.case.id), facts)


def ask_first(
    app: App, act: Act, choose: ActorResolver, check: Callable[[UnitOfWork, Attempt], object]
) -> None:
    """Ask for the right before a file is opened for this act; one that was done before has it.

    Raises what `check` raises.
    """
    if done_before(app, act) is None:
        with reading(app) as uow:
            check(uow, attempt_of(app, uow, act, choose))


def attempt_of(app: App, uow: UnitOfWork, act: Act, choose: ActorResolver) -> Attempt:
    """The case as it stands, its law, and who acts in which capacity, now."""
    case = uow.cases.get(act.case_id)
    return Attempt(case, app.law(uow, case), choose(uow, app, case), app.now(case))


def done_before(app: App, act: Act) -> Receipt | None:
    """The receipt of this act, if it was done already."""
    with reading(app) as uow:
        facts = uow.cases.act(act.act_id)
        return Receipt(uow.cases.get(act.case_id), facts, repeated=True) if facts else None


Same = Callable[[Sequence[Fact]], bool]


def says(kind: type[Fact], /, **said: object) -> Same:
    """Does an act hold a fact of this kind that says exactly this? Typed text is compared as facts
    keep it, without the blanks around it; a list without its order."""
    wanted = {name: _compared(value) for name, value in said.items()}

    def same(facts: Sequence[Fact]) -> bool:
        found = [fact for fact in facts if isinstance(fact, kind)]
        return any(all(_compared(getattr(f, n)) == v for n, v in wanted.items()) for f in found)

    return same


def _compared(value: object) -> object:
    if isinstance(value, tuple):
        return frozenset(value)
    return composed(value.strip()) if isinstance(value, str) else value


def check_same(receipt: Receipt, same: Same) -> Receipt:
    """A repeated act must be the same act. Raises ActIdReused otherwise."""
    if receipt.repeated and not same(receipt.facts):
        raise ActIdReused(case=receipt.case.id, first=type(receipt.facts[0]).__name__)
    return receipt


def as_assignee(person: str, task_id: str) -> ActorResolver:
    """The capacity in which `person` answers a task: the asked body's seat, else whatever is held.

    The choice decides nothing: the domain refuses a capacity that does not fit.
    """

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        task = case.find_task(task_id)
        if task is not None and task.role == SUBJECT and person == case.subject:
            return Actor(person, task.agency, SUBJECT, NOBODY)
        wanted = task.agency if task is not None else case.handler
        return best_capacity(uow, app, case, person, wanted, Power.SIGN)

    return choose


def as_subject(person: str) -> ActorResolver:
    """The person the case is about, acting for themselves; anybody else holds nothing here."""

    def choose(_uow: UnitOfWork, _app: App, case: Case) -> Actor:
        concerned = person == case.subject
        return Actor(person, case.press_agency, SUBJECT if concerned else "", NOBODY)

    return choose


def as_handler(person: str) -> ActorResolver:
    """The capacity in which `person` works for the agency that runs the case."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        return best_capacity(uow, app, case, person, case.handler, Power.PREPARE)

    return choose


def best_capacity(
    uow: UnitOfWork, app: App, case: Case, person: str, agency: str, power: Power
) -> Actor:
    """Best of the person's capacities on the day: right body and power, right body, any, none.

    Raises NotFound for somebody who is not in the directory.
    """
    today = app.today()
    wanted = app.book(uow, case).agencies.current(agency, today).code
    held = uow.directory.actors(person, today)
    if not held:
        uow.directory.person(person)
    fitting = [a for a in held if a.agency == wanted and a.can(power)]
    near = [a for a in held if a.agency == wanted]
    return next(iter([*fitting, *near, *held]), Actor(person, "", "", NOBODY))
