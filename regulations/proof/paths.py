"""Every path of one text: the places a case can come to, and the answers that lead on from them.

A place is reached by the functions that move real cases (`open_step`, `decide_sign_off`,
`decide_silence`, `answer`), on a case of an invented person. Two cases are one place when they wait
for as many answers, got the same ones in this round whoever gave them, and would read the same in
every condition: nothing else is looked at by what moves a case.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from domain.cases.attempt import Attempt
from domain.cases.corrections import decide_silence
from domain.cases.sign_off import SUBJECT, SignOff, answer, decide_sign_off
from domain.cases.steps import open_step
from domain.directory.actors import Actor, Power
from domain.errors import Refused
from domain.facts.fact import Fact, evolve
from domain.law.case_law import Law
from domain.law.options import Outcome
from domain.law.procedure import Kind, Step
from domain.state.case import Case, PostKind
from domain.state.task import Task
from domain.votes.rules import RULES, answers
from regulations.check_marks import CONDITIONS

NOON = time(5, 0, tzinfo=UTC)  # in Việt Nam
LONG_SILENT = timedelta(days=90)
SIGNER, OFFICER, CONCERNED = "signer of ", "officer", "person concerned"
FORMS = frozenset({"council_form", "party_form"})  # rules whose ballot names forms of discipline


@dataclass(frozen=True, slots=True)
class Move:
    """One answer: in which step, which, and whether it was the one that closed the round."""

    step: str
    outcome: Outcome
    closes: bool


@dataclass(slots=True)
class Reached:
    """A case as it can stand. `moves` lead on, by number of the next place; `refused` are answers
    offered that the domain would not take, with the code of its refusal."""

    case: Case
    before: tuple[int, Move] | None = None
    moves: list[tuple[Move, int]] = field(default_factory=list)
    refused: list[tuple[str, Outcome, str]] = field(default_factory=list)

    @property
    def step(self) -> str:
        return self.case.step if self.case.open else ""


@dataclass(frozen=True, slots=True)
class Walk:
    """The places of one text for a post of one press agency on one day; the first is the start."""

    law: Law
    day: date
    post: PostKind
    press_agency: str
    places: list[Reached]

    def story(self, place: int) -> tuple[Move, ...]:
        """The shortest way to a place."""
        told: list[Move] = []
        while (before := self.places[place].before) is not None:
            place, move = before
            told.append(move)
        return tuple(reversed(told))


def walk(law: Law, press_agency: str, post: PostKind, day: date) -> Walk:
    """Every place a case about this post can come to. Raises RegulationError where the law data
    names no single body."""
    at = datetime.combine(day, NOON)
    start = _new_case(law, press_agency, post, at)
    places = [Reached(evolve(start, open_step(start, law, law.procedure.start, at=at)))]
    known, todo = {_key(places[0].case, law): 0}, deque([0])
    while todo:
        here = todo.popleft()
        for move, after in _answers(places[here], law, at):
            there = known.setdefault(_key(after, law), len(places))
            if there == len(places):
                places.append(Reached(after, (here, move)))
                todo.append(there)
            places[here].moves.append((move, there))
    return Walk(law, day, post, press_agency, places)


def _new_case(law: Law, press_agency: str, post: PostKind, at: datetime) -> Case:
    governing = law.agencies.current(press_agency, at.date()).code
    return Case(
        id="0",
        procedure=law.procedure.id,
        law_digest="",
        law_day=at.date(),
        subject=CONCERNED,
        press_agency=governing,
        post=post,
        handler=governing,
        started_by=OFFICER,
        opened_at=at,
    )


def _key(case: Case, law: Law) -> tuple[object, ...]:
    """What moves a case, and nothing more."""
    given = sorted(t.outcome for t in case.round_tasks if t.outcome)
    waiting = sum(t.outcome is None for t in case.round_tasks)
    read = tuple(case.answer_for(purpose, law.procedure) for purpose in _READ)
    return (case.status, case.step if case.open else "", waiting, *given, *read)


_READ = sorted(set(CONDITIONS.values()))


def _answers(place: Reached, law: Law, at: datetime) -> Iterator[tuple[Move, Case]]:
    """Each answer that the next body asked may give, and the case after it."""
    case = place.case
    if not case.open or not case.open_tasks:
        return
    step, task = law.procedure.step(case.step), case.open_tasks[0]
    for outcome in offered(step):
        try:
            facts = _given(Attempt(case, law, _signer(task), at), step, task, outcome)
        except Refused as refusal:
            place.refused.append((step.id, outcome, refusal.code))
            continue
        yield _moved(case, step, outcome, facts)
    if step.silence:
        facts = decide_silence(_much_later(case, law, at), task_id=task.id, proof="-")
        yield _moved(case, step, Outcome.NO_REPLY, facts)


def _moved(case: Case, step: Step, outcome: Outcome, facts: list[Fact]) -> tuple[Move, Case]:
    return Move(step.id, outcome, closes=len(facts) > 1), evolve(case, facts)


def offered(step: Step) -> tuple[Outcome, ...]:
    """What the step offers; of a ballot what its rule can give, and each form it names."""
    names = tuple(option.outcome for option in step.options.options)
    if step.vote is None or step.vote in FORMS or step.vote not in RULES:
        return names
    return tuple(name for name in names if name in answers(RULES[step.vote]))


def _given(attempt: Attempt, step: Step, task: Task, outcome: Outcome) -> list[Fact]:
    """The facts of an answer. What a ballot or a decision needs besides is no matter of paths."""
    act = SignOff(act_id="0", case_id="0", task_id=task.id, outcome=outcome, reason="-")
    option = step.options.option(outcome)
    if step.kind == Kind.BALLOT or (option is not None and option.issues):
        return answer(attempt, task, act)
    return decide_sign_off(attempt, act)


def _signer(task: Task) -> Actor:
    """One person signs for a body, whatever it is asked as; the person concerned for themselves."""
    person = CONCERNED if task.role == SUBJECT else SIGNER + task.agency
    return Actor(person, task.agency, "", frozenset({Power.SIGN}))


def _much_later(case: Case, law: Law, at: datetime) -> Attempt:
    """An officer of the body that then runs the case, long after every question was put."""
    late = at + LONG_SILENT
    handler = law.agencies.current(case.handler, late.date()).code
    return Attempt(case, law, Actor(OFFICER, handler, "", frozenset({Power.PREPARE})), late)


def with_text(law: Law, day: date) -> Law:
    """The same law with the procedure as it reads on a day. Raises NoVersionInForce."""
    return replace(law, procedure=law.procedure.on(day))
