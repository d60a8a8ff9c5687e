"""Opening a secret ballot on screen: who is called, what stands on it, who counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.cases.attempt import Attempt
from domain.errors import BadInput, BallotNotOpen
from domain.facts.fact import Fact
from domain.facts.votes import BallotOpened
from domain.hearing.council import meeting_fault
from domain.law.options import Outcome
from domain.law.procedure import Step
from domain.votes.history import ballot_of
from domain.votes.rules import AGAINST, AGREE, BLANK, Shape, VoteRule
from domain.votes.table import ballot_task, check_counts_here
from domain.votes.tellers import LEAST, Teller, check_tellers


@dataclass(frozen=True, slots=True, kw_only=True)
class BallotRequest:
    """Who is called to a ballot and what stands on it. Names only where ballots name people."""

    act_id: str
    case_id: str
    task_id: str
    members: tuple[str, ...]
    tellers: tuple[Teller, ...] = ()
    names: tuple[str, ...] = ()
    observers: frozenset[str] = frozenset()  # who sits in the cadre unit and not in the body


def decide_open(attempt: Attempt, convened: BallotRequest, history: Sequence[Fact]) -> BallotOpened:
    """Open a secret ballot; nobody can vote before its three tellers hold their slips.

    Raises BadInput for members who may not vote and tellers who may not count, BallotNotOpen
    while one runs, GateNotPassed for a council of another size than the law wants.

    Who comes from the cadre unit of the appointing level observes (B-7, Decree 115/2020 Art 46.2a).
    """
    task, step, rule = ballot_task(attempt, convened.task_id)
    check_counts_here(attempt, task)
    members = tuple(sorted(set(convened.members)))
    if ballot_of(history, task.id) is not None:
        raise BallotNotOpen(task=task.id, rule=BallotNotOpen.Rule.ALREADY_OPEN)
    if not members:
        raise BadInput(field="members", rule=BadInput.Rule.EMPTY, value="")
    barred = sorted({*attempt.case.recused, *_subject_apart(attempt)} & set(members))
    if barred:
        raise BadInput(field="members", rule=BadInput.Rule.BARRED, value=barred)
    if watching := sorted(convened.observers & set(members)):
        raise BadInput(field="members", rule=BadInput.Rule.OBSERVER, value=watching)
    if len(members) < LEAST:
        raise BadInput(field="members", rule=BadInput.Rule.FEW_MEMBERS, value=len(members))
    called = {"summoned": len(members), "present": len(members)}
    if fault := meeting_fault(attempt.law, attempt.case, step, **called):
        raise fault
    choices = _choices(attempt, step, rule, convened.names)
    check_tellers(convened.tellers, {*choices, attempt.case.subject, *attempt.case.recused})
    return BallotOpened(
        task=task.id,
        members=members,
        choices=choices,
        tellers=tuple(sorted(teller.person for teller in convened.tellers)),
        by=attempt.actor,
        at=attempt.at,
    )


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
