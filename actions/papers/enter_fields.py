"""Enter what papers are to say, and write the drafts of the step at hand anew that now differ."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from actions.app import App
from actions.cases.case_files import case_file
from actions.effects.drafting import Written, write_draft
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    Same,
    best_capacity,
    check_same,
    execute,
    refusal_of,
)
from actions.papers.upload_draft import reads_of
from documents.content.catalogue import PAPERS
from documents.content.context import issuer_of
from documents.content.paper_fields import FIELDS, entered, fields_of, prefilled
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.errors import BadInput, NotFound, StaleCase
from domain.facts.fact import Fact
from domain.facts.papers import DraftMade, FieldsEntered
from domain.papers.case_file import CaseFile
from domain.papers.drafts import voided_by
from domain.papers.fields import PaperField, Values, check_may_enter, decide_enter, read_fields
from domain.state.case import Case
from domain.state.task import Task
from models.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class AskedField:
    """A field as a form shows it: `value` as entered, else what the case tells; `entered`: a person
    has stated it."""

    field: PaperField
    value: str
    entered: bool


def asked_fields(file: CaseFile, task_id: str) -> list[AskedField]:
    """Fields that the step of a task asks and that may still be changed. Raises NotFound."""
    task = _task(file, task_id)
    told = prefilled(file, task)
    return [
        AskedField(field, told[field.id], bool(entered(file, field, task.id)))
        for field in fields_of(file, task)
        if file.decision is None or file.decision.paper not in field.papers
    ]


def fields_to_enter(
    app: App, uow: UnitOfWork, file: CaseFile, task: Task, *, person: str
) -> list[AskedField]:
    """Those of the fields asked that would be taken from this person."""
    asked = asked_fields(file, task.id)
    bodies = {one.field.id: bodies_of(file, task, one.field) for one in asked}
    act = Act(act_id="", case_id=file.case.id, person=person)
    choose = _entering(person, task, bodies)

    def taken(field: PaperField) -> bool:
        def check(_uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
            check_may_enter(attempt, task, field, bodies[field.id])
            return []

        return refusal_of(app, uow, act, choose, check) is None

    return [one for one in asked if taken(one.field)]


def bodies_of(file: CaseFile, task: Task, field: PaperField) -> frozenset[str]:
    """Codes of the bodies whose words a field is at this task: those that issue its papers here;
    none where that is simply the body asked."""
    if field.scope == "task":
        return frozenset()
    step = file.law.procedure.step(task.step)
    here = {*step.prepares, *step.offers, step.approves} & set(field.papers)
    return frozenset(issuer_of(file, PAPERS[paper], step.id).code for paper in here if paper)


def enter_fields(app: App, act: Act, task_id: str, typed: Mapping[str, str]) -> Receipt:
    """Keep what was typed (field → text, empty takes it back). Answers of this round about a text
    that changes through it are asked again.

    Raises NotFound, BadInput naming the field, CaseClosed, TaskClosed, NotYourTask, NotAllowed,
    SelfApproval, Stands (an issued decision prints it), StaleCase (the case moved meanwhile),
    ActIdReused (the same form entered something else before).
    """
    if not typed:
        raise BadInput(field="values", rule=BadInput.Rule.MISSING, value="")
    file = case_file(app, act.case_id)
    task = _task(file, task_id)
    asked = fields_of(file, task)
    changed = read_fields(asked, task, typed, file.fields)
    if not changed:
        return Receipt(file.case, ())
    bodies = {field.id: bodies_of(file, task, field) for field in asked if field.id in typed}
    after = replace(file, fields={key: v for key, v in ({**file.fields, **changed}).items() if v})
    drafts = list(_written_anew(app, after))

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        fact = decide_enter(attempt, task, changed, FIELDS, file.decision, bodies)
        if attempt.case.version != file.case.version:
            raise StaleCase(case=attempt.case.id, version=file.case.version)
        reads = reads_of(uow, attempt)
        return [fact, *(f for made in drafts for f in _with_voided(file, attempt, made, reads))]

    receipt = execute(app, act, _entering(act.person, task, bodies), decide)
    return check_same(receipt, _said(changed))


def _said(changed: Values) -> Same:
    """Did the act enter all of this?"""
    wanted = {(name, about, value) for (name, about), value in changed.items()}

    def same(facts: Sequence[Fact]) -> bool:
        return any(wanted <= {*f.entered} for f in facts if isinstance(f, FieldsEntered))

    return same


def _task(file: CaseFile, task_id: str) -> Task:
    task = file.case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    return task


def _written_anew(app: App, file: CaseFile) -> Iterator[DraftMade]:
    """Drafts of the step at hand that would now say something else; never the issued decision."""
    step = file.law.procedure.step(file.case.step) if file.case.open else None
    issued = file.decision.paper if file.decision else ""
    for paper in (*step.prepares, *step.offers) if step else ():
        last = file.made.get(paper)
        if (
            last is None
            or paper == issued
            or _write(app, file, paper, last.number).sha256 == last.content
        ):
            continue
        number = file.versions.get(paper, 0) + 1
        new = _write(app, file, paper, number)
        yield DraftMade(
            paper=paper,
            step=file.case.step,
            round=file.case.round,
            number=number,
            content=app.papers.put(new.content),
            size=len(new.content),
            at=app.now(file.case),
            template=new.template,
        )


def _write(app: App, file: CaseFile, paper: str, number: int) -> Written:
    return write_draft(app, file, paper, step=file.case.step, number=number)


def _with_voided(
    file: CaseFile, attempt: Attempt, made: DraftMade, reads: Mapping[str, str]
) -> list[Fact]:
    old = file.case.draft(made.paper) or ""
    issuer = issuer_of(file, PAPERS[made.paper], file.case.step).code
    now = replace(made, at=attempt.at)  # written before the lock, part of the act all the same
    return [now, *voided_by(attempt, made.paper, old, issuer=issuer, reads=reads)]


def _entering(person: str, task: Task, bodies: Mapping[str, Collection[str]]) -> ActorResolver:
    """For a body whose words these are or that is asked, where the person works there, else for
    the one that runs the case."""
    own = sorted({code for codes in bodies.values() for code in codes})

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        today = app.today()
        for agency in dict.fromkeys((*own, task.agency, case.handler)):
            for power in (Power.PREPARE, Power.SIGN):
                actor = best_capacity(uow, app, case, person, agency, power)
                code = app.book(uow, case).agencies.current(agency, today).code
                if actor.agency == code and actor.can(power):
                    return actor
        return best_capacity(uow, app, case, person, task.agency, Power.PREPARE)

    return choose
