"""*Sometimes* points: rare things a run must have met, so that it cannot pass by meeting little."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum, auto

from domain.calendar.clock import local_day
from domain.facts.answers import AnswerVoided, Recalled, SignedOff, SilenceRecorded, TakenOut
from domain.facts.checks import ClockWentBack
from domain.facts.decisions import DecisionChange, DecisionChanged, DecisionIssued, Renumbered
from domain.facts.extending import ExtensionGranted, ExtensionRefused
from domain.facts.fact import Fact
from domain.facts.hearing import InterestDeclared
from domain.facts.holding import TaskAssigned, TaskForwarded
from domain.facts.opening import CaseEnded, CaseMigrated, CaseWithdrawn
from domain.facts.papers import DraftUploaded
from domain.facts.signatures import PaperSigned, SignatureOf
from domain.facts.steps import Returned, StepCompleted, StepOpened
from domain.facts.votes import BallotClosed, BallotVoided
from domain.law.options import Outcome
from domain.state.case import Case
from domain.votes.history import ballot_of
from tests.search.world import Act, World


class Rare(StrEnum):
    TWO_IN_ONE_TICK = auto()
    MERGER_DURING_BALLOT = auto()
    SUCCESSOR_ANSWERS = auto()
    ASIDE_DURING_BALLOT = auto()
    BALLOT_ON_SCREEN_COUNTED = auto()
    BALLOT_VOIDED = auto()
    BODY_TAKEN_OUT = auto()
    TAKEN_FROM_COLLEAGUE = auto()
    FORWARDED = auto()
    EXTENDED = auto()
    EXTENSION_REFUSED = auto()
    RECALLED = auto()
    RETURNED = auto()
    SILENCE = auto()
    SECOND_ROUND = auto()
    STEP_PASSED_OVER = auto()
    ANSWER_VOIDED_BY_TEXT = auto()
    ANSWER_VOIDED_BY_PAPER = auto()
    DELEGATE_SIGNED = auto()
    ISSUED_WITH_REASON = auto()
    ISSUED_UNDER_OTHER_LAW = auto()
    RENUMBERED = auto()
    REVOKED = auto()
    ANNULLED = auto()
    REPLACED = auto()
    CORRECTED = auto()
    SIGNED_BY_BODY = auto()
    STOPPED = auto()
    WITHDRAWN = auto()
    MIGRATED = auto()
    TIED = auto()
    DEADLOCK = auto()
    CLOCK_WENT_BACK = auto()


CHANGES = {
    DecisionChange.REVOKE: Rare.REVOKED,
    DecisionChange.ANNUL: Rare.ANNULLED,
    DecisionChange.REPLACE: Rare.REPLACED,
    DecisionChange.CORRECT: Rare.CORRECTED,
}
BY_KIND: dict[type[Fact], Rare] = {
    BallotClosed: Rare.BALLOT_ON_SCREEN_COUNTED,
    BallotVoided: Rare.BALLOT_VOIDED,
    TakenOut: Rare.BODY_TAKEN_OUT,
    TaskForwarded: Rare.FORWARDED,
    ExtensionGranted: Rare.EXTENDED,
    ExtensionRefused: Rare.EXTENSION_REFUSED,
    Recalled: Rare.RECALLED,
    Returned: Rare.RETURNED,
    SilenceRecorded: Rare.SILENCE,
    Renumbered: Rare.RENUMBERED,
    CaseWithdrawn: Rare.WITHDRAWN,
    CaseMigrated: Rare.MIGRATED,
    ClockWentBack: Rare.CLOCK_WENT_BACK,
}


def met(world: World, before: Case, act: Act, new: Sequence[Fact]) -> Iterator[Rare]:
    """What of it this act has met."""
    for fact in new:
        if type(fact) in BY_KIND:
            yield BY_KIND[type(fact)]
        yield from _of_answer(world, before, fact, new)
        yield from _of_one(fact)
        if isinstance(fact, StepOpened) and fact.round > 1:
            yield Rare.SECOND_ROUND
        if isinstance(fact, CaseEnded) and fact.status == "stopped":
            yield Rare.STOPPED
        if isinstance(fact, InterestDeclared) and _ballot_runs(world, before):
            yield Rare.ASIDE_DURING_BALLOT
    if _ballot_runs(world, before) and _merged_since(world, before, act):
        yield Rare.MERGER_DURING_BALLOT
    completed = [f for f in new if isinstance(f, StepCompleted)]
    opened = [f for f in new if isinstance(f, StepOpened)]
    if completed and opened and completed[-1].leads_to != opened[-1].step:
        yield Rare.STEP_PASSED_OVER


def _of_answer(world: World, before: Case, fact: Fact, new: Sequence[Fact]) -> Iterator[Rare]:
    if isinstance(fact, AnswerVoided):
        by_text = any(isinstance(other, DraftUploaded) for other in new)
        yield Rare.ANSWER_VOIDED_BY_TEXT if by_text else Rare.ANSWER_VOIDED_BY_PAPER
    if not isinstance(fact, SignedOff):
        return
    task = before.find_task(fact.task)
    others = (t for t in before.round_tasks if t.id != fact.task)
    if any(t.answered_at == fact.at for t in others):
        yield Rare.TWO_IN_ONE_TICK
    if task and not fact.paper and not fact.tally and fact.by.agency not in ("", task.agency):
        yield Rare.SUCCESSOR_ANSWERS
    if fact.by.on_behalf_of:
        yield Rare.DELEGATE_SIGNED
    if fact.outcome == Outcome.TIED:
        yield Rare.TIED
    if fact.outcome == Outcome.DEADLOCK:
        yield Rare.DEADLOCK


def _of_one(fact: Fact) -> Iterator[Rare]:
    if isinstance(fact, TaskAssigned) and fact.before:
        yield Rare.TAKEN_FROM_COLLEAGUE
    if isinstance(fact, DecisionIssued) and fact.overridden:
        yield Rare.ISSUED_WITH_REASON
        if "law_changed" in fact.overridden:
            yield Rare.ISSUED_UNDER_OTHER_LAW
    if isinstance(fact, DecisionChanged):
        yield CHANGES[fact.how]
    if isinstance(fact, PaperSigned) and fact.of == SignatureOf.BODY:
        yield Rare.SIGNED_BY_BODY


def _ballot_runs(world: World, before: Case) -> bool:
    votes = (t for t in before.open_tasks if world.law.procedure.step(t.step).vote)
    return any(ballot_of(world.history, task.id) is not None for task in votes)


def _merged_since(world: World, before: Case, act: Act) -> bool:
    """Has a body that votes ended since its ballot was opened?"""
    today = local_day(act.read)
    return any(
        world.law.agencies.current(task.agency, today).code != task.agency
        for task in before.open_tasks
    )
