"""Signing a paper where people are: a ticket or a PDF goes out, what was signed comes back."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from actions.papers.read_paper import papers_seen
from actions.signing.prepare_signing import PROGRAM, SigningWish, handed_out, prepare_signing
from actions.signing.signing_state import signing_state, verified
from actions.signing.take_signature import SignatureSent, take_signature
from documents.content.catalogue import known_paper
from domain.facts.signatures import SignatureOf
from domain.papers.signing import TWO_SIGNATURES
from models.papers.papers import PDF
from models.unit_of_work import reading
from web.cases.case_page import open_case_page
from web.kit.forms import Posted
from web.kit.request import SignedInContext, go
from web.papers.papers import as_file, sent_file

router = APIRouter()
PATH = "/cases/{case}/papers/{paper}/signing"
JSON = "application/json"


@router.get(PATH)
def show(ctx: SignedInContext, case: str, paper: str) -> Response:
    """Both signatures: put, to be put by this person, or why not by them."""
    page = open_case_page(ctx, case)
    known_paper(paper)
    state = signing_state(ctx.app, case, paper, person=ctx.person)
    with reading(ctx.app) as uow:
        held = papers_seen(ctx.app, uow, ctx.viewer, case)
        signers = uow.directory.names({p.signed.by.person for p in state.places if p.signed})
    return ctx.page(
        "papers/signing.html",
        p=page,
        tab="dossier",
        paper=paper,
        state=state,
        basis=TWO_SIGNATURES,
        signers=signers,
        copies=[copy for copy in held if copy.role == "signed" and copy.kind == paper],
        refusals={place.of: ctx.refusal(place.refusal) for place in state.places if place.refusal},
        kept=ctx.kept(),
    )


@router.post(PATH + "/{of}/prepare")
def prepare(ctx: SignedInContext, case: str, paper: str, of: SignatureOf, form: Posted) -> Response:
    """With an image a ticket for our program, without one the PDF for another."""
    ctx.check_sees(case)
    known_paper(paper)
    image = sent_file(form, "image") if form.one("way") == "ticket" else None
    wish = SigningWish(
        paper=paper,
        of=of,
        image_name=image.name if image else "",
        image=image.content if image else b"",
    )
    prepare_signing(ctx.app, form.act(case, ctx.person), wish)
    return go(f"/cases/{case}/papers/{paper}/signing")


@router.get(PATH + "/{of}/ticket")
def ticket(ctx: SignedInContext, case: str, paper: str, of: SignatureOf) -> Response:
    return _given(ctx, case, paper, of, ticket=True)


@router.get(PATH + "/{of}/file")
def file_(ctx: SignedInContext, case: str, paper: str, of: SignatureOf) -> Response:
    return _given(ctx, case, paper, of, ticket=False)


@router.post(PATH + "/{of}/answer")
def answer(ctx: SignedInContext, case: str, paper: str, of: SignatureOf, form: Posted) -> Response:
    """What the machine elsewhere signed: its answer, or the PDF with the signature in it."""
    ctx.check_sees(case)
    known_paper(paper)
    taken = SignatureSent(paper=paper, of=of, file=sent_file(form, "file"))
    take_signature(ctx.app, form.act(case, ctx.person), taken, ctx.options.trust)
    return go(f"/cases/{case}/papers/{paper}/signing")


@router.get("/cases/{case}/files/{paper_id}/signatures")
def signatures(ctx: SignedInContext, case: str, paper_id: int) -> Response:
    """Who signed with which certificate, and does it hold: looked at anew each time."""
    page = open_case_page(ctx, case)
    found, signed = verified(ctx.app, ctx.viewer, case, paper_id, ctx.options.trust)
    return ctx.page(
        "papers/signatures.html",
        p=page,
        tab="dossier",
        file=found,
        signatures=signed,
        trust=ctx.options.trust,
    )


@router.get("/signing/program")
def program(_ctx: SignedInContext) -> Response:
    """The one file that signs at the machine of the token."""
    return as_file(PROGRAM.name, PROGRAM.read_bytes(), "text/x-python")


def _given(
    ctx: SignedInContext, case: str, paper: str, of: SignatureOf, *, ticket: bool
) -> Response:
    ctx.check_sees(case)
    known_paper(paper)
    given = handed_out(ctx.app, case, paper, of, person=ctx.person, ticket=ticket)
    return as_file(given.name, given.content, JSON if ticket else PDF)
