"""Signing an issued paper elsewhere: what goes out, what comes back, what a signature is worth."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, File, Form, Response, UploadFile

from actions.signing.keep_signed_copy import SignedCopy, keep_signed_copy
from actions.signing.prepare_signing import SigningWish, handed_out, prepare_signing
from actions.signing.signing_state import SignaturePlace, signing_state, verified
from actions.signing.take_signature import SignatureSent, take_signature
from documents.content.catalogue import known_paper
from documents.signing.signatures import Signature
from domain.facts.signatures import SignatureOf, SigningPrepared
from models.papers.papers import PDF
from web.api.caller import Doer, Key, Reader
from web.api.papers.papers import FILES, as_file
from web.api.shapes import CaseId, Done, Name, PaperId, Shape, done, sent

router = APIRouter(prefix="/cases/{case}", tags=["signing"])
JSON = "application/json"


class PreparedShape(Shape):
    """`digest` is the SHA-256 to be signed; empty: another program signs the file as it is."""

    content: str
    digest: str
    until: datetime


class PlaceShape(Shape):
    """One of the two signatures: put with `certificate`, or `why_not` by this person, or made ready
    for them."""

    of: SignatureOf
    signed_by: str = ""
    certificate: str = ""
    why_not: str = ""
    ticket: PreparedShape | None = None
    file: PreparedShape | None = None


class SigningShape(Shape):
    symbol: str
    signer: str
    places: list[PlaceShape]


class SignatureShape(Shape):
    """As on the page of signatures; `trusted` is null where no authority is known here."""

    name: str
    serial: str
    issuer: str
    at: datetime | None
    first: datetime
    last: datetime
    intact: bool
    whole: bool
    unchanged: bool
    in_time: bool
    trusted: bool | None
    revoked: datetime | None
    holds: bool


@router.get("/signing/{paper}")
def state(caller: Reader, case: CaseId, paper: Name) -> SigningShape:
    caller.reads(case)
    known_paper(paper)
    found = signing_state(caller.app, case, paper, person=caller.person)
    return SigningShape(
        symbol=found.decision.symbol,
        signer=found.decision.signer,
        places=[_place(place) for place in found.places],
    )


@router.post("/signing/{paper}/{of}/prepare", status_code=201)
def prepare(
    caller: Doer,
    case: CaseId,
    key: Key,
    paper: Name,
    of: SignatureOf,
    image: Annotated[UploadFile | None, File()] = None,
) -> Done:
    act = caller.act(case, key)
    known_paper(paper)
    shown = sent(image, not_secret=True) if image else None
    wish = SigningWish(
        paper=paper,
        of=of,
        image_name=(shown.name or PDF) if shown else "",
        image=shown.content if shown else b"",
    )
    return done(prepare_signing(caller.app, act, wish))


@router.get("/signing/{paper}/{of}/ticket", responses=FILES, response_class=Response)
def ticket(caller: Reader, case: CaseId, paper: Name, of: SignatureOf) -> Response:
    return _given(caller, case, paper, of, ticket=True)


@router.get("/signing/{paper}/{of}/file", responses=FILES, response_class=Response)
def file_(caller: Reader, case: CaseId, paper: Name, of: SignatureOf) -> Response:
    return _given(caller, case, paper, of, ticket=False)


@router.post("/signing/{paper}/{of}/answer", status_code=201)
def answer(
    caller: Doer,
    case: CaseId,
    key: Key,
    paper: Name,
    of: SignatureOf,
    file: Annotated[UploadFile, File()],
) -> Done:
    act = caller.act(case, key)
    known_paper(paper)
    taken = SignatureSent(paper=paper, of=of, file=sent(file, not_secret=True))
    return done(take_signature(caller.app, act, taken, caller.trust))


@router.post("/signing/{paper}/copy", status_code=201)
def copy(
    caller: Doer,
    case: CaseId,
    key: Key,
    paper: Name,
    file: Annotated[UploadFile, File()],
    not_secret: Annotated[bool, Form()] = False,
) -> Done:
    act = caller.act(case, key)
    known_paper(paper)
    kept = SignedCopy(paper=paper, file=sent(file, not_secret=not_secret))
    return done(keep_signed_copy(caller.app, act, kept, caller.trust))


@router.get("/papers/{paper_id}/signatures")
def signatures(caller: Reader, case: CaseId, paper_id: PaperId) -> list[SignatureShape]:
    _, found = verified(caller.app, caller.viewer, case, paper_id, caller.trust)
    return [_signature(one) for one in found]


def _place(place: SignaturePlace) -> PlaceShape:
    signed = place.signed
    return PlaceShape(
        of=place.of,
        signed_by=signed.by.person if signed else "",
        certificate=signed.certificate.name if signed else "",
        why_not=place.refusal.code if place.refusal else "",
        ticket=_prepared(place.ticket),
        file=_prepared(place.file),
    )


def _prepared(made: SigningPrepared | None) -> PreparedShape | None:
    return PreparedShape.model_validate(made) if made else None


def _signature(one: Signature) -> SignatureShape:
    said = {name: getattr(one, name) for name in SignatureShape.model_fields if name in SAID}
    return SignatureShape(name=one.certificate.name, serial=one.certificate.serial, **said)


SAID = frozenset(SignatureShape.model_fields) - {"name", "serial"}


def _given(caller: Reader, case: str, paper: str, of: SignatureOf, *, ticket: bool) -> Response:
    caller.check_sees(case)
    known_paper(paper)
    given = handed_out(caller.app, case, paper, of, person=caller.person, ticket=ticket)
    return as_file(given.name, given.content, JSON if ticket else PDF)
