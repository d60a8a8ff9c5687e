"""What becomes of an answer: given, kept silent, taken back, void."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from domain.facts.votes import Tally
from domain.law.options import Outcome
from domain.state.case import Case
from domain.state.task import Task, TaskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperReply:
    """An answer that came on paper: its number, its date, the day it arrived, the scan kept."""

    number: str
    dated: date
    received: date
    scan: str  # content hash of the scanned paper in the dossier


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff(Fact):
    """`read` is the hash of the exact text the answer is about, `pages_seen` that of the pages it
    prints on (`PagesMade.seen`; empty: the printed pages were not seen); `also_signed` the
    earlier steps this same person answered in this case (shown, not forbidden)."""

    task: str
    step: str
    round: int
    outcome: Outcome
    reason: str
    by: Actor
    read: str = ""
    pages_seen: str = ""
    tally: Tally | None = None
    paper: PaperReply | None = None
    also_signed: tuple[str, ...] = ()
    confirmed: str = ""  # why a vote counts although a condition not read in the text fails

    def apply(self, case: Case) -> Case:
        return case.with_task(
            self.task,
            status=TaskStatus.DONE,
            outcome=self.outcome,
            reason=self.reason,
            person=self.by.person,
            position=self.by.position,
            on_behalf_of=self.by.on_behalf_of,
            for_position=self.by.for_position,
            mandate=self.by.mandate if self.by.for_position else "",
            answered_at=self.at,
            paper_date=self.paper.dated if self.paper else None,
            paper_number=self.paper.number if self.paper else "",
        )

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class SilenceRecorded(Fact):
    task: str
    proof: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_task(
            self.task,
            status=TaskStatus.DONE,
            outcome=Outcome.NO_REPLY,
            reason=self.proof,
            person=self.by.person,
            position=self.by.position,
            answered_at=self.at,
        )

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut(Fact):
    """A body is asked no more in a consultation that goes on with the others: why, and the
    document it rests on."""

    task: str
    agency: str
    reason: str
    document: str
    by: Actor

    def apply(self, case: Case) -> Case:
        return case.with_task(self.task, status=TaskStatus.CANCELLED, reason=self.reason)

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class Recalled(Fact):
    """An answer taken back before anyone acted on it.

    `again` holds the same question asked anew, first, and those of its round that had become
    needless through that answer.
    """

    task: str
    reason: str
    again: tuple[Task, ...]
    by: Actor

    def apply(self, case: Case) -> Case:
        return _asked_again(case, self.task, self.again)

    def opened(self) -> tuple[Task, ...]:
        return self.again

    def moved(self) -> str:
        return self.task


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerVoided(Fact):
    """An answer no longer counts: the text of `paper` it was about was replaced, or a paper of this
    kind joined or left the dossier. `again` holds the
    same question asked anew. `by` is who replaced the text."""

    task: str
    paper: str
    again: tuple[Task, ...]
    by: Actor

    def apply(self, case: Case) -> Case:
        return _asked_again(case, self.task, self.again)

    def opened(self) -> tuple[Task, ...]:
        return self.again

    def moved(self) -> str:
        return self.task


def _asked_again(case: Case, task_id: str, again: tuple[Task, ...]) -> Case:
    """The answer counts no more; the case goes back to the step of the first question."""
    undone = case.with_task(task_id, status=TaskStatus.RECALLED)
    first = again[0]
    return replace(undone.with_tasks(again), step=first.step, round=first.round)
