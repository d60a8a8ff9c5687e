"""The right to be heard, the discipline council, and who steps aside: state first, then acts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fastapi import APIRouter
from fastapi.responses import Response

from actions.cases.case_files import complaint_window_of
from actions.hearing.form_council import form_council
from actions.hearing.hearing import SERVED_PAPER, record_hearing, serve_paper
from actions.hearing.recuse import step_aside
from actions.papers.attach_paper import Upload
from domain.calendar.clock import local_day
from domain.calendar.dates import parse_day
from domain.cases.gate_input import GateInput
from domain.decisions.gates import Condition, standing
from domain.directory.actors import Power
from domain.errors import BadInput, GateNotPassed, NotFound
from domain.facts.fact import Fact
from domain.facts.hearing import CouncilFormed, CouncilSeat, Heard, InterestDeclared, Served
from domain.hearing.complaints import Window
from domain.hearing.council import council_of, council_rule
from domain.hearing.due_process import PROTECTS
from domain.hearing.hearing import (
    Serving,
    earliest_meeting,
    in_time,
    last_day_to_summon,
    served,
    stricter_day_to_summon,
)
from domain.hearing.recusal import interest_clock
from domain.law.councils import CouncilRule
from domain.law.procedure import Purpose
from domain.state.task import Task
from models.unit_of_work import UnitOfWork, reading
from web.cases.case_page import CasePage, open_case_page
from web.kit.forms import Form, Posted
from web.kit.picking import offered, person_of
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
PATH = "/cases/{case}/hearing"


@dataclass(frozen=True, slots=True)
class Hearing:
    """What protects the person concerned in this case, as it stands."""

    page: CasePage
    history: tuple[Fact, ...]
    names: dict[str, str]
    window: Window | None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        file = self.page.file
        moment = GateInput(file.case, file.law, file.subject, self.today, self.history)
        return standing(moment, PROTECTS)

    def said(self, fault: GateNotPassed) -> str:
        """What is missing, in a sentence; the articles stand beside it."""
        return self.page.ctx.refusal(GateNotPassed((), **fault.facts))

    @property
    def today(self) -> date:
        return self.page.ctx.app.today()

    @property
    def explanation(self) -> Task | None:
        asked = self.page.case.tasks_for(Purpose.HEARING, self.page.file.law.procedure)
        return asked[-1] if asked else None

    def served(self, what: str) -> list[Served]:
        return served(self.history, what)

    def heard(self, meeting: date | None) -> Heard | None:
        found = [f for f in self.history if isinstance(f, Heard) and f.meeting == meeting]
        return found[-1] if found else None

    def in_time(self, summons: Served) -> bool:
        return in_time(summons, self.page.file.law.calendar)

    def last_days(self, meeting: date) -> tuple[date, date]:
        """Until when the summons had to arrive: as enforced, and by the stricter reading."""
        calendar = self.page.file.law.calendar
        return last_day_to_summon(meeting, calendar), stricter_day_to_summon(meeting, calendar)

    @property
    def earliest(self) -> date:
        return earliest_meeting(self.today, self.page.file.law.calendar)

    @property
    def council(self) -> CouncilFormed | None:
        return council_of(self.history)

    @property
    def rule(self) -> CouncilRule | None:
        return council_rule(self.page.file.law.councils, self.page.case.law_day)

    @property
    def declared(self) -> list[InterestDeclared]:
        return [fact for fact in self.history if isinstance(fact, InterestDeclared)]

    @property
    def records(self) -> bool:
        """May this person record for the body that runs the case?"""
        return self.page.handles() and self.page.ctx.viewer.can(Power.PREPARE)

    def name(self, person: str) -> str:
        return self.names.get(person, person)


@router.get(PATH)
def show(ctx: SignedInContext, case: str) -> Response:
    page = open_case_page(ctx, case)

    with reading(ctx.app) as uow:
        history = uow.cases.facts(case)
        people = offered(uow) if page.case.open and ctx.viewer.visibility.agencies else []
        names = uow.directory.names(_people(history))
    window = complaint_window_of(ctx.app, case)
    return ctx.page(
        "hearing/hearing.html",
        p=page,
        tab="hearing",
        h=Hearing(page, history, names, window),
        people=people,
        relations=page.file.law.relations,
        kept=ctx.kept(),
    )


@router.post(PATH + "/served")
def serve(ctx: SignedInContext, case: str, form: Posted) -> Response:
    ctx.check_sees(case)
    meeting = form.day("meeting") if form.one("meeting") else None
    serving = Serving(
        what=form.one("what"), on=form.day("on"), proof=form.one("proof"), meeting=meeting
    )
    sent = form.files.get("file")
    upload = Upload(kind=SERVED_PAPER, file=sent) if sent else None
    serve_paper(ctx.app, form.act(case, ctx.person), serving, upload)
    return go(address(case))


@router.post(PATH + "/attended")
def attended(ctx: SignedInContext, case: str, form: Posted) -> Response:
    ctx.check_sees(case)
    act, said = form.act(case, ctx.person), form.one("attendance")
    record_hearing(ctx.app, act, form.day("meeting"), said, form.one("note"))
    return go(address(case))


@router.post(PATH + "/council")
def council(ctx: SignedInContext, case: str, form: Posted) -> Response:
    ctx.check_sees(case)
    with reading(ctx.app) as uow:
        seats, secretary = _seats(uow, form)
    form_council(ctx.app, form.act(case, ctx.person), seats, secretary=secretary)
    return go(address(case))


@router.post(PATH + "/aside")
def aside(ctx: SignedInContext, case: str, form: Posted) -> Response:
    """For oneself, or (by an officer in charge) for somebody else."""
    if has_stepped_aside(ctx, case):
        return go(aside_address(case, ctx.person))
    ctx.check_sees(case)
    known = form.day("known")
    if known > ctx.app.today():
        raise BadInput(field="known", rule=BadInput.Rule.FUTURE, value=known)
    other = form.one("who")
    with reading(ctx.app) as uow:
        who = person_of(uow, other, field="person") if other else ""
    return go(declare(ctx, form, case, who or ctx.person, known))


@router.get("/cases/{case}/aside/{who}")
def stepped_aside(ctx: SignedInContext, case: str, who: str, known: str = "") -> Response:
    """Until when the conflict is reported, controlled and told; also for who stepped aside, to
    whom the case no longer exists."""
    with reading(ctx.app) as uow:
        if who != ctx.person:
            ctx.sees(uow, case)
        found = declarations(uow, case, who)
        if not found:
            raise NotFound(kind="case", id=case)
        fact = found[-1]
        name = uow.directory.person(who).full_name
    day = parse_day(known, field="known") if known else local_day(fact.at)
    catalogue = ctx.app.catalogue
    times = interest_clock(day, catalogue.interest_times, catalogue.calendar)
    return ctx.page(
        "hearing/aside.html",
        case=case,
        name=name,
        fact=fact,
        known=day,
        times=times,
        relations=catalogue.relations,
        instruments=catalogue.instruments,
        own=who == ctx.person,
    )


def declare(ctx: RequestContext, form: Form, case: str, who: str, known: date) -> str:
    """Record that somebody steps aside; the address at which the times are shown."""
    act = form.act(case, ctx.person)
    relation, note = form.one("relation"), form.one("note")
    step_aside(ctx.app, act, who=who, relation=relation, note=note)
    return f"{aside_address(case, who)}?known={known.isoformat()}"


def has_stepped_aside(ctx: RequestContext, case: str) -> bool:
    with reading(ctx.app) as uow:
        return bool(declarations(uow, case, ctx.person))


def declarations(uow: UnitOfWork, case: str, who: str) -> list[InterestDeclared]:
    facts = uow.cases.facts(case)
    return [f for f in facts if isinstance(f, InterestDeclared) and f.person == who]


def aside_address(case: str, who: str) -> str:
    return f"/cases/{case}/aside/{who}"


def address(case: str) -> str:
    return f"/cases/{case}/hearing"


def _seats(uow: UnitOfWork, form: Form) -> tuple[tuple[CouncilSeat, ...], str]:
    """Members and minute-taker as typed; an empty seat is left to the rule. Raises BadInput."""
    typed = {name.partition(":")[2]: form.one(name) for name in form.values if ":" in name}
    seats = tuple(
        CouncilSeat(person=person_of(uow, said, field="seat"), seat=seat)
        for seat, said in typed.items()
        if said
    )
    return seats, person_of(uow, form.one("secretary"), field="secretary")


def _people(history: tuple[Fact, ...]) -> set[str]:
    found: set[str] = set()
    for fact in history:
        match fact:
            case InterestDeclared():
                found |= {fact.person, fact.by.person}
            case CouncilFormed():
                found |= {fact.secretary, *(seat.person for seat in fact.seats)}
            case Served() | Heard():
                found.add(fact.by.person)
            case _:
                pass
    return found
