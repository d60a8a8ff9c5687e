"""Open a case in three pages: the matter, the person, a look ahead. Nothing starts before the last.

What was chosen travels in the address, so each page can be reloaded, kept and gone back to.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends
from fastapi.responses import Response

from actions.cases.open_case import (
    OpenCase,
    open_case,
    why_not,
)
from actions.eligibility.eligibility import Examined, ReviewWanted, examine_person
from actions.watch.orphans import foreseen
from domain.calendar.dates import parse_day
from domain.cases.preview import Matter, Preview, imagined, preview
from domain.cases.sign_off import SUBJECT
from domain.directory.actors import Power
from domain.directory.people import Person
from domain.eligibility.eligibility import Finding, Verdict
from domain.errors import BadInput, CaseworkError, NotFound
from domain.law.basis import Basis
from domain.law.case_law import Law
from domain.law.procedure import Step
from domain.law.routing import press_of
from domain.papers.case_file import Signer
from domain.state.case import PostKind
from domain.state.task import Task
from domain.watch.orphans import Gap
from models.cases.by_person import AboutPerson, seen_about
from models.unit_of_work import UnitOfWork, reading
from notifications.law_words import SUBJECT_WORDS
from web.kit.forms import Posted
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
PATH = "/cases/new"
MOST_FOUND = 30


@dataclass(frozen=True)
class CaseAsked:
    """What the pages hand on, as typed."""

    procedure: str = ""
    press_agency: str = ""
    post: str = PostKind.HEAD
    decided_on: str = ""
    handler: str = ""
    subject: str = ""

    def address(self, page: str = "", **more: str) -> str:
        said = {name: value for name, value in (asdict(self) | more).items() if value}
        return f"{PATH}{page}?{urlencode(said)}"


Typed = Annotated[CaseAsked, Depends()]


@dataclass(frozen=True)
class Plan:
    """The matter as understood: the law that would apply, and the look ahead under it."""

    ctx: RequestContext
    law: Law
    post: PostKind
    day: date
    steps: tuple[Preview, ...]
    matter: Matter

    @property
    def decided_by(self) -> date | None:
        """Last day of the decision, if everybody uses all of their time."""
        issuing = (f for f in self.steps if any(o.issues for o in f.step.options.options))
        last = [f.last.day if f.last else f.opens for f in issuing]
        return max(last, default=None)

    def cite(self, basis: Basis) -> str:
        return self.ctx.app.catalogue.instruments.cite(basis)

    def title(self, step: Step) -> str:
        return self.ctx.title_of(step)

    def step(self, step_id: str) -> Step:
        return self.law.procedure.step(step_id)

    def body_of(self, task: Task) -> str:
        """Code of the body asked, or of what it became by today."""
        return self.ctx.app.catalogue.agencies.current(task.agency, self.ctx.app.today()).code

    def asked(self, task: Task) -> str:
        if task.role == SUBJECT:
            return self.ctx.said(SUBJECT_WORDS)
        return self.law.agencies.get(task.agency).name(task.opened_at.date()).full


@dataclass(frozen=True)
class Candidate:
    """The person, the person's other cases the officer may see, and what the rules find.

    `refusal`: why this officer may not open the case; then nothing was examined. `signers`: body →
    who signs for it today; `gaps`: question to come → why nobody could answer it.
    """

    person: Person
    others: tuple[AboutPerson, ...]
    refusal: str
    examined: Examined | None
    signers: Mapping[str, Signer] = field(default_factory=dict)
    gaps: Mapping[str, Gap] = field(default_factory=dict)

    def rules(self, *, met: bool) -> list[Finding]:
        found = self.examined.rules if self.examined else ()
        return [finding for finding in found if (finding.verdict == Verdict.MET) == met]


@router.get(PATH)
def choose_matter(ctx: SignedInContext, asked: Typed) -> Response:
    _check_may(ctx)
    return _matter_page(ctx, asked)


@router.get(PATH + "/person")
def choose_person(ctx: SignedInContext, asked: Typed, words: str = "") -> Response:
    _check_may(ctx)
    try:
        plan = _plan(ctx, asked)
    except CaseworkError as error:
        return _matter_page(ctx, asked, ctx.refusal(error))
    with reading(ctx.app) as uow:
        found = _search(ctx, uow, words) if words.strip() else []
    return ctx.page(
        "cases/new_person.html",
        asked=asked,
        plan=plan,
        words_typed=words,
        found=found[:MOST_FOUND],
        more=len(found) > MOST_FOUND,
    )


@router.get(PATH + "/review")
def review(ctx: SignedInContext, asked: Typed) -> Response:
    """Who would be asked, until when, under what; and what the rules say of the person."""
    _check_may(ctx)
    try:
        plan = _plan(ctx, asked)
    except CaseworkError as error:
        return _matter_page(ctx, asked, ctx.refusal(error))
    return ctx.page(
        "cases/new_review.html",
        asked=asked,
        plan=plan,
        c=_candidate(ctx, asked, plan),
        looks_back=ctx.app.catalogue.kind(asked.procedure).about_another,
        kept=ctx.kept(),
    )


@router.post(PATH)
def open_(ctx: SignedInContext, form: Posted) -> Response:
    _check_may(ctx)
    asked = CaseAsked(**{one.name: form.one(one.name) for one in fields(CaseAsked)})
    if about := form.one("about"):
        ctx.check_sees(about)
    wish = _wish(
        ctx,
        asked,
        _plan(ctx, asked),
        act_id=form.one("act"),
        note=form.one("note"),
        about=about,
    )
    return go(f"/cases/{open_case(ctx.app, wish).case.id}")


def _check_may(ctx: RequestContext) -> None:
    """For whoever opens no cases these pages are an unknown case like any other."""
    if not ctx.viewer.can(Power.PREPARE):
        raise NotFound(kind="case", id="new")


def _matter_page(ctx: RequestContext, asked: CaseAsked, refusal: str = "") -> Response:
    today = ctx.app.today()
    return ctx.page(
        "cases/new_matter.html",
        asked=asked,
        refusal=refusal,
        procedures=tuple(ctx.app.catalogue.kinds),
        agencies=ctx.app.catalogue.agencies.press_agencies(today),
        handlers=_handlers(ctx),
        posts=tuple(PostKind),
    )


def _search(ctx: RequestContext, uow: UnitOfWork, words: str) -> list[tuple[Person, str]]:
    """People and their present position: as on file, else by the seats they hold."""
    found = uow.directory.search(words)[: MOST_FOUND + 1]
    return [(person, person.present_position or _seats(ctx, uow, person)) for person in found]


def _seats(ctx: RequestContext, uow: UnitOfWork, person: Person) -> str:
    words, agencies, today = ctx.words(), ctx.app.catalogue.agencies, ctx.app.today()
    held = [a for a in uow.directory.actors(person.id, today) if not a.on_behalf_of]
    seats = (f"{a.position}, {words.agency(agencies.current(a.agency, today).code)}" for a in held)
    return "; ".join(dict.fromkeys(seats))


def _handlers(ctx: RequestContext) -> tuple[str, ...]:
    """Bodies for which this officer prepares cases."""
    agencies, today = ctx.app.catalogue.agencies, ctx.app.today()
    preparing = (a.agency for a in ctx.viewer.actors if a.can(Power.PREPARE))
    return tuple(dict.fromkeys(agencies.current(agency, today).code for agency in preparing))


def _plan(ctx: RequestContext, asked: CaseAsked) -> Plan:
    """Raises BadInput naming the field, NotFound, RegulationError."""
    catalogue, press = ctx.app.catalogue, asked.press_agency
    for name in ("procedure", "press_agency", "handler"):
        if not getattr(asked, name):
            raise BadInput(field=name, rule=BadInput.Rule.MISSING, value="")
    if asked.post not in tuple(PostKind):
        raise BadInput(field="post", rule=BadInput.Rule.MISSING, value=asked.post)
    day = parse_day(asked.decided_on, field="decided_on")
    press_of(catalogue.agencies, press)
    if asked.procedure not in catalogue.kinds:
        raise BadInput(field="procedure", rule=BadInput.Rule.MISSING, value=asked.procedure)
    try:
        law = catalogue.law(catalogue.find(asked.procedure, press, day))
    except NotFound as unfit:
        raise BadInput(field="procedure", rule=BadInput.Rule.NOT_FOR_PRESS, value=press) from unfit
    post = PostKind(asked.post)
    matter = Matter(press, post, ctx.app.today(), asked.handler)
    return Plan(ctx, law, post, day, preview(law, matter), matter)


def _wish(
    ctx: RequestContext,
    asked: CaseAsked,
    plan: Plan,
    *,
    act_id: str = "",
    note: str = "",
    about: str = "",
) -> OpenCase:
    return OpenCase(
        act_id=act_id,
        procedure=asked.procedure,
        subject=asked.subject,
        press_agency=asked.press_agency,
        post=plan.post,
        handler=asked.handler,
        person=ctx.person,
        decided_on=plan.day,
        note=note,
        about=about,
    )


def _candidate(ctx: RequestContext, asked: CaseAsked, plan: Plan) -> Candidate:
    """Raises NotFound."""
    app, visibility = ctx.app, ctx.viewer.visibility

    with reading(app) as uow:
        person = uow.directory.person(asked.subject)
        refused = why_not(app, uow, _wish(ctx, asked, plan))
        others = seen_about(uow.connection, visibility, person.id, asked.press_agency)
        case = imagined(plan.law, plan.matter, subject=person.id, opener=ctx.person)
        gaps = foreseen(app, uow, plan.law, plan.steps, case)
        signers = uow.directory.signers(app.today())
    if refused:
        return Candidate(person, others, ctx.refusal(refused), None)
    wanted = ReviewWanted(person.id, plan.post, asked.press_agency, asked.procedure, plan.day)
    return Candidate(person, others, "", examine_person(app, wanted), signers, gaps)
