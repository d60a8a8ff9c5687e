"""Enter what papers are to say, and write the drafts of the step at hand anew that now differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from actions.app import App
from actions.cases.case_files import case_file
from actions.effects.drafting import Written, write_draft
from actions.execute import Act, ActorResolver, Receipt, best_capacity, execute, refusal_of
from actions.papers.upload_draft import reads_of
from documents.content.catalogue import PAPERS
from documents.content.context import issuer_of
from documents.content.paper_fields import FIELDS, entered, fields_of, prefilled
from domain.cases.attempt import Attempt
from domain.directory.actors import Actor, Power
from domain.errors import BadInput, NotFound, StaleCase
from domain.facts.fact import Fact
from domain.facts.papers import DraftMade
from domain.papers.case_file import CaseFile
from domain.papers.drafts import voided_by
from domain.papers.fields import PaperField, check_may_enter, decide_enter, read_fields
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


def may_enter(app: App, uow: UnitOfWork, task: Task, *, person: str) -> bool:
    """Would something entered at this task be taken from this person?"""

    def check(_uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        check_may_enter(attempt, task)
        return []

    act = Act(act_id="", case_id=task.id.partition("/")[0], person=person)
    return refusal_of(app, uow, act, _entering(person, task), check) is None


def enter_fields(app: App, act: Act, task_id: str, typed: Mapping[str, str]) -> Receipt:
    """Keep what was typed (field → text, empty takes it back). Answers of this round about a text
    that changes through it are asked again.

    Raises NotFound, BadInput naming the field, CaseClosed, TaskClosed, NotYourTask, NotAllowed,
    SelfApproval, Stands (an issued decision prints it), StaleCase (the case moved meanwhile).
    """
    if not typed:
        raise BadInput(field="values", rule=BadInput.Rule.MISSING, value="")
    file = case_file(app, act.case_id)
    task = _task(file, task_id)
    changed = read_fields(fields_of(file, task), task, typed, file.fields)
    if not changed:
        return Receipt(file.case, ())
    after = replace(file, fields={key: v for key, v in ({**file.fields, **changed}).items() if v})
    drafts = list(_written_anew(app, after))

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        fact = decide_enter(attempt, task, changed, FIELDS, file.decision)
        if attempt.case.version != file.case.version:
            raise StaleCase(case=attempt.case.id, version=file.case.version)
        reads = reads_of(uow, attempt)
        return [fact, *(f for made in drafts for f in _with_voided(file, attempt, made, reads))]

    return execute(app, act, _entering(act.person, task), decide)


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


def _entering(person: str, task: Task) -> ActorResolver:
    """For the body asked where the person works there, else for the one that runs the case."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        today = app.today()
        for agency in dict.fromkeys((case.handler, task.agency)):
            for power in (Power.PREPARE, Power.SIGN):
                actor = best_capacity(uow, app, case, person, agency, power)
                code = app.book(uow, case).agencies.current(agency, today).code
                if actor.agency == code and actor.can(power):
                    return actor
        return best_capacity(uow, app, case, person, task.agency, Power.PREPARE)

    return choose
