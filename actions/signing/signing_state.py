"""How far the signing of a paper is, and what its signatures are worth. Reads only."""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.execute import Act, attempt_of
from actions.papers.read_paper import read_paper
from actions.signing.capacity import as_signing
from actions.viewer import Viewer
from documents.guarded.files import open_signed
from documents.intake.sent_file import SentFile
from documents.signing.signatures import Signature
from documents.signing.trust import Trust
from domain.errors import CannotSign, NotFound, Refused
from domain.facts.signatures import PaperSigned, SignatureOf, SigningPrepared
from domain.papers.signing import (
    Numbered,
    check_may_sign,
    issued_paper,
    signed_since_final,
)
from domain.papers.tickets import own_tickets
from models.papers.papers import Paper
from models.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True)
class SignaturePlace:
    """One of the two signatures: put already, or why this person may not put it, or what was made
    ready for them: a ticket for our program, a file for another."""

    of: SignatureOf
    signed: PaperSigned | None
    refusal: Refused | None
    ticket: SigningPrepared | None
    file: SigningPrepared | None


@dataclass(frozen=True, slots=True)
class SigningState:
    """`decision` is the numbered paper to be signed."""

    decision: Numbered
    places: tuple[SignaturePlace, ...]


def signing_state(app: App, case_id: str, paper: str, *, person: str) -> SigningState:
    """Raises NotFound for a paper that was not issued in this case."""
    with reading(app) as uow:
        facts = uow.cases.facts(case_id)
        try:
            decision = issued_paper(facts, paper)
        except CannotSign as none:
            raise NotFound(kind="paper", id=paper) from none
        places = tuple(_place(app, uow, case_id, paper, of, person) for of in SignatureOf)
    return SigningState(decision, places)


def verified(
    app: App, viewer: Viewer, case_id: str, paper_id: int, trust: Trust
) -> tuple[Paper, tuple[Signature, ...]]:
    """A signed copy of this case and each of its signatures as found now; the reading is kept.

    Raises NotFound, NotRecorded, BadPaper.
    """
    paper = read_paper(app, viewer, case_id, paper_id, how="verify")
    if paper.role != "signed":
        raise NotFound(kind="paper", id=paper_id)
    kept = SentFile(paper.name, app.papers.get(paper.content), not_secret=True)
    return paper, open_signed(kept, trust).signatures


def _place(
    app: App, uow: UnitOfWork, case_id: str, paper: str, of: SignatureOf, person: str
) -> SignaturePlace:
    facts, now = uow.cases.facts(case_id), app.clock()
    signed = [fact for fact in signed_since_final(facts, paper) if fact.of == of]
    if signed:
        return SignaturePlace(of, signed[-1], None, None, None)
    act = Act(act_id="", case_id=case_id, person=person)
    try:
        attempt = attempt_of(app, uow, act, as_signing(person, paper, of))
        _, base = check_may_sign(attempt, facts, paper, of)
    except Refused as refusal:
        return SignaturePlace(of, None, refusal, None, None)

    def newest(*, with_place: bool) -> SigningPrepared | None:
        own = own_tickets(facts, paper, of, person, with_place=with_place)
        usable = own[-1:] if own and own[-1].on == base.content and now <= own[-1].until else []
        return usable[0] if usable else None

    return SignaturePlace(of, None, None, newest(with_place=True), newest(with_place=False))
