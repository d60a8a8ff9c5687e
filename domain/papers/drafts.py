"""A draft replaced by a text edited outside: who may, until when, and whose answers it undoes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.corrections import asked_anew
from domain.directory.actors import Actor, Power
from domain.errors import (
    BadInput,
    CannotRead,
    CaseClosed,
    DraftClosed,
    NotAllowed,
    SelfApproval,
    StaleDraft,
)
from domain.facts.answers import AnswerVoided
from domain.facts.fact import Fact
from domain.facts.papers import DraftUploaded
from domain.law.case_law import Law
from domain.papers.wording import check_may_word
from domain.state.case import Case
from domain.state.task import Task, TaskStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class Edited:
    """`content` is the hash of the edited file, `based_on` that of the version it was made from."""

    paper: str
    name: str
    content: str
    size: int
    based_on: str


def decide_upload(
    attempt: Attempt,
    edited: Edited,
    *,
    issuer: str,
    number: int,
    reads: Mapping[str, str],
    statement: bool,
) -> list[Fact]:
    """The new version, and every answer of this round that was about the old one asked again.

    `issuer` is the body whose paper it is, a `statement` of its own or not; `number` the new
    version; `reads` task id → hash of the text its answer named. An answer of the issuer that
    named no text was about its own paper; one that came on paper stands, for it says what its scan
    says.
    """
    check_may_edit(attempt, issuer, statement=statement)
    _check_current(attempt.case, attempt.law, edited)
    case = attempt.case
    uploaded = DraftUploaded(
        paper=edited.paper,
        step=case.step,
        round=case.round,
        number=number,
        name=edited.name,
        content=edited.content,
        size=edited.size,
        replaces=edited.based_on,
        by=attempt.actor,
        at=attempt.at,
    )
    voided = voided_by(attempt, edited.paper, edited.based_on, issuer=issuer, reads=reads)
    return [uploaded, *voided]


def voided_by(
    attempt: Attempt, paper: str, old: str, *, issuer: str, reads: Mapping[str, str]
) -> list[AnswerVoided]:
    """Answers of this round about the text `old` of a paper, each asked anew."""
    case = attempt.case
    about_old = [t for t in case.round_tasks if _is_about(attempt, t, old, issuer, reads)]
    return [
        AnswerVoided(
            task=task.id,
            paper=paper,
            again=(asked_anew(case, task),),
            by=attempt.actor,
            at=attempt.at,
        )
        for task in about_old
    ]


def check_offered(case: Case, law: Law, paper: str) -> None:
    """Software drafts on request only what the step at hand offers, and nobody approves.

    Raises DraftClosed with what it offers.
    """
    step = law.procedure.step(case.step)
    if paper not in step.offers:
        raise DraftClosed(
            rule=DraftClosed.Rule.NOT_OFFERED, paper=paper, step=step.title, offered=step.offers
        )


def check_may_read(
    case: Case, law: Law, actors: Sequence[Actor], *, person: str, day: date
) -> None:
    """Bodies that have a part in the case and auditors may read its drafts, the subject may not.

    Raises CannotRead, SelfApproval.
    """
    if person == case.subject:
        raise SelfApproval(person=person, why=SelfApproval.Why.SUBJECT)
    asked = {case.handler, *(task.agency for task in case.tasks)}
    part = asked | {law.agencies.current(code, day).code for code in asked}
    if not any(actor.can(Power.AUDIT) or actor.agency in part for actor in actors):
        raise CannotRead(case=case.id, person=person)


def check_may_edit(attempt: Attempt, issuer: str, *, statement: bool) -> None:
    """Who prepares papers for `issuer` whose paper it is, or for the handling body, unless it is a
    `statement` of the issuer; never the person concerned, nor who stepped aside. Raises CaseClosed,
    SelfApproval, ConflictOfInterest, NotYourTask, NotAllowed."""
    actor = attempt.actor
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    check_not_barred(attempt)
    check_may_word(attempt, (issuer,), statement=statement, about=attempt.case.id)
    if not actor.can(Power.PREPARE):
        raise NotAllowed(agency=actor.agency, power=Power.PREPARE, has=[actor.position])


def _check_current(case: Case, law: Law, edited: Edited) -> None:
    """The step at hand works on this paper, and nobody wrote another version meanwhile."""
    step = law.procedure.step(case.step)
    current = case.draft(edited.paper)
    if current is None:
        raise StaleDraft(paper=edited.paper, rule=StaleDraft.Rule.NONE_YET)
    if edited.paper not in (*step.prepares, *step.offers):
        raise DraftClosed(paper=edited.paper, step=step.title)
    if edited.based_on != current:
        raise StaleDraft(
            paper=edited.paper, rule=StaleDraft.Rule.EDITED, current=current, read=edited.based_on
        )
    if edited.content == current:
        raise BadInput(field="file", rule=BadInput.Rule.SAME_TEXT, value=edited.name)


def _is_about(
    attempt: Attempt, task: Task, old: str, issuer: str, reads: Mapping[str, str]
) -> bool:
    if task.status != TaskStatus.DONE or task.paper_date is not None:
        return False
    named = reads.get(task.id, "")
    return named == old or (not named and attempt.current(task.agency) == issuer)
