"""Gather what a paper or a screen needs to know of one case. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from actions.app import App
from actions.eligibility.eligibility import examine_case
from domain.cases.conformance import Row, conformance
from domain.cases.dossier_changes import attached_in, late_changes
from domain.decisions.changes import decision_papers
from domain.decisions.registers import decision_in
from domain.errors import NotFound
from domain.facts.answers import SignedOff
from domain.facts.fact import Fact
from domain.facts.hearing import CouncilFormed, Heard
from domain.facts.papers import DraftMade, DraftUploaded
from domain.facts.votes import BallotClosed, BallotOpened, Tally
from domain.hearing.complaints import Window, complaint_time, complaint_window
from domain.hearing.council import council_of
from domain.hearing.hearing import served
from domain.law.procedure import Purpose, Step
from domain.papers.case_file import CaseFile, RelatedCase
from domain.papers.fields import values_in
from domain.state.case import Case
from domain.state.task import Task, case_of
from models.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True)
class Asked:
    """One question as it stands, with the step that words it in the law fixed on the case."""

    case: Case
    task: Task
    step: Step


def asked(app: App, uow: UnitOfWork, task_id: str) -> Asked:
    """Raises NotFound. Enough to take an answer; a page that shows the case gathers it all."""
    case = uow.cases.get(case_of(task_id))
    task = case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    return Asked(case, task, app.law(uow, case).procedure.step(task.step))


def case_file(app: App, case_id: str) -> CaseFile:
    """The case as it stands, with its people, signers, counts and decision. Raises NotFound."""
    with reading(app) as uow:
        return gather(app, uow, case_id)


def gather(app: App, uow: UnitOfWork, case_id: str) -> CaseFile:
    case = uow.cases.get(case_id)
    facts = [stored.fact() for stored in uow.cases.history(case_id)]
    decision = decision_in(facts)
    today = app.today()
    law = app.law(uow, case)
    attached = attached_in(facts)
    held = {paper.kind for paper in attached}
    day = decision.dated if decision else today
    examined = examine_case(app, uow, case, law.procedure, held, on=day)
    council = council_of(facts)
    tallies = _tallies(facts)
    ballots = {fact.task: fact.choices for fact in facts if isinstance(fact, BallotOpened)}
    return CaseFile(
        case=case,
        law=law,
        instruments=app.book(uow, case).instruments,
        subject=uow.directory.person(case.subject, but=case.id),
        day=day,
        names=uow.directory.names(
            _people_in(case)
            | _people_looked_at(uow, case)
            | _people_on_ballots(tallies)
            | set().union(*ballots.values())
            | _people_seated(council)
        ),
        signers=uow.directory.signers(today),
        tallies=tallies,
        ballots=ballots,
        aside={f.task: len(f.recused) for f in facts if isinstance(f, BallotClosed)},
        versions=Counter(f.paper for f in facts if isinstance(f, DraftMade | DraftUploaded)),
        made={fact.paper: fact for fact in facts if isinstance(fact, DraftMade)},
        templates=uow.own_templates.current(),
        attached=attached,
        late=late_changes(case, law, facts),
        fields=values_in(facts),
        council=council,
        summoned=tuple(served(facts, "summons")),
        heard=tuple(fact for fact in facts if isinstance(fact, Heard)),
        findings=examined.rules,
        papers=examined.papers,
        decision=decision,
        decisions=decision_papers(facts),
        about=_looked_at(app, uow, case.about) if case.about else None,
        proof=uow.laws.proof(case.law_digest),
    )


def conformance_of(app: App, case_id: str) -> tuple[Row, ...]:
    """The path a case took against the order of its law. Raises NotFound."""
    with reading(app) as uow:
        return _path(app, uow, uow.cases.get(case_id))


def complaint_window_of(app: App, case_id: str) -> Window | None:
    """Until when the person may complain about what was served in this case. Raises NotFound."""
    with reading(app) as uow:
        case = uow.cases.get(case_id)
        resolves = app.law(uow, case).kind.complaint
        about = uow.cases.get(case.about) if resolves else case
        procedure = app.law(uow, about).procedure
        return complaint_window(
            uow.cases.facts(case_id),
            app.book(uow, case).complaint_times,
            app.catalogue.calendar,
            procedure=procedure.name,
            resolves=resolves,
            form=about.answer_for(Purpose.FORM, procedure) or "",
        )


def _path(app: App, uow: UnitOfWork, case: Case) -> tuple[Row, ...]:
    return conformance(case, app.law(uow, case), uow.cases.facts(case.id), app.today())


def _looked_at(app: App, uow: UnitOfWork, case_id: str) -> RelatedCase:
    case = uow.cases.get(case_id)
    decision = decision_in(uow.cases.facts(case_id))
    procedure = app.law(uow, case).procedure
    form = case.answer_for(Purpose.FORM, procedure) or ""
    times, today = app.book(uow, case).complaint_times, app.today()
    time = complaint_time(times, "resolution", procedure=procedure.name, form=form, on=today)
    again = time.calendar_days if time else None
    return RelatedCase(case_id, procedure.name, decision, _path(app, uow, case), again)


def _people_in(case: Case) -> set[str]:
    of_tasks = ((t.person, t.on_behalf_of, t.holder, t.prepared_by) for t in case.tasks)
    return {case.subject, case.started_by, *chain.from_iterable(of_tasks)} - {""}


def _people_looked_at(uow: UnitOfWork, case: Case) -> set[str]:
    return _people_in(uow.cases.get(case.about)) if case.about else set()


def _people_on_ballots(tallies: Mapping[str, Tally]) -> set[str]:
    """Names on ballots; a form of discipline among them is nobody's id and finds nobody."""
    return {choice for tally in tallies.values() for choice, _ in tally.votes}


def _people_seated(council: CouncilFormed | None) -> set[str]:
    return {council.secretary, *(s.person for s in council.seats)} if council else set()


def _tallies(facts: Sequence[Fact]) -> dict[str, Tally]:
    return {
        fact.task: fact.tally
        for fact in facts
        if isinstance(fact, SignedOff) and fact.tally is not None
    }
