"""Two longer forms of a vote: whom to call to a ballot on screen, and a paper count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from actions.cases.case_files import Asked, asked
from actions.votes.votes import count_votes, open_ballot
from domain.directory.people import Person
from domain.errors import NotFound
from domain.facts.votes import Tally
from domain.hearing.council import council_of
from domain.law.options import Outcome
from domain.law.procedure import Step
from domain.state.task import case_of
from domain.votes.ballots import Count
from domain.votes.opening import BallotRequest
from domain.votes.rules import RULES, Shape, counted
from domain.votes.tellers import Teller
from models.accounts.accounts import SavedForm
from models.unit_of_work import reading
from web.cases.tasks import TaskId
from web.kit.forms import Form, Posted
from web.kit.picking import found, persons
from web.kit.request import RequestContext, SignedInContext, go
from web.votes.votes import (
    PATH,
    Vote,
    address,
    number,
    open_vote,
)

router = APIRouter()
TICKED = ("member", "teller", "name")
COUNTS = ("summoned", "present", "issued", "returned", "valid")
VOTES = "votes:"  # fields of a count by name or form are called votes:<choice>
Typed = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Picked:
    """People to choose from: those ticked, those who are likely, those found by `words`."""

    people: list[Person]
    words: str
    more: bool


@router.get(PATH + "/open")
def choose(ctx: SignedInContext, task_id: TaskId) -> Response:
    """A search comes back here by /back: more people to tick, and whoever is ticked stays."""
    vote, kept = open_vote(ctx, task_id), ctx.kept()
    typed = kept.fields or {"member": _seated(ctx, vote)}
    return _choose(ctx, vote, typed, kept)


@router.post(PATH + "/open")
def open_(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    ctx.check_sees(case_of(task_id))
    wish = BallotRequest(
        act_id=form.one("act"),
        case_id=case_of(task_id),
        task_id=task_id,
        members=tuple(form.many("member")),
        tellers=tuple(Teller(person) for person in form.many("teller")),
        names=tuple(form.many("name")),
    )
    open_ballot(ctx.app, wish, person=ctx.person)
    return go(address(task_id))


@router.get(PATH + "/count")
def paper(ctx: SignedInContext, task_id: TaskId) -> Response:
    """A search comes back here by /back: more names to put votes to."""
    kept = ctx.kept()
    return _paper(ctx, open_vote(ctx, task_id), kept.fields, kept)


@router.post(PATH + "/count")
def count(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    """One of two entries of a paper count; equal ones are the answer."""
    with reading(ctx.app) as uow:
        ctx.sees(uow, case_of(task_id))
        question = asked(ctx.app, uow, task_id)
    wish = Count(
        act_id=form.one("act"),
        case_id=case_of(task_id),
        task_id=task_id,
        tally=_tally(question, form),
        reason=form.one("reason"),
        confirmed=form.one("confirmed"),
    )
    count_votes(ctx.app, wish, person=ctx.person)
    return go(address(task_id))


def _choose(ctx: RequestContext, vote: Vote, typed: Typed, kept: SavedForm) -> Response:
    ticked = {person for box in TICKED for person in typed.get(box, [])}
    likely = _seated(ctx, vote) or _of_body(ctx, vote)
    picked = _pick(ctx, [*ticked, *likely, ctx.person], typed)
    return ctx.page(
        "votes/vote_open.html",
        v=vote,
        p=vote.page,
        picked=picked,
        members=typed.get("member", []),
        named=typed.get("name", []),
        tellers=typed.get("teller", []),
        kept=kept,
        path=f"{vote.address}/open",
    )


def _paper(ctx: RequestContext, vote: Vote, typed: Typed, kept: SavedForm) -> Response:
    put = [name.removeprefix(VOTES) for name, said in typed.items() if any(said)]
    picked = _pick(ctx, [vote.page.case.subject, *put], typed)
    return ctx.page(
        "votes/vote_count.html",
        v=vote,
        p=vote.page,
        picked=picked,
        typed=typed,
        forms=_forms(ctx, vote.step),
        kept=kept,
        path=f"{vote.address}/count",
        figures=COUNTS,
    )


def _pick(ctx: RequestContext, ids: list[str], typed: Typed) -> Picked:
    words = next(iter(typed.get("words", [])), "").strip()

    with reading(ctx.app) as uow:
        matching, more = found(uow, words)
        people = {person.id: person for person in [*persons(uow, ids), *matching]}
        return Picked(list(people.values()), words, more)


def _seated(ctx: RequestContext, vote: Vote) -> list[str]:
    """The members of the discipline council, where it is the council that votes."""
    if vote.council is None:
        return []
    with reading(ctx.app) as uow:
        council = council_of(uow.cases.facts(vote.page.case.id))
    return [seat.person for seat in council.seats] if council else []


def _of_body(ctx: RequestContext, vote: Vote) -> list[str]:
    """Who has a seat in the body that votes."""
    today = ctx.app.today()
    body = ctx.app.catalogue.agencies.current(vote.task.agency, today).code
    with reading(ctx.app) as uow:
        return [s.person for s in uow.directory.seats(body, today)]


def _forms(ctx: RequestContext, step: Step) -> list[tuple[str, str]]:
    """Forms of discipline on the ballot: code and words."""
    options = [o for o in step.options.options if str(o.outcome) in _codes(step)]
    return [(str(o.outcome), o.en if ctx.language == "en" else o.vi) for o in options]


def _codes(step: Step) -> list[str]:
    if RULES[step.vote or ""].shape != Shape.FORMS:
        return []
    return [str(o.outcome) for o in step.options.options if o.outcome != Outcome.DEADLOCK]


def _tally(question: Asked, form: Form) -> Tally:
    """The counts as typed. Raises BadInput for what is no count, or left out; NotFound where
    nobody votes."""
    rule = RULES.get(question.step.vote or "")
    if rule is None:
        raise NotFound(kind="task", id=question.task.id)
    summoned, present, issued, returned, valid = (number(form, field) for field in COUNTS)
    if rule.shape == Shape.AGREE:
        return Tally(
            summoned=summoned,
            present=present,
            issued=issued,
            returned=returned,
            valid=valid,
            in_favour=number(form, "in_favour"),
        )
    plain = Tally(
        summoned=summoned,
        present=present,
        issued=issued,
        returned=returned,
        valid=valid,
        in_favour=0,
    )
    return counted(rule, plain, _votes(question.step, form), question.case.subject)


def _votes(step: Step, form: Form) -> dict[str, int]:
    """Votes by form, each of them (empty: none); or by person, where a number was typed."""
    if codes := _codes(step):
        typed = {code: form.one(VOTES + code) for code in codes}
        return {
            code: number(form, "votes", name=VOTES + code) if said else 0
            for code, said in typed.items()
        }
    names = [name for name in form.values if name.startswith(VOTES) and form.one(name)]
    return {name.removeprefix(VOTES): number(form, "votes", name=name) for name in names}
