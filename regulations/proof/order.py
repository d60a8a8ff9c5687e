"""P3–P6: who is asked before a decision, and in which order. Each yields the nearest story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from domain.cases.conditions import CONDITIONS
from domain.law.options import Outcome
from domain.law.procedure import END, ENDS, Kind, Procedure, Purpose, Step
from domain.law.proofs import Property
from domain.state.case import Case
from regulations.proof.failures import Failure, PathFault
from regulations.proof.paths import Move, Walk
from regulations.proof.watching import issues, watched

ASKED_FOR = (Kind.CONSULTATION, Kind.BALLOT, Kind.CONSENT)
CONCLUDES = (Kind.BALLOT, Kind.DECISION)


def applies(step: Step, case: Case, procedure: Procedure) -> bool:
    """Does the step's condition hold of this case?"""
    return step.when is None or CONDITIONS[step.when](case, procedure)


def bodies_asked(found: Walk, roles: Sequence[str]) -> Iterator[Failure]:
    """P3. Before each decision every role on the list has been asked something."""
    procedure = found.law.procedure
    for role in roles:
        asks = {step.id for step in procedure.steps if role in step.asks}

        def asked(memory: bool, move: Move, _place: object, asks: set[str] = asks) -> bool:
            return memory or move.step in asks

        for memory, move, _, told in watched(found, False, asked):
            if not memory and issues(procedure.step(move.step), move):
                yield Failure(Property.BODIES, role, PathFault.NOT_ASKED, story=told())
                break


def none_skipped(found: Walk) -> Iterator[Failure]:
    """P4. At a decision each consultation, ballot and consent that applies was answered, a consent
    favourably; consents after the rest; a conclusion after each consultation."""
    procedure = found.law.procedure
    for step in procedure.steps:
        if step.kind in ASKED_FOR:
            yield from _first_of(_skipped(found, step))
    for earlier in procedure.steps:
        if earlier.kind in (Kind.CONSULTATION, Kind.BALLOT):
            for consent in procedure.steps:
                if consent.kind == Kind.CONSENT:
                    yield from _first_of(_stale(found, earlier, (consent,)))
        if earlier.kind == Kind.CONSULTATION:
            ahead = _line(procedure, earlier.then, found.places[0].case)
            concludes = [step for step in map(procedure.step, ahead) if step.kind in CONCLUDES]
            yield from _first_of(_stale(found, earlier, concludes))


def _skipped(found: Walk, step: Step) -> Iterator[Failure]:
    """A decision while the step was not answered, or its last consent was refused."""
    procedure = found.law.procedure

    def last(memory: str, move: Move, _place: object) -> str:
        return str(move.outcome) if move.step == step.id and move.closes else memory

    for memory, move, place, told in watched(found, "", last):
        if not issues(procedure.step(move.step), move):
            continue
        if not memory and applies(step, place.case, procedure):
            yield Failure(Property.NONE_SKIPPED, step.id, PathFault.SKIPPED, story=told())
        elif step.kind == Kind.CONSENT and memory not in ("", Outcome.CONSENTED):
            yield Failure(Property.NONE_SKIPPED, step.id, PathFault.REFUSED, story=told())


def _stale(found: Walk, step: Step, renewing: Sequence[Step]) -> Iterator[Failure]:
    """A decision after the step was answered and before any of those that must follow it was."""
    procedure, renews = found.law.procedure, {one.id for one in renewing}

    def owed(memory: bool, move: Move, _place: object) -> bool:
        if not move.closes:
            return memory
        return move.step == step.id or (memory and move.step not in renews)

    for memory, move, place, told in watched(found, False, owed):
        if not memory or not issues(procedure.step(move.step), move):
            continue
        if any(applies(one, place.case, procedure) for one in renewing):
            yield Failure(Property.NONE_SKIPPED, step.id, PathFault.STALE, story=told())


def heard_first(found: Walk) -> Iterator[Failure]:
    """P5. Accusation, explanation, council, form, decision: none before the one it follows."""
    for earlier, later in _hearing_order(found.law.procedure):
        yield from _first_of(_too_early(found, earlier, later))


def _hearing_order(procedure: Procedure) -> Iterator[tuple[Step, Step]]:
    """Which step follows which, where the person concerned is to be heard."""
    hearing = procedure.step_for(Purpose.HEARING)
    if hearing is None:
        return
    charge, form = procedure.step_for(Purpose.CHARGE), procedure.step_for(Purpose.FORM)
    issuing = [step for step in procedure.steps if step.kind == Kind.ISSUE]
    council = [s for s in procedure.steps if any(g.name == "council_lawful" for g in s.gates)]
    if charge:
        yield charge, hearing
    for later in (*council, *([form] if form else []), *issuing):
        yield hearing, later
    for later in issuing:
        if form:
            yield form, later


def _too_early(found: Walk, earlier: Step, later: Step) -> Iterator[Failure]:
    def done(memory: bool, move: Move, _place: object) -> bool:
        return memory or (move.step == earlier.id and move.closes)

    for memory, move, _, told in watched(found, False, done):
        counts = move.step == later.id and (later.kind != Kind.ISSUE or issues(later, move))
        if counts and not memory:
            facts = {"earlier": earlier.title}
            yield Failure(Property.HEARD_FIRST, later.id, PathFault.BEFORE, facts, told())


def no_short_cut(found: Walk) -> Iterator[Failure]:
    """P6. What is reported on a vote leads to nothing that lies past another vote, consultation or
    consent which follows that vote."""
    procedure = found.law.procedure
    asked_for = {step.id for step in procedure.steps if step.kind in ASKED_FOR}

    def came_from(_memory: str, move: Move, _place: object) -> str:
        ballot = procedure.step(move.step).kind == Kind.BALLOT
        return move.step if ballot and move.closes else ""

    told: set[str] = set()
    for memory, move, place, story in watched(found, "", came_from):
        reported = procedure.step(move.step).kind == Kind.DECISION
        if not memory or not reported or move.step in told:
            continue
        line = _line(procedure, procedure.step(memory).then, place.case)
        target = _target(procedure, move, place.case)
        if target in line and asked_for & set(line[: line.index(target)]):
            told.add(move.step)
            yield Failure(Property.NO_SHORT_CUT, move.step, PathFault.PAST, story=story())


def _line(procedure: Procedure, step_id: str, case: Case) -> list[str]:
    """The steps in which the case would go on from here if every answer were the plain one."""
    line: list[str] = []
    while step_id not in ENDS and step_id not in line:
        step = procedure.step(step_id)
        if applies(step, case, procedure):
            line.append(step_id)
        step_id = step.then
    return line


def _target(procedure: Procedure, move: Move, case: Case) -> str:
    """The step that an answer of one body opens."""
    step = procedure.step(move.step)
    ahead = _line(procedure, step.routes.get(move.outcome, step.then), case)
    return ahead[0] if ahead else END


def _first_of(failures: Iterator[Failure]) -> Iterator[Failure]:
    """The nearest one; the walk yields nearest first."""
    for failure in failures:
        yield failure
        return
