"""Cases that look at another case: a complaint against its decision, a supervision of its path."""

from __future__ import annotations

from dataclasses import dataclass

from domain.errors import BadInput
from domain.facts.decisions import DecisionIssued
from domain.law.procedure import ProcedureKind
from domain.state.case import Case


@dataclass(frozen=True, slots=True)
class About:
    """The case looked at, and its decision where one was issued."""

    case: Case
    decision: DecisionIssued | None


def check_about(kind: ProcedureKind, subject: str, press_agency: str, about: About | None) -> None:
    """May a case of this kind be opened about that one?

    A complaint is about a decision issued on the same person; whether it comes in time is for the
    body that receives it to decide (Law on Complaints Arts 48, 50). Raises BadInput.
    """
    if about is None:
        if kind.about_another:
            raise BadInput(field="about", rule=BadInput.Rule.MISSING, value="")
        return
    looked_at = about.case
    if (looked_at.subject, looked_at.press_agency) != (subject, press_agency):
        raise BadInput(field="about", rule=BadInput.Rule.OTHER_PERSON, value=looked_at.id)
    if kind.complaint and about.decision is None:
        raise BadInput(field="about", rule=BadInput.Rule.NO_DECISION, value=looked_at.id)


def may_open_as_subject(kind: ProcedureKind) -> bool:
    """The person concerned opens nothing about themselves but a complaint."""
    return kind.complaint
