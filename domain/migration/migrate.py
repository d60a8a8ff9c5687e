"""A running case goes on by another text: who wants it, why, what stands and what is asked anew."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.cases.attempt import Attempt, check_handles
from domain.cases.steps import cancel, open_step
from domain.errors import BadInput, CaseClosed, ReasonMissing
from domain.facts.fact import Fact, evolve
from domain.facts.opening import CaseMigrated
from domain.law.case_law import Law
from domain.law.procedure import ENDS
from domain.migration.errors import CannotMigrate
from domain.migration.plan import MigrationPlan


@dataclass(frozen=True, slots=True)
class OtherLaw:
    """The law a case would go on by: its text is that of `plan`. `digest` and `book` name the
    text and the rules beside it as they are kept; `day` chose them."""

    plan: MigrationPlan
    law: Law
    digest: str
    book: str
    day: date


def decide_migrate(attempt: Attempt, other: OtherLaw, *, reason: str, document: str) -> list[Fact]:
    """Whoever handles the case lets it go on by another text, on a document.

    Raises CaseClosed, NotYourTask, NotAllowed, CannotMigrate, ReasonMissing, BadInput.
    """
    case = attempt.case
    if not case.open:
        raise CaseClosed(case=case.id, status=case.status)
    check_handles(attempt)
    check_differs(attempt, other)
    if not reason.strip():
        raise ReasonMissing(rule=ReasonMissing.Rule.MIGRATE)
    if not document.strip():
        raise BadInput(field="document", rule=BadInput.Rule.MISSING, value="")
    plan = other.plan
    migrated = CaseMigrated(
        procedure=plan.text.id,
        law_digest=other.digest,
        law_day=other.day,
        law_book=other.book,
        goes_on=plan.goes_on,
        stays=plan.stays,
        before=plan.before,
        stand=plan.stand,
        gone=plan.gone,
        reason=reason.strip(),
        document=document.strip(),
        by=attempt.actor,
        at=attempt.at,
    )
    if plan.stays:
        return [migrated]
    facts: list[Fact] = [*cancel(case.open_tasks, "migrated", attempt.at), migrated]
    return [*facts, *open_step(evolve(case, facts), other.law, plan.goes_on, at=attempt.at)]


def check_differs(attempt: Attempt, other: OtherLaw) -> None:
    """Raises CannotMigrate where it would be the same law, or where nothing would be left to ask:
    the case would end without anybody having said so."""
    case = attempt.case
    if (case.law_digest, case.law_book) == (other.digest, other.book):
        raise CannotMigrate(rule=CannotMigrate.Rule.SAME_TEXT, on=other.day)
    if other.plan.goes_on in ENDS:
        raise CannotMigrate(rule=CannotMigrate.Rule.NOTHING_LEFT, on=other.day)
