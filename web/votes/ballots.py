"""Secret ballots for those called to them: what is asked, choose, check, done.

A choice leaves no trace beyond the box (docs/adr/0010): it is never in an address, never in a form
that is kept, and the page that repeats it has a size that tells nothing. Choices are sent as their
places, all of one length.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from fastapi import APIRouter
from fastapi.responses import Response

from actions.votes import votes
from actions.votes.my_ballots import Ballot, ballot_for, ballots_for
from actions.votes.tellers import duties_of
from domain.errors import BadInput
from domain.law.options import Option
from domain.state.task import case_of
from domain.votes.rules import BLANK
from web.cases.tasks import TaskId
from web.hearing import aside_address, declare, has_stepped_aside
from web.kit.forms import (
    Form,
    Posted,
    Secret,
)
from web.kit.pages import by_given_name
from web.kit.request import RequestContext, SignedInContext, go

router = APIRouter()
PATH = "/ballots/{case}/{step}/{round_}/{role}"
FILLING = 400  # a page that shows a choice is filled up with fewer octets of chance than this


@dataclass(frozen=True, slots=True)
class Choice:
    """`place` in the ballot as opened, written so that all have one length; `label` a name, a form,
    or one of the codes that the template knows."""

    place: str
    label: str


@router.get("/ballots")
def mine(ctx: SignedInContext) -> Response:
    return ctx.page(
        "votes/ballots.html",
        ballots=ballots_for(ctx.app, ctx.person),
        duties=duties_of(ctx.app, ctx.person),
        address=address,
    )


@router.get(PATH)
def show(ctx: SignedInContext, task_id: TaskId) -> Response:
    ballot = ballot_for(ctx.app, task_id, ctx.person)
    relations = ctx.app.catalogue.relations
    return ctx.page(
        "votes/ballot.html",
        b=ballot,
        at=address(task_id),
        choices=choices_of(ctx, ballot),
        kept=ctx.kept(),
        relations=relations,
    )


@router.post(PATH + "/check")
def check(ctx: SignedInContext, task_id: TaskId, form: Secret) -> Response:
    """The choice once more; nothing has been cast yet and nothing is stored."""
    ballot = ballot_for(ctx.app, task_id, ctx.person)
    if ballot.voted or not ballot.running or not ballot.ready:
        return go(address(task_id))
    _chosen(form, ballot)
    choice = next(c for c in choices_of(ctx, ballot) if c.place == form.one("choice"))
    filling = secrets.token_hex(secrets.randbelow(FILLING))
    return ctx.page(
        "votes/ballot_check.html", b=ballot, at=address(task_id), choice=choice, filling=filling
    )


@router.post(PATH + "/cast")
def cast(ctx: SignedInContext, task_id: TaskId, form: Secret) -> Response:
    ballot = ballot_for(ctx.app, task_id, ctx.person)
    if not ballot.running:
        return go(address(task_id))
    votes.cast(ctx.app, case_of(task_id), task_id, _chosen(form, ballot), person=ctx.person)
    return go(address(task_id))


@router.post(PATH + "/aside")
def aside(ctx: SignedInContext, task_id: TaskId, form: Posted) -> Response:
    """A voter with a tie to the matter says so here: the case may not be open to them."""
    case = case_of(task_id)
    if has_stepped_aside(ctx, case):
        return go(aside_address(case, ctx.person))
    ballot_for(ctx.app, task_id, ctx.person)
    return go(declare(ctx, form, case, ctx.person, ctx.app.today()))


def address(task_id: str) -> str:
    return f"/ballots/{task_id}"


def choices_of(ctx: RequestContext, ballot: Ballot) -> list[Choice]:
    """As printed on the ballot: people by given name, forms as in the law, blank last."""
    places = {choice: f"{place:02}" for place, choice in enumerate(ballot.choices)}
    if ballot.people:
        people = [Choice(places[p.id], p.full_name) for p in by_given_name(ballot.people)]
        return [*people, Choice(places[BLANK], BLANK)]
    forms = {str(o.outcome): _said(ctx, o) for o in ballot.step.options.options}
    return [Choice(place, forms.get(choice, choice)) for choice, place in places.items()]


def _said(ctx: RequestContext, option: Option) -> str:
    return option.en if ctx.language == "en" else option.vi


def _chosen(form: Form, ballot: Ballot) -> str:
    """Raises BadInput where nothing on the ballot is chosen."""
    for place, choice in enumerate(ballot.choices):
        if f"{place:02}" == form.one("choice"):
            return choice
    raise BadInput(field="choice", rule=BadInput.Rule.MISSING, value="")
