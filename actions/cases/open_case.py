"""Open a case under the law in force on the day the law names, and fix that law on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from actions.app import App
from actions.audit.alarms import watched
from actions.execute import Receipt, Same, check_same, says
from domain.cases.related import About, check_about, may_open_as_subject
from domain.cases.sign_off import SUBJECT
from domain.cases.steps import open_step
from domain.decisions.registers import decision_in
from domain.directory.actors import Actor, Power, choose
from domain.errors import ActIdReused, BadInput, Refused, SelfApproval
from domain.facts.fact import Fact, evolve
from domain.facts.opening import CaseOpened
from domain.facts.texts import composed
from domain.invariants.check import check_invariants
from domain.invariants.transition import Transition
from domain.law.procedure import Procedure, name_in
from domain.law.routing import agency_for, press_of
from domain.state.case import Case, PostKind
from models.unit_of_work import UnitOfWork
from regulations.proof.kept import kept_proof


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """`handler` is the agency that runs the case; `decided_on` the expected decision date, which
    picks the law (default: today). `about` is the case a complaint or a supervision looks at."""

    act_id: str
    procedure: str
    subject: str
    press_agency: str
    post: PostKind
    handler: str
    person: str
    decided_on: date | None = None
    note: str = ""
    about: str = ""


def open_case(app: App, wish: OpenCase) -> Receipt:
    """Raises BadInput, NotAllowed, SelfApproval, NotFound, NoVersionInForce, ActIdReused.

    Nothing half done: a refused case leaves neither a number nor a row.
    """

    def work(uow: UnitOfWork) -> Receipt:
        return _opened_before(app, uow, wish) or _open(app, uow, wish)

    try:
        return watched(app, work, act_id=wish.act_id, person=wish.person)
    except ActIdReused:  # the same form committed elsewhere meanwhile: now it can be found
        return watched(app, work, act_id=wish.act_id, person=wish.person)


def why_not(app: App, uow: UnitOfWork, wish: OpenCase) -> Refused | None:
    """Why this person may not open this case; None where they may. For showing, not deciding.

    What the case is `about` is not looked at. Raises NotFound, RegulationError.
    """
    try:
        _check_can_open(app, uow, wish, _law_for(app, wish)[0])
    except Refused as refusal:
        return refusal
    return None


def _opened_before(app: App, uow: UnitOfWork, wish: OpenCase) -> Receipt | None:
    facts = uow.cases.act(wish.act_id)
    if not facts:
        return None
    case = uow.cases.get(uow.cases.case_of_act(wish.act_id))
    return check_same(Receipt(case, facts, repeated=True), _same(app, wish, case))


def _same(app: App, wish: OpenCase, case: Case) -> Same:
    """The law day counts where the wish names one: the form of yesterday opened it under that of
    yesterday."""
    kept = ("subject", "press_agency", "post", "note", "about")
    opened = says(CaseOpened, **{name: getattr(wish, name) for name in kept})
    who = case.started_by == wish.person and case.handler == _handler(app, wish)
    law = name_in(case.procedure) == wish.procedure and wish.decided_on in (None, case.law_day)
    return lambda facts: who and law and opened(facts)


def _open(app: App, uow: UnitOfWork, wish: OpenCase) -> Receipt:
    app = app.steady(uow)
    procedure, digest, law_day = _law_for(app, wish)
    actor = _check_can_open(app, uow, wish, procedure)
    kind = app.catalogue.kind(wish.procedure)
    check_about(kind, wish.subject, wish.press_agency, _looked_at(uow, wish.about))
    at = app.clock()
    uow.laws.pin(procedure, digest, at)
    uow.laws.keep_book(app.catalogue.book_digest, app.catalogue.book_body, at)
    if proof := kept_proof(app.catalogue, procedure.id):
        uow.laws.keep_proof(digest, proof, at)
    new = Case(
        id=_new_id(app, uow, wish),
        procedure=procedure.id,
        law_digest=digest,
        law_day=law_day,
        subject=wish.subject,
        press_agency=wish.press_agency,
        post=wish.post,
        handler=_handler(app, wish),
        started_by=wish.person,
        opened_at=at,
        about=wish.about,
        law_book=app.catalogue.book_digest,
    )
    opened = CaseOpened(
        procedure=procedure.id,
        law_digest=digest,
        law_day=law_day,
        subject=wish.subject,
        press_agency=wish.press_agency,
        post=wish.post,
        by=actor,
        at=at,
        note=wish.note.strip(),
        about=wish.about,
        handler=new.handler if new.handler != actor.agency else "",
        law_book=new.law_book,
    )
    facts: list[Fact] = [composed(opened)]
    law = app.catalogue.law(procedure)
    facts += open_step(new, law, procedure.start, at=at)
    case = evolve(new, facts)
    check_invariants(Transition(new, tuple(facts), case, law))
    uow.cases.add(case, facts, act_id=wish.act_id)
    return Receipt(case, tuple(facts))


def _law_for(app: App, wish: OpenCase) -> tuple[Procedure, str, date]:
    today = app.today()
    law_day = wish.decided_on or today
    agency = app.catalogue.agencies.get(wish.press_agency)
    press_of(app.catalogue.agencies, wish.press_agency)
    if not agency.covers(today):
        raise BadInput(
            field="press_agency", rule=BadInput.Rule.NOT_EXISTING_ON, value=agency.code, on=today
        )
    procedure = app.catalogue.find(wish.procedure, wish.press_agency, law_day)
    return procedure, app.catalogue.digest(procedure), law_day


def _check_can_open(app: App, uow: UnitOfWork, wish: OpenCase, procedure: Procedure) -> Actor:
    """An officer of a body that takes part, or the person concerned who complains."""
    uow.directory.person(wish.subject)
    concerned = wish.person == wish.subject
    if concerned and not may_open_as_subject(app.catalogue.kind(wish.procedure)):
        raise SelfApproval(person=wish.person, why=SelfApproval.Why.SUBJECT)
    today = app.today()
    handler = _handler(app, wish)
    taking_part = {
        agency_for(app.catalogue.agencies, role, press_agency=wish.press_agency, day=today).code
        for step in procedure.steps
        for role in step.asks
    }
    if handler not in taking_part:
        raise BadInput(field="handler", rule=BadInput.Rule.TAKES_NO_PART, value=handler)
    if concerned:
        return Actor(wish.person, wish.press_agency, SUBJECT, frozenset())
    return choose(uow.directory.actors(wish.person, today), handler, Power.PREPARE)


def _handler(app: App, wish: OpenCase) -> str:
    return app.catalogue.agencies.current(wish.handler, app.today()).code


def _looked_at(uow: UnitOfWork, case_id: str) -> About | None:
    if not case_id:
        return None
    return About(uow.cases.get(case_id), decision_in(uow.cases.facts(case_id)))


def _new_id(app: App, uow: UnitOfWork, wish: OpenCase) -> str:
    """BN-2026-0001: readable in every list, gapless per procedure and local year."""
    prefix, year = app.catalogue.kind(wish.procedure).prefix, app.today().year
    return f"{prefix}-{year}-{uow.registers.next_number(f'case:{prefix}:{year}'):04d}"
