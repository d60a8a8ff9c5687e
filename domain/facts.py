"""What can happen to a case. A fact is never changed or deleted; its name is a participle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from domain.actors import Actor
from domain.options import Outcome
from domain.tasks import Task


@dataclass(frozen=True, slots=True)
class PaperReply:
    """An answer that came on paper: its number, its date, the day it arrived, the scan kept."""

    number: str
    dated: date
    received: date
    scan: str  # content hash of the scanned paper in the dossier


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one vote. Who voted how is not here and nowhere else.

    `votes` holds (choice, count) where ballots name a person or a form; then `in_favour` is the
    count of the person the case is about, or of the form that has most.
    """

    summoned: int
    present: int
    issued: int
    returned: int
    valid: int
    in_favour: int
    votes: tuple[tuple[str, int], ...] = ()


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
class TallyEntered:
    """One of the two independent entries of a paper count; the second must be the same."""

    task: str
    tally: Tally
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class BallotOpened:
    """A secret ballot on screen: who may vote (`members`, sorted) on which choices."""

    task: str
    members: tuple[str, ...]
    choices: tuple[str, ...]
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class BallotClosed:
    """Who voted (sorted, so without order) and the sums. `early`: why before all had voted."""

    task: str
    voted: tuple[str, ...]
    tally: Tally
    by: Actor
    at: datetime
    early: str = ""


@dataclass(frozen=True, slots=True)
class InterestDeclared:
    """`person` stands in `relation` (relations.yaml) to the matter and takes no further part."""

    person: str
    relation: str
    note: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class CouncilSeat:
    """One member of a discipline council and the seat he fills (councils.yaml)."""

    person: str
    seat: str


@dataclass(frozen=True, slots=True)
class CouncilFormed:
    """The council of a discipline case; a later one replaces it. `secretary` takes the minutes."""

    seats: tuple[CouncilSeat, ...]
    secretary: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class Served:
    """A paper reached the person concerned on `on`. `meeting`: the day a summons calls to.

    `proof` says how it is known (receipt signed, registered post, witness).
    """

    what: str  # accusation | summons | decision
    on: date
    proof: str
    by: Actor
    at: datetime
    meeting: date | None = None


@dataclass(frozen=True, slots=True)
class Heard:
    """Attendance of the person at the meeting of `meeting`: present, absent, asked_without."""

    meeting: date
    attendance: str
    note: str
    by: Actor
    at: datetime


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
class PaperAttached:
    """A file joined the dossier. `content` is its SHA-256; `kind` an id of dossier.yaml."""

    kind: str
    name: str
    content: str
    size: int
    media_type: str
    by: Actor
    at: datetime


@dataclass(frozen=True, slots=True)
class DraftMade:
    """The software wrote a draft. `content` is its SHA-256; same facts, same bytes."""

    paper: str
    step: str
    round: int
    number: int  # version 1, 2, … of this paper
    content: str
    size: int
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
    confirmed: str = ""  # reason for going on: another law on that date, or a condition not met
    overridden: tuple[str, ...] = ()  # conditions not met, by rules not read in the text


@dataclass(frozen=True, slots=True)
class FinalMade:
    """The numbered and dated text of an issued paper. `content` is its SHA-256."""

    paper: str
    content: str
    size: int
    at: datetime


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
    | StepCompleted
    | Returned
    | Recalled
    | CaseWithdrawn
    | PaperAttached
    | DraftMade
    | Checked
    | DecisionIssued
    | FinalMade
    | CaseEnded
)
