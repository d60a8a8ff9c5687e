"""Every answer a person can give, and the sets of them that steps offer."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from domain.law.in_force import Frozen


class Outcome(StrEnum):
    """Every answer a person can give. Sets of them are offered per step (`options.yaml`)."""

    # submissions and notices
    SUBMITTED = "submitted"
    SUBMITTED_OUTSIDE = "submitted_outside"
    NOT_PURSUED = "not_pursued"
    # opinions
    AGREE = "agree"
    AGREE_WITH_REMARKS = "agree_with_remarks"
    ASK_SUPPLEMENT = "ask_supplement"
    DISAGREE = "disagree"
    NO_REPLY = "no_reply"
    # policy (chủ trương)
    APPROVE = "approve"
    CLARIFY = "clarify"
    REJECT = "reject"
    # eligibility review
    ELIGIBLE = "eligible"
    INCOMPLETE = "incomplete"
    NEEDS_WAIVER = "needs_waiver"
    # votes
    PASSED = "passed"
    TIED = "tied"
    FAILED = "failed"
    GOES_ON = "goes_on"
    OTHER_CHOSEN = "other_chosen"
    RECORDED = "recorded"
    DEADLOCK = "deadlock"
    # consents of the central bodies
    CONSENTED = "consented"
    DIFFERS = "differs"
    DOSSIER_INVALID = "dossier_invalid"
    ACCEPTS_OTHER_VIEW = "accepts_other_view"
    KEEPS_OWN_VIEW = "keeps_own_view"
    # final decisions
    ISSUE = "issue"
    SEND_BACK = "send_back"
    STOP = "stop"
    EXTEND = "extend"
    NOT_REAPPOINTED = "not_reappointed"
    MOVE_TO_DISMISSAL = "move_to_dismissal"
    # discipline
    SET_UP = "set_up"
    SKIP = "skip"
    NO_DISCIPLINE = "no_discipline"
    WRITTEN_REMINDER = "written_reminder"
    REPRIMAND = "reprimand"
    WARNING = "warning"
    REMOVAL = "removal"
    FORCED_LEAVE = "forced_leave"
    EXPULSION = "expulsion"
    # complaints
    UPHELD = "upheld"
    AMENDED = "amended"
    ANNULLED = "annulled"


class Option(Frozen):
    """One answer as the person sees it. `reason` true: it must be explained."""

    outcome: Outcome
    vi: str
    en: str
    reason: bool = False
    issues: bool = False  # choosing it issues a numbered decision


class OptionSet(Frozen):
    id: str
    options: tuple[Option, ...] = Field(min_length=1)

    def option(self, outcome: Outcome) -> Option | None:
        return next((o for o in self.options if o.outcome == outcome), None)
