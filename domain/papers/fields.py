"""Things a paper says that only a person knows: asked once, on the page of the step that knows."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum
from typing import Literal

from pydantic import Field

from domain.calendar.dates import parse_day
from domain.cases.attempt import Attempt, check_not_barred
from domain.cases.sign_off import SUBJECT
from domain.cases.standing import CORRECTED_BY_PAPER
from domain.directory.actors import Power
from domain.errors import (
    BadInput,
    CaseClosed,
    NotAllowed,
    NotFound,
    Stands,
    TaskClosed,
)
from domain.facts.decisions import DecisionIssued
from domain.facts.fact import Fact
from domain.facts.papers import FieldsEntered
from domain.facts.texts import MOST, check_printable
from domain.law.basis import Basis
from domain.law.in_force import Frozen
from domain.law.procedure import Step
from domain.papers.wording import check_may_word
from domain.state.task import Task, TaskStatus
from domain.text import nfc

HOUR = re.compile(r"([01]?\d|2[0-3])[:hg]([0-5]\d)")
LONGEST = {"line": 500, "person": 200}
MAY_STILL = (TaskStatus.OPEN, TaskStatus.DONE)
Values = Mapping[tuple[str, str], str]
NOBODYS: Mapping[str, Collection[str]] = {}


class FieldKind(StrEnum):
    LINE = "line"
    TEXT = "text"  # several lines, kept as typed
    DAY = "day"
    HOUR = "hour"
    CHOICE = "choice"
    PERSON = "person"  # a name, with the people of the body offered


class FieldChoice(Frozen):
    value: str
    vi: str
    en: str


class PaperField(Frozen):
    """One thing to ask. `papers` print it; it is asked in every step that drafts, offers or
    approves one of them, or, where `at` says so, in steps of those kinds and purposes.

    `only` narrows it to procedures of these names. Of `scope` task each body or meeting has its
    own. Not `required`: nothing is printed where it is empty. `basis` is the text that asks for it.
    A `statement` is what a body itself concludes: nobody else enters it (domain/papers/wording.py).
    """

    id: str
    vi: str
    en: str
    kind: FieldKind
    papers: tuple[str, ...] = Field(min_length=1)
    at: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    scope: Literal["case", "task"] = "case"
    required: bool = True
    statement: bool = False
    choices: tuple[FieldChoice, ...] = ()
    basis: Basis | None = None

    def asked_in(self, step: Step, procedure: str) -> bool:
        if self.only and procedure not in self.only:
            return False
        if self.at:
            return bool({step.kind, step.purpose} & set(self.at))
        return bool({*step.prepares, *step.offers, step.approves} & set(self.papers))

    def about(self, task_id: str) -> str:
        """What the value belongs to: one task, or (empty) the whole case."""
        return task_id if self.scope == "task" else ""

    def read(self, typed: str) -> str:
        """The value as it is kept: a day as 2026-12-31, an hour as 08:00; empty takes it back.

        Raises BadInput naming the field.
        """
        text = nfc(typed).replace("\r\n", "\n").strip()
        if not text:
            return ""
        match self.kind:
            case FieldKind.DAY:
                return parse_day(text, field=self.id).isoformat()
            case FieldKind.HOUR:
                return self._hour(text)
            case FieldKind.CHOICE if text not in {choice.value for choice in self.choices}:
                raise BadInput(field=self.id, rule=BadInput.Rule.NOT_A_CHOICE, value=text)
            case FieldKind.LINE | FieldKind.PERSON:
                text = " ".join(text.split())
        check_printable(text, field=self.id)
        if len(text) > LONGEST.get(self.kind, MOST):
            raise BadInput(field=self.id, rule=BadInput.Rule.TOO_LONG, value=f"{text[:40]}…")
        return text

    def _hour(self, text: str) -> str:
        found = HOUR.fullmatch(text.replace(" ", ""))
        if found is None:
            raise BadInput(field=self.id, rule=BadInput.Rule.NOT_AN_HOUR, value=text)
        return f"{int(found[1]):02d}:{found[2]}"


def asked_fields(fields: Iterable[PaperField], step: Step, procedure: str) -> list[PaperField]:
    return [field for field in fields if field.asked_in(step, procedure)]


def read_fields(
    fields: Iterable[PaperField], task: Task, typed: Mapping[str, str], kept: Values
) -> dict[tuple[str, str], str]:
    """What `typed` would change of what is `kept`: (field, task or empty) → value.

    Raises NotFound for a field that the step of `task` does not ask, BadInput naming the field.
    """
    known = {field.id: field for field in fields}
    found = {}
    for name, text in typed.items():
        if name not in known:
            raise NotFound(kind="field", id=name)
        found[name, known[name].about(task.id)] = known[name].read(text)
    return {key: value for key, value in found.items() if value != kept.get(key, "")}


def decide_enter(
    attempt: Attempt,
    task: Task,
    changed: Values,
    fields: Mapping[str, PaperField],
    decision: DecisionIssued | None,
    bodies: Mapping[str, Collection[str]] = NOBODYS,
) -> FieldsEntered:
    """What was entered, for the record. `bodies`: field → codes of those whose words it is, where
    that is not the body asked.

    Raises CaseClosed, SelfApproval, ConflictOfInterest, NotYourTask, NotAllowed, TaskClosed, and
    Stands where an issued decision prints one of the fields.
    """
    for name in {name for name, _ in changed}:
        check_may_enter(attempt, task, fields[name], bodies.get(name, ()))
    if decision is not None and any(decision.paper in fields[name].papers for name, _ in changed):
        facts = {"rule": "field", "symbol": decision.symbol, "step": "", "on": decision.dated}
        raise Stands((CORRECTED_BY_PAPER,), **facts)
    return FieldsEntered(
        task=task.id,
        step=task.step,
        round=task.round,
        entered=tuple((name, about, value) for (name, about), value in changed.items()),
        by=attempt.actor,
        at=attempt.at,
    )


def check_may_enter(
    attempt: Attempt, task: Task, field: PaperField, bodies: Collection[str] = ()
) -> None:
    """Who prepares or signs for one of `bodies`, whose words the field is (else for the body
    asked), or for the one that runs the case, unless it is a statement.

    Raises CaseClosed, NotAllowed, NotYourTask, TaskClosed.
    """
    if not attempt.case.open:
        raise CaseClosed(case=attempt.case.id, status=attempt.case.status)
    check_not_barred(attempt)
    actor = attempt.actor
    asked = () if task.role == SUBJECT else (task.agency,)  # for the person, who is no body
    check_may_word(attempt, bodies or asked, statement=field.statement, about=task.id)
    if not (actor.can(Power.PREPARE) or actor.can(Power.SIGN)):
        raise NotAllowed(agency=actor.agency, power=Power.PREPARE, has=[actor.position])
    if task.status not in MAY_STILL:
        raise TaskClosed(task=task.id, rule=task.status)


def values_in(facts: Iterable[Fact]) -> dict[tuple[str, str], str]:
    """(field, task or empty) → what was entered last; taken back values are left out."""
    last: dict[tuple[str, str], str] = {}
    for fact in facts:
        if isinstance(fact, FieldsEntered):
            last |= {(name, about): value for name, about, value in fact.entered}
    return {key: value for key, value in last.items() if value}
