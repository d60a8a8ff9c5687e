"""Carry out what software owes a case, each thing once: the key is recorded where it completes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from actions.app import App
from actions.audit.alarms import watched
from actions.cases.case_files import gather
from actions.effects.checking import run_check
from actions.effects.drafting import write_draft, write_final
from actions.effects.printing import print_drafts
from documents.content.catalogue import PAPERS
from domain.effects.effects import Effect, EffectKind, pending_effects
from domain.errors import StaleCase
from domain.facts.decisions import FinalMade
from domain.facts.fact import Fact, evolve
from domain.facts.papers import DraftMade
from domain.invariants.check import check_invariants
from domain.invariants.transition import Transition
from domain.law.procedure import Procedure
from domain.papers.case_file import CaseFile
from models.unit_of_work import UnitOfWork, reading

TRIES = 3


@dataclass(frozen=True, slots=True)
class PendingEffect:
    """One thing to do, with a title a person can read in Prefect's page."""

    key: str
    title: str


@dataclass(frozen=True, slots=True)
class PendingEffects:
    """What is pending for a case as it stood at `version`; nothing: all is followed up."""

    version: int
    todos: tuple[PendingEffect, ...]


@dataclass(frozen=True, slots=True)
class CaseSummary:
    """Where a case stands at `version`, for whoever shows it: `awaiting` holds short names of the
    bodies asked, `step` is the id of the step and `step_title` its title; empty before any."""

    version: int
    procedure: str
    title: str
    status: str
    awaiting: tuple[str, ...]
    handler: str
    step: str
    step_title: str


def pending(app: App, case_id: str) -> PendingEffects:
    """What software owes the case now and has not done, in order."""
    with reading(app) as uow:
        case = uow.cases.get(case_id)
        procedure = app.law(uow, case).procedure
        done = uow.effects.done(case_id)
        owed = (effect for effect in pending_effects(case, procedure) if _can(app, effect))
        todo = [effect for effect in owed if effect.key not in done]
        todos = tuple(PendingEffect(e.key, _title(procedure, e)) for e in todo)
        return PendingEffects(case.version, todos)


def carry_out(app: App, case_id: str, key: str) -> None:
    """Do one pending thing under its key; a second time changes nothing, nor does what is not
    pending any more. Raises StaleCase when people kept moving the case meanwhile."""
    for attempt in range(1, TRIES + 1):
        try:
            _carry_out_once(app, case_id, key)
        except StaleCase:
            if attempt == TRIES:
                raise
        else:
            return


def standing(app: App, case_id: str) -> CaseSummary:
    """Where the case stands now. Raises NotFound."""
    with reading(app) as uow:
        case = uow.cases.get(case_id)
        law, today = app.law(uow, case), app.today()
        procedure = law.procedure
        asked = (law.agencies.current(t.agency, today) for t in case.open_tasks)
        names = tuple(dict.fromkeys(agency.name(today).short for agency in asked))
        step = procedure.step(case.step).title if case.step else ""
        about = (case.version, procedure.name, procedure.title, case.status)
        return CaseSummary(*about, names, case.handler, case.step, step)


def _carry_out_once(app: App, case_id: str, key: str) -> None:
    """Rendering happens outside the transaction; a case that moved meanwhile is read again."""
    with reading(app) as uow:
        file = gather(app, uow, case_id)
    effect = _find(file, key)
    if effect is None:
        return
    match effect.kind:
        case EffectKind.CHECK:
            _record(app, file, effect, [run_check(app, file, effect)])
        case EffectKind.DRAFT:
            _record(app, file, effect, _draft(app, file, effect))
        case EffectKind.PAGES:
            _record(app, file, effect, print_drafts(app, file))
        case EffectKind.FINAL:
            _record(app, file, effect, [make_final(app, file, effect)])


def _can(app: App, effect: Effect) -> bool:
    """Without LibreOffice nobody waits for pages: texts are signed as they are."""
    return effect.kind != EffectKind.PAGES or (app.prints and app.office.present)


def _find(file: CaseFile, key: str) -> Effect | None:
    """None where nothing of that name is owed."""
    owed = pending_effects(file.case, file.law.procedure)
    return next((effect for effect in owed if effect.key == key), None)


def _record(app: App, file: CaseFile, effect: Effect, facts: Sequence[Fact]) -> None:
    act_id = f"{file.case.id}:{effect.key}"

    def work(uow: UnitOfWork) -> None:
        case = uow.cases.get(file.case.id)
        if not uow.effects.record(case.id, effect.key, app.clock()):
            return
        if case.version != file.case.version:
            raise StaleCase(case=case.id, version=file.case.version)
        if facts:
            after = evolve(case, facts)
            check_invariants(Transition(case, tuple(facts), after, file.law))
            uow.cases.save(case, after, facts, act_id=act_id)

    watched(app, work, act_id=act_id, tries=1)


def _draft(app: App, file: CaseFile, effect: Effect) -> list[Fact]:
    """A new version only if software would now write something else than it last wrote.

    A text an officer put in its place stands as long as the facts it was made from stand.
    """
    last = file.made.get(effect.name)
    if last is not None:
        same = write_draft(app, file, effect.name, step=effect.step, number=last.number)
        if same.sha256 == last.content:
            return []
    number = file.versions.get(effect.name, 0) + 1
    new = write_draft(app, file, effect.name, step=effect.step, number=number)
    content, size = app.papers.put(new.content), len(new.content)
    return [
        DraftMade(
            paper=effect.name,
            step=effect.step,
            round=effect.round,
            number=number,
            content=content,
            size=size,
            at=app.now(file.case),
            template=new.template,
        )
    ]


def make_final(app: App, file: CaseFile, effect: Effect) -> FinalMade:
    """The approved text with number and date."""
    final = write_final(app, file, effect.name, step=effect.step)
    return FinalMade(
        paper=effect.name, content=app.papers.put(final), size=len(final), at=app.now(file.case)
    )


def _title(procedure: Procedure, effect: Effect) -> str:
    match effect.kind:
        case EffectKind.CHECK:
            return f"Rà soát: {procedure.step(effect.step).title}"
        case EffectKind.DRAFT:
            return f"Lập dự thảo: {PAPERS[effect.name].title}"
        case EffectKind.PAGES:
            return "Lập trang in của dự thảo"
        case EffectKind.FINAL:
            return f"Lập bản chính: {PAPERS[effect.name].title}"
