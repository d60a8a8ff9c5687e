"""What can happen to a case. A fact is never changed or deleted; its name is a participle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.calendar.workdays import Due
from domain.directory.actors import Actor
from domain.facts.hearing import (
    CouncilFormed,
    CouncilSeat,
    Heard,
    InterestDeclared,
    Served,
)
from domain.facts.papers import (
    AnswerVoided,
    DraftMade,
    DraftUploaded,
    FinalMade,
    PaperAttached,
    PaperSigned,
    Renumbered,
    SignedCopyKept,
)
from domain.facts.tasks import Task
from domain.facts.votes import (
    BallotClosed,
    BallotOpened,
    Tally,
    TallyEntered,
)
from domain.law.options import Outcome


@dataclass(frozen=True, slots=True)
class PaperReply:
    """An answer that came on paper: its number, its date, the day it arrived, the scan kept."""

    number: str
    dated: date
    received: date
    scan: str  # content hash of the scanned paper in the dossier


@dataclass(frozen=True, slots=True)
class CaseOpened:
    procedure: str
    law_digest: str
    law_day: date
    subject: str
    press_agency: str
    post: str
    by: Actor
    at: datetime
    note: str = ""
    about: str = ""  # the case a complaint or a supervision is about


@dataclass(frozen=True, slots=True)
class StepOpened:
    step: str
    round: int
    tasks: tuple[Task, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class SignedOff:
    """`read` is the hash of the exact text the answer is about; `also_signed` the earlier steps
    this same person answered in this case (shown, not forbidden)."""

    task: str
    step: str
    round: int
    outcome: Outcome
    reason: str
    by: Actor
    at: datetime
    read: str = ""
    tally: Tally | None = None
    paper: PaperReply | None = None
    also_signed: tuple[str, ...] = ()
    confirmed: str = ""  # why a vote counts although a condition not read in the text fails


@dataclass(frozen=True, slots=True)
class SilenceRecorded:
    task: str
    proof: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class TaskCancelled:
    task: str
    why: str  # code: not_needed, returned, withdrawn, recalled
    at: datetime


@dataclass(frozen=True, slots=True)
class DeadlineMoved:
    """The working calendar changed by `document`: the same time, counted anew from its start."""

    task: str
    before: date
    due: Due
    document: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class StepCompleted:
    step: str
    round: int
    leads_to: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Returned:
    from_step: str
    to_step: str
    reason: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Recalled:
    """An answer taken back before anyone acted on it.

    `again` holds the same question asked anew, first, and those of its round that had become
    needless through that answer.
    """

    task: str
    reason: str
    again: tuple[Task, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class CaseWithdrawn:
    reason: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Checked:
    """A named check was run by software. `findings`: (rule, verdict, measured, required)."""

    name: str
    step: str
    round: int
    findings: tuple[tuple[str, str, str, str], ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class DecisionIssued:
    paper: str
    series: str
    number: int
    symbol: str  # as printed: "05-QĐ/TU", "05/QĐ-UBND"
    dated: date
    signer: str
    approved: str  # hash of the draft that was approved
    by: Actor
    at: datetime
    confirmed: str = ""  # reason for going on: another law on that date, or something missing
    overridden: tuple[str, ...] = ()  # what was missing and did not block, by its key
    document: str = ""  # the paper the reason rests on, by number and date


@dataclass(frozen=True, slots=True)
class CaseEnded:
    status: str  # done | stopped
    outcome: str
    at: datetime


Fact = (
    CaseOpened
    | StepOpened
    | SignedOff
    | TallyEntered
    | BallotOpened
    | BallotClosed
    | InterestDeclared
    | CouncilFormed
    | Served
    | Heard
    | SilenceRecorded
    | TaskCancelled
    | DeadlineMoved
    | StepCompleted
    | Returned
    | Recalled
    | CaseWithdrawn
    | PaperAttached
    | DraftMade
    | DraftUploaded
    | AnswerVoided
    | Checked
    | DecisionIssued
    | FinalMade
    | Renumbered
    | PaperSigned
    | SignedCopyKept
    | CaseEnded
)

__all__ = [
    "AnswerVoided",
    "BallotClosed",
    "BallotOpened",
    "CaseEnded",
    "CaseOpened",
    "CaseWithdrawn",
    "Checked",
    "CouncilFormed",
    "CouncilSeat",
    "DeadlineMoved",
    "DecisionIssued",
    "DraftMade",
    "DraftUploaded",
    "Fact",
    "FinalMade",
    "Heard",
    "InterestDeclared",
    "PaperAttached",
    "PaperReply",
    "PaperSigned",
    "Recalled",
    "Renumbered",
    "Returned",
    "Served",
    "SignedCopyKept",
    "SignedOff",
    "SilenceRecorded",
    "StepCompleted",
    "StepOpened",
    "Tally",
    "TallyEntered",
    "TaskCancelled",
]
