"""Everything the domain can refuse, in one tree. Codes are stable; texts live in messages.

CaseworkError
├── Refused                    the rules say no: an expected answer, shown to the person
│   ├── TaskClosed             already answered, or not open
│   ├── NotYourTask            another agency or position is asked
│   ├── NotAllowed             this person's position does not carry this act
│   ├── SelfApproval           the person concerned, or who opened the case, may not approve
│   ├── SamePersonTwice        one person may not answer for two agencies in one round
│   ├── OptionNotOffered       the step does not offer this answer
│   ├── ReasonMissing          this answer must be explained
│   ├── StaleDraft             the text approved is not the current text
│   ├── DraftClosed            the text has served its step and is changed no more
│   ├── CannotRead             this person has no part in the case
│   ├── ActIdReused            one form id, two different acts
│   ├── CaseClosed             nothing more may be done to this case
│   ├── CannotRecall / CannotReturn / CannotRecordSilence / CannotTakeOut
│   ├── Stands                 a decision, a vote or a served paper that this act would undo
│   ├── NotServed              nobody answers what they could not read
│   ├── ConflictOfInterest     this person stepped aside from the case
│   ├── BadTally / NoQuorum    the numbers of a vote cannot be
│   ├── BadCouncil / TallyDiffers   a council that may not be; two entries of one count differ
│   ├── BallotNotOpen          no ballot on screen is open here, or one is already
│   ├── AlreadyVoted           one person, one ballot
│   ├── GateNotPassed          a condition of issuing does not hold (names the article)
│   ├── GateUnsure             such a condition by a rule not read in the text: a reason is needed
│   ├── LawChanged             the decision date falls under another law than the case
│   ├── BackDated              the number would break the order of time: a reason is needed
│   ├── CannotVoid / CannotChange   no such number to void, no decision in force to change
│   ├── CannotSign / CannotExport   no signature on this paper, no file for the exchange of it
│   ├── BadPaper / BadTemplate / BadSheet   a file that cannot be taken in, filled or read
│   ├── BadProvince            bodies and choices under which the law would give no answer
│   ├── BadInput               a field that cannot be
│   └── … and in errors.py of domain/accounts (at the door), domain/holding (inside a body),
│       domain/leaving (who leaves) and domain/invariants (the
│       program's own error, found before it is saved)
├── StaleCase                  someone else acted first: reload and decide again
├── NotFound                   no such case, agency, person, procedure, paper
├── BackupFailed               no backup was made, or none put back
├── NoPdf                      LibreOffice is absent, hung, or made nothing fit to read
└── RegulationError            the law data is wrong or silent: never guess, stop
    ├── NoVersionInForce / OverlappingVersions / NoAgencyForRole
    └── BadLawFile; and KeptLawDamaged: regulations/kept/text.py
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar, Protocol

from domain import reasons, reasons_of_papers

CHOSEN = frozenset({"rule", "gate", "why"})  # facts that are reasons


class Citation(Protocol):
    """What a refusal cites; `domain.law.basis.Basis` is one."""

    @property
    def instrument(self) -> str: ...
    @property
    def article(self) -> str | None: ...
    @property
    def confidence(self) -> StrEnum: ...
    @property
    def note(self) -> str: ...


class CaseworkError(Exception):
    """Base of all our errors. `code` finds the text; `facts` fill it; `basis` names the article.

    A class with a closed set of reasons has it as `Rule`, `Gate` or `Why`; the fact of that name
    is one of its members. Raises ValueError for another: a mistake of the program.
    """

    code: ClassVar[str] = "casework.error"

    def __init__(self, basis: Sequence[Citation] = (), **facts: object) -> None:
        closed = {name: getattr(self, name.capitalize(), None) for name in CHOSEN & facts.keys()}
        self.facts = facts | {name: of(facts[name]) for name, of in closed.items() if of}
        self.basis = tuple(basis)
        super().__init__(f"{self.code}: {self.facts}")


class Refused(CaseworkError):
    """The rules say no."""


class TaskClosed(Refused):
    code = "task.closed"


class NotYourTask(Refused):
    code = "task.not_yours"
    Rule = reasons.PartRule


class NotAllowed(Refused):
    code = "act.not_allowed"
    Rule = reasons.PowerRule


class SelfApproval(Refused):
    code = "act.self_approval"
    Why = reasons.SelfWhy


class SamePersonTwice(Refused):
    code = "act.same_person_twice"


class OptionNotOffered(Refused):
    code = "act.option_not_offered"


class ReasonMissing(Refused):
    code = "act.reason_missing"
    Rule = reasons.ReasonRule


class StaleDraft(Refused):
    code = "act.stale_draft"
    Rule = reasons.StaleRule


class DraftClosed(Refused):
    code = "draft.closed"
    Rule = reasons.DraftRule


class CannotRead(Refused):
    code = "draft.cannot_read"


class ActIdReused(Refused):
    code = "act.id_reused"


class CaseClosed(Refused):
    code = "case.closed"


class CannotRecall(Refused):
    code = "act.cannot_recall"
    Rule = reasons.RecallRule


class CannotReturn(Refused):
    code = "act.cannot_return"


class CannotTakeOut(Refused):
    code = "act.cannot_take_out"
    Rule = reasons.TakeOutRule


class Stands(Refused):
    code = "act.stands"
    Rule = reasons.StandsRule


class CannotRecordSilence(Refused):
    code = "act.cannot_record_silence"
    Rule = reasons.SilenceRule


class NotServed(Refused):
    code = "hearing.not_served"
    Rule = reasons.ServedRule


class BadTally(Refused):
    code = "vote.bad_tally"
    Rule = reasons.TallyRule


class NoQuorum(Refused):
    code = "vote.no_quorum"


class BadCouncil(Refused):
    code = "council.bad"
    Rule = reasons.CouncilFault


class TallyDiffers(Refused):
    code = "vote.tally_differs"


class BallotNotOpen(Refused):
    code = "vote.ballot"
    Rule = reasons.BallotRule


class AlreadyVoted(Refused):
    code = "vote.already"


class ConflictOfInterest(Refused):
    code = "act.conflict_of_interest"


class GateNotPassed(Refused):
    code = "issue.gate_not_passed"
    Gate = reasons.Gate


class GateUnsure(Refused):
    code = "issue.gate_unsure"
    Gate = reasons.Gate


class LawChanged(Refused):
    code = "issue.law_changed"


class BackDated(Refused):
    code = "issue.back_dated"
    Rule = reasons.OrderRule


class CannotVoid(Refused):
    code = "register.cannot_void"
    Rule = reasons_of_papers.VoidRule


class CannotChange(Refused):
    code = "decision.cannot_change"
    Rule = reasons.ChangeRule


class CannotSign(Refused):
    code = "sign.cannot"
    Rule = reasons_of_papers.SignRule


class CannotExport(Refused):
    code = "export.cannot"
    Rule = reasons_of_papers.ExportRule


class BadPaper(Refused):
    code = "paper.bad"
    Rule = reasons_of_papers.PaperRule


class BadTemplate(Refused):
    code = "template.bad"
    Rule = reasons_of_papers.TemplateRule


class BadSheet(Refused):
    code = "sheet.bad"


class BadProvince(Refused):
    code = "province.bad"


class BadInput(Refused):
    code = "input.bad"
    Rule = reasons.InputRule


class StaleCase(CaseworkError):
    code = "case.stale"


class NotFound(CaseworkError):
    code = "not_found"


class NoPdf(CaseworkError):
    code = "pdf.none"
    Rule = reasons_of_papers.PdfRule


class RegulationError(CaseworkError):
    """The law data is wrong or silent."""


class NoVersionInForce(RegulationError):
    code = "law.no_version_in_force"


class OverlappingVersions(RegulationError):
    code = "law.overlapping_versions"


class NoAgencyForRole(RegulationError):
    code = "law.no_agency_for_role"


class BadLawFile(RegulationError):
    code = "law.bad_file"
