"""What already stands in a case, and the one question asked of every act: would it undo that?

An issued decision, its signed copy, a served paper, a closed ballot and a count entered by two
people are not opinions: no act takes the case back to before them, ends it as if they were not, or
changes what they rest on. Before a decision has gone out its number may be voided with a reason
(actions/decisions/void_number.py); afterwards only another decision changes it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from domain.calendar.clock import local_day
from domain.cases.attempt import Attempt
from domain.errors import Stands
from domain.facts.answers import AnswerVoided, Recalled, SignedOff
from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued, Renumbered
from domain.facts.fact import Fact
from domain.facts.hearing import Served
from domain.facts.opening import CaseMigrated, CaseWithdrawn
from domain.facts.papers import DraftMade, DraftUploaded, PaperAttached, PaperRemoved
from domain.facts.signatures import PaperSigned, SignedCopyKept
from domain.facts.steps import Returned, StepCompleted
from domain.facts.votes import BallotClosed, BallotOpened, BallotVoided, TallyEntered
from domain.law.basis import Basis, Confidence
from domain.reasons import StandsRule
from domain.state.case import Case

CORRECTED_BY_PAPER = Basis(instrument="ND30", article="18.3", confidence=Confidence.READ)


DECIDED = (StandsRule.DECISION, StandsRule.SIGNED_COPY, StandsRule.DECISION_SERVED)
VOTED = (StandsRule.BALLOT, StandsRule.COUNT)
SERVED = {"decision": StandsRule.DECISION_SERVED, "accusation": StandsRule.ACCUSATION_SERVED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """`place` is the fact's place in the history; `task` that of a vote, `paper` that of a
    decision, `symbol` the number the decision bears now."""

    what: StandsRule
    place: int
    on: date
    task: str = ""
    paper: str = ""
    symbol: str = ""


def what_stands(case: Case, history: Sequence[Fact]) -> tuple[Standing, ...]:
    """What stands in the case, in the order in which it came about. A summons is spent with its
    meeting and is not among it."""
    symbols = [f.symbol for f in history if isinstance(f, DecisionIssued | Renumbered)]
    number = symbols[-1] if symbols else ""
    ballots = {f.task for f in history if isinstance(f, BallotClosed)}
    open_ = {task.id for task in case.open_tasks}
    given_up = {f.task: place for place, f in enumerate(history) if isinstance(f, BallotVoided)}
    found = (
        _standing(place, fact, number, ballots, open_)
        for place, fact in enumerate(history)
        if not (isinstance(fact, BallotOpened) and place < given_up.get(fact.task, 0))
    )
    return tuple(standing for standing in found if standing)


_Stands = (
    DecisionIssued | PaperSigned | SignedCopyKept | Served | SignedOff | BallotOpened | TallyEntered
)


def _standing(
    place: int, fact: Fact, number: str, ballots: set[str], open_: set[str]
) -> Standing | None:
    match fact:
        case DecisionIssued():
            what, more = StandsRule.DECISION, {"paper": fact.paper, "symbol": number}
        case PaperSigned() | SignedCopyKept():
            what, more = StandsRule.SIGNED_COPY, {"paper": fact.paper, "symbol": number}
        case Served(what=kind) if kind in SERVED:
            what, more = SERVED[kind], {"symbol": number}
        case SignedOff() if fact.tally is not None:
            what = StandsRule.BALLOT if fact.task in ballots else StandsRule.COUNT
            more = {"task": fact.task}
        case BallotOpened() | TallyEntered() if fact.task in open_:
            what, more = StandsRule.RUNNING, {"task": fact.task}
        case _:
            return None
    return Standing(what=what, place=place, on=_day_of(fact), **more)


def _day_of(fact: _Stands) -> date:
    match fact:
        case DecisionIssued():
            return fact.dated
        case Served():
            return fact.on
        case _:
            return local_day(fact.at)


def could_undo(facts: Iterable[Fact]) -> bool:
    """Is there a fact among these that goes back, ends, or changes what others rest on?"""
    return any(isinstance(fact, ASKED) for fact in facts)


def check_undoes_nothing(attempt: Attempt, history: Sequence[Fact], facts: Sequence[Fact]) -> None:
    """Would these facts undo what stands? Asked at the one door, of every act.

    Raises Stands, naming the latest of what stands in the way.
    """
    stands = what_stands(attempt.case, history)
    undone = [s for fact in facts for s in _undone(attempt, history, stands, fact)]
    if undone:
        raise _refusal(attempt, max(undone, key=lambda standing: standing.place))


ASKED = (
    Recalled,
    Returned,
    CaseWithdrawn,
    CaseMigrated,
    PaperAttached,
    PaperRemoved,
    DraftUploaded,
    DraftMade,
    AnswerVoided,
    DecisionIssued,
)


def _undone(
    attempt: Attempt, history: Sequence[Fact], stands: Sequence[Standing], fact: Fact
) -> Iterator[Standing]:
    decided = [s for s in stands if s.what in DECIDED]
    match fact:
        case Recalled():
            yield from decided
            yield from _taken_back(attempt.case, history, stands, fact.task)
        case Returned():
            yield from _returned_over(history, stands, fact.to_step)
        case CaseWithdrawn() if not _undone_by_paper(history):
            yield from decided
        case DecisionIssued() | PaperRemoved() | CaseMigrated():
            yield from (s for s in stands if s.what in _binding(fact))
        case PaperAttached() if fact.kind not in attempt.law.archive:
            yield from decided
        case DraftMade() | DraftUploaded():
            yield from (s for s in decided if s.paper == fact.paper)
        case AnswerVoided():
            yield from (s for s in stands if s.what in VOTED and s.task == fact.task)


def _binding(fact: Fact) -> tuple[StandsRule, ...]:
    """A vote that runs would end with its step, where another text does not ask the same."""
    ends = isinstance(fact, CaseMigrated) and not fact.stays
    return (*DECIDED, StandsRule.RUNNING) if ends else DECIDED


def _taken_back(
    case: Case, history: Sequence[Fact], stands: Sequence[Standing], task_id: str
) -> Iterator[Standing]:
    """The vote that is the answer itself, and whatever came once its step was complete."""
    task = case.find_task(task_id)
    assert task is not None  # it was recalled
    runs = (task.step, task.round) == (case.step, case.round)
    completed = len(history) if runs else _last_place(history, task.step)
    yield from (s for s in stands if s.task == task_id or completed < s.place)


def _returned_over(
    history: Sequence[Fact], stands: Sequence[Standing], step: str
) -> Iterator[Standing]:
    """What came after `step`. A ballot that runs has no result yet: it ends with its step."""
    completed = _last_place(history, step)
    for standing in stands:
        later = completed < standing.place and standing.what != StandsRule.RUNNING
        if later or standing.what in DECIDED:
            yield standing


def _last_place(history: Sequence[Fact], step: str) -> int:
    """Place of the last completion of a step; the end where it was never complete."""
    places = [n for n, f in enumerate(history) if isinstance(f, StepCompleted) and f.step == step]
    return places[-1] if places else len(history)


def _undone_by_paper(history: Sequence[Fact]) -> bool:
    """Was the decision revoked or annulled? Then nothing is left that an end would hide."""
    ends = (DecisionChange.REVOKE, DecisionChange.ANNUL)
    return any(isinstance(f, DecisionChanged) and f.how in ends for f in history)


def is_decided(stands: Iterable[Standing]) -> bool:
    return any(standing.what in DECIDED for standing in stands)


def may_go_back_to(case: Case, history: Sequence[Fact], step: str) -> bool:
    """Would a return to `step` leave standing whatever stands?"""
    return not any(_returned_over(history, what_stands(case, history), step))


def _refusal(attempt: Attempt, standing: Standing) -> Stands:
    basis = (CORRECTED_BY_PAPER,) if standing.what in DECIDED else ()
    task = attempt.case.find_task(standing.task)
    step = attempt.law.procedure.step(task.step).title if task else ""
    return Stands(basis, rule=standing.what, symbol=standing.symbol, step=step, on=standing.on)
