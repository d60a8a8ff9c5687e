"""A dossier that changes under those who weigh it: marked ever after, and asked again in time.

An answer rests on the papers that were there. What joins or leaves the dossier later is marked on
every later page and in the path of the case; while the round still runs, those who answered it are
asked again. What the person concerned gives in themselves is marked only, so that nobody can keep
a round open.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from domain.cases.attempt import Attempt, check_handles
from domain.cases.corrections import asked_anew
from domain.errors import BadInput, CaseClosed, ReasonMissing
from domain.facts.answers import AnswerVoided, SignedOff
from domain.facts.fact import Fact
from domain.facts.hearing import Served
from domain.facts.papers import PaperAttached, PaperRemoved
from domain.law.case_law import Law
from domain.law.options import Outcome
from domain.law.procedure import Kind, Step
from domain.state.case import Case
from domain.state.task import TaskStatus

DOSSIER = "dossier"  # the check of a step that looks the dossier through
Change = PaperAttached | PaperRemoved


@dataclass(frozen=True, slots=True)
class LateChange:
    """A paper that joined or left after the answers of `steps`, which still count; `name` is what
    whoever sees the case may be told."""

    fact: Change
    name: str
    steps: tuple[str, ...]

    @property
    def removed(self) -> bool:
        return isinstance(self.fact, PaperRemoved)


def weighs_dossier(step: Step) -> bool:
    """Is whoever is asked here asked about the papers?"""
    return DOSSIER in step.checks or step.kind in (Kind.CONSULTATION, Kind.CONSENT)


def attached_in(history: Iterable[Fact]) -> tuple[PaperAttached, ...]:
    """The files of the dossier as it stands, in the order they came."""
    kept: list[PaperAttached] = []
    for fact in history:
        if isinstance(fact, PaperAttached):
            kept.append(fact)
        elif isinstance(fact, PaperRemoved):
            kept = [f for f in kept if (f.kind, f.content) != (fact.kind, fact.content)]
    return tuple(kept)


def is_change(fact: Fact, archive: Collection[str]) -> bool:
    """Does the dossier change by this? What only says what was done with a paper does not."""
    return isinstance(fact, PaperAttached | PaperRemoved) and fact.kind not in archive


def name_for_all(fact: Change, law: Law) -> str:
    """The name of its file; of a paper that only some bodies may read, what kind it is."""
    return law.kept.get(fact.kind, fact.name)


def late_changes(case: Case, law: Law, history: Sequence[Fact]) -> tuple[LateChange, ...]:
    """Every change of the dossier after an answer about it that counts."""
    return tuple(_late(case, law, history))


def _late(case: Case, law: Law, history: Sequence[Fact]) -> Iterator[LateChange]:
    counts = {task.id for task in case.tasks if task.status == TaskStatus.DONE}
    answered: dict[str, None] = {}
    for fact in history:
        if isinstance(fact, SignedOff) and fact.task in counts:
            if weighs_dossier(law.procedure.step(fact.step)):
                answered[fact.step] = None
        elif answered and isinstance(fact, Change) and is_change(fact, law.archive):
            yield LateChange(fact, name_for_all(fact, law), tuple(answered))


def asked_again(attempt: Attempt, kind: str) -> list[AnswerVoided]:
    """Answers of the running round about a dossier of whose list a paper of this kind changed."""
    case, procedure = attempt.case, attempt.law.procedure
    if kind not in procedure.dossier or not weighs_dossier(procedure.step(case.step)):
        return []
    return [
        AnswerVoided(
            task=task.id,
            paper=kind,
            again=(asked_anew(case, task),),
            by=attempt.actor,
            at=attempt.at,
        )
        for task in case.round_tasks
        if task.status == TaskStatus.DONE and task.outcome != Outcome.NO_REPLY
    ]


def decide_remove(
    attempt: Attempt, history: Sequence[Fact], *, content: str, reason: str
) -> list[Fact]:
    """An officer takes a wrong file out of the dossier; its bytes and the fact stay.

    Raises CaseClosed, BadInput for a file that is not there or on which something rests,
    ReasonMissing, NotYourTask, NotAllowed.
    """
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    check_handles(attempt)
    found = [fact for fact in attached_in(history) if fact.content == content]
    if not found:
        raise BadInput(field="file", rule=BadInput.Rule.NOT_IN_DOSSIER, value=content)
    if content in _rested_on(history):
        raise BadInput(field="file", rule=BadInput.Rule.IN_USE, value=found[-1].name)
    if not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.REMOVE)
    paper = found[-1]
    removed = PaperRemoved(
        kind=paper.kind,
        name=paper.name,
        content=content,
        reason=reason.strip(),
        by=attempt.actor,
        at=attempt.at,
    )
    return [removed, *asked_again(attempt, paper.kind)]


def _rested_on(history: Sequence[Fact]) -> set[str]:
    """Files that were served, and scans of answers on paper."""
    served = {fact.content for fact in history if isinstance(fact, Served)}
    replies = {f.paper.scan for f in history if isinstance(f, SignedOff) and f.paper}
    return served | replies
