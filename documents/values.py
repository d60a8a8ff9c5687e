"""What a paper can say of a case: every name a template may use, with its shape.

Each group is made whole by one builder in `content/`; `PaperValues` is all of them. Every text
is Vietnamese, ready to print; a marked blank stands for what nobody knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict


class VoteRow(TypedDict):
    """One vote of the case; `day` as the paper's system writes it, `result` with its sum."""

    meeting: str
    day: str
    result: str


class ConditionRow(TypedDict):
    """One rule about the person as the appraisal lists it; `basis`: the articles, by name."""

    what: str
    measured: str
    verdict: str
    basis: str


class ReviewRow(TypedDict):
    """One line of the eligibility sheet; `fix`: what is to be done, or the reason given."""

    title: str
    required: str
    measured: str
    basis: str
    fix: str


class ReviewGroup(TypedDict):
    title: str
    met: bool
    rows: list[ReviewRow]


class Opinion(TypedDict):
    """What one body said; `stand`: "agrees", "differs" or "silent"."""

    agency: str
    answer: str
    reason: str
    dated: str
    number: str
    stand: str


class OpinionValues(TypedDict):
    """The last round of opinions; `opinion_counts`: what is counted, and how many."""

    asked: list[str]
    opinions: list[Opinion]
    differing: list[Opinion]
    silent: list[str]
    opinion_counts: list[tuple[str, int]]


class DossierRow(TypedDict):
    """One paper of the list; `files`: how many; `dated`: dd/mm/yyyy, a blank or a dash."""

    title: str
    held: bool
    files: int
    dated: str
    note: str


class DossierValues(TypedDict):
    """Both counts in digits and words: "02 (hai)"."""

    dossier: list[DossierRow]
    papers_held: str
    papers_lacking: str


class Sums(TypedDict, total=False):
    """The counts of one vote; of a vote that was not counted nothing is there.

    A line: the name or form, its votes, its share of the rule's base.
    """

    counts: list[tuple[str, int]]
    lines: list[tuple[str, int, str]]
    formula: str
    result: str


class BallotRecord(Sums, total=False):
    meeting: str
    day: str
    reason: str


class SlipRow(TypedDict):
    """The ballot paper of a voting step; `shape` is that of its rule, empty where none votes."""

    shape: str
    choices: list[str]
    secret: bool


class MeetingValues(TypedDict):
    """About the meeting of a step. `members`: name and seat of each."""

    meeting: str
    by_council: bool
    members: list[tuple[str, str]]
    chair: str
    secretary: str
    meeting_title: str
    meeting_day: str
    summons_by: str
    summons_days: str
    summons_time: str
    may_ask_without: bool
    attendance: str
    slip: SlipRow


class SummaryValues(TypedDict):
    """The person's record. `services`: period, position, agency; `ratings`: year and grade.

    `person`: each column of a person by its name in papers, which templates use as it is.
    """

    person: Mapping[str, str]
    present: str
    planned: str
    services: list[tuple[str, str, str]]
    disciplines: str
    proceedings: str
    absences: str
    ratings: list[tuple[int, str]]


class PathRow(TypedDict):
    """One step of the case that is looked at; days as dd/mm/yyyy."""

    step: str
    opened: str
    closed: str
    remarks: str


class LinkedValues(TypedDict):
    """What papers about another case say of it."""

    about: str
    complained: str
    resolution: str
    resolution_why: str
    ruling: str
    again_days: str
    path: list[PathRow]


class Changed(TypedDict):
    """What a later paper says of the decision that it changes."""

    decision: str
    issuer: str
    about: str
    effective: str
    reason: str
    document: str
    says: str


class AnswerRow(TypedDict):
    """What the body asked in the paper's step answered; `outcome` is its code."""

    said: str
    outcome: str
    reason: str
    request_day: str


class CaseValues(TypedDict):
    """The case and its decision; `party`: by a Party body, `lasts`: a discipline for a time."""

    party: bool
    verb: str
    post: str
    matter: str
    press: str
    governing: str
    deciding_body: str
    decided: str
    lasts: bool
    title: str
    term: str
    procedure: str
    effective: str
    votes: list[VoteRow]
    form: str
    conditions: list[ConditionRow]
    breach: str
    ground: str
    finding: str
    grounds: list[str]
    review: list[ReviewGroup]
    reviewed_on: str
    changed: Changed
    blank: str


class StepValues(TypedDict):
    """The paper's issuer and step. `field`: each field of the paper by its name, as printed."""

    deciding: str
    issuer_name: str
    ballot: BallotRecord
    answer: AnswerRow
    decider_name: str
    field: Mapping[str, str]


class PaperValues(
    CaseValues,
    LinkedValues,
    OpinionValues,
    SummaryValues,
    DossierValues,
    MeetingValues,
    StepValues,
):
    """Everything the wording of one paper may say."""


def by_name(values: PaperValues) -> dict[str, object]:
    """As a template names them: the columns of the person stand beside the rest."""
    rest = {name: value for name, value in values.items() if name != "person"}
    return {**rest, **values["person"]}
