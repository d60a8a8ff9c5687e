"""Everything a paper or a screen needs to know of one case, gathered once and read only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from domain.cases.conformance import Row
from domain.cases.dossier_changes import LateChange
from domain.decisions.changes import IssuedPaper
from domain.directory.people import Person
from domain.eligibility.eligibility import Finding
from domain.facts.decisions import DecisionChanged, DecisionIssued
from domain.facts.hearing import CouncilFormed, Heard, Served
from domain.facts.papers import DraftMade, PaperAttached
from domain.facts.votes import Tally
from domain.law.case_law import Law
from domain.law.instruments import Instruments
from domain.law.proofs import KeptProof
from domain.state.case import Case


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs for an agency: title as printed after the authority line, and full name."""

    position: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnTemplate:
    """An agency's own template for a paper: its file's name and the hash of its content."""

    name: str
    content: str


@dataclass(frozen=True, slots=True)
class RelatedCase:
    """The case a complaint or a supervision is about: its decision, and the path it took. `again`:
    within how many days the person may complain a second time; None where no time was read."""

    id: str
    procedure: str
    decision: DecisionIssued | None
    path: tuple[Row, ...]
    again: int | None = None


@dataclass(frozen=True, slots=True)
class CaseFile:
    """`day` is the local day of drafting and chooses layout, names and legal bases.

    `signers` maps agency code → who signs; `tallies` task id → counts; `aside` task id of a ballot
    on screen → how many who were called stepped aside; `names` person id → name;
    `versions` paper → how many versions of it there are, `made` paper → the last one that software
    wrote; `attached` the files of the dossier, `late` what of it changed after answers about it;
    `templates` (agency code, paper) → the own template that the agency keeps for it.
    `fields` (paper field, task or empty) → what a person entered for the papers to say.
    `ballots` task id → the choices of the ballot opened on screen.
    `council`, `summoned` and `heard` are what discipline cases know of the meeting.
    `findings` are the rules about the subject applied, `papers` the dossier looked through;
    `decision` is present once issued: then number and date are printed instead of blanks;
    `decisions` are it and the later papers about it; `change` is the one being written;
    `proof` what was shown of every path of the text that the case keeps.
    """

    case: Case
    law: Law
    instruments: Instruments
    subject: Person
    day: date
    names: Mapping[str, str] = field(default_factory=dict)
    signers: Mapping[str, Signer] = field(default_factory=dict)
    tallies: Mapping[str, Tally] = field(default_factory=dict)
    ballots: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    aside: Mapping[str, int] = field(default_factory=dict)
    versions: Mapping[str, int] = field(default_factory=dict)
    made: Mapping[str, DraftMade] = field(default_factory=dict)
    templates: Mapping[tuple[str, str], OwnTemplate] = field(default_factory=dict)
    attached: tuple[PaperAttached, ...] = ()
    late: tuple[LateChange, ...] = ()
    fields: Mapping[tuple[str, str], str] = field(default_factory=dict)
    council: CouncilFormed | None = None
    summoned: tuple[Served, ...] = ()
    heard: tuple[Heard, ...] = ()
    findings: tuple[Finding, ...] = ()
    papers: tuple[Finding, ...] = ()
    decision: DecisionIssued | None = None
    decisions: tuple[IssuedPaper, ...] = ()
    change: DecisionChanged | None = None
    about: RelatedCase | None = None
    proof: KeptProof | None = None
