"""Make a paper ready for a signature at another machine, and hand out what was made ready.

With an image, the visible signature is put in and a ticket is handed out for our own program there
(templates/signing/ky_so.py). Without, the plain PDF, for whichever program signs there.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.audit.traces import leave
from actions.execute import Act, Receipt, attempt_of, check_same, done_before, execute, says
from actions.signing.capacity import as_signing, pdf_to_sign
from documents.content.catalogue import PAPERS
from documents.signing.sign_images import read_image
from documents.signing.signing import Signing, prepare
from documents.signing.tickets import Ticket, write_ticket
from domain.cases.attempt import Attempt
from domain.errors import NotFound
from domain.facts.fact import Fact
from domain.facts.signatures import SignatureOf, SigningPrepared
from domain.papers.signing import Numbered, check_may_sign, issued_paper
from domain.papers.tickets import NewTicket, decide_prepare_signing, own_tickets
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, reading
from notifications.words import word
from templates import TEMPLATES

PROGRAM = TEMPLATES / "signing" / "ky_so.py"  # what signs at the machine of the token


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningWish:
    """Whose signature on which paper; no image: another program makes what is seen."""

    paper: str
    of: SignatureOf
    image_name: str = ""
    image: bytes = b""


@dataclass(frozen=True, slots=True)
class HandedOut:
    name: str
    content: bytes


def prepare_signing(app: App, act: Act, wish: SigningWish) -> Receipt:
    """Raises CannotSign, NoPdf, NotAllowed, NotYourTask, SelfApproval; nothing is kept then."""
    image = read_image(wish.image_name, wish.image, wish.of) if wish.image_name else None
    choose = as_signing(act.person, wish.paper, wish.of)
    earlier = done_before(app, act)
    if earlier is None:
        with reading(app) as uow:
            attempt = attempt_of(app, uow, act, choose)
            history = uow.cases.facts(act.case_id)
        decision, base = check_may_sign(attempt, history, wish.paper, wish.of)
        pdf, digest = pdf_to_sign(app, base), ""
        if image:
            asked = Signing(wish.of, image, wish.image_name, decision.signer, app.clock())
            prepared = prepare(pdf, asked)
            pdf, digest = prepared.pdf, prepared.digest.hex()
        new = NewTicket(
            of=wish.of, base=base, content=app.papers.put(pdf), size=len(pdf), digest=digest
        )

        def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
            return decide_prepare_signing(attempt, uow.cases.facts(attempt.case.id), new)

        earlier = execute(app, act, choose, decide)
    return check_same(earlier, says(SigningPrepared, paper=wish.paper, of=wish.of))


def handed_out(
    app: App, case_id: str, paper: str, of: SignatureOf, *, person: str, ticket: bool
) -> HandedOut:
    """What was last made ready for this person: the ticket, or the plain PDF; the reading is kept
    before it is given. Raises NotFound, NotRecorded."""
    with reading(app) as uow:
        facts = uow.cases.facts(case_id)
    own = own_tickets(facts, paper, of, person, with_place=ticket)
    if not own:
        raise NotFound(kind="paper", id=paper)
    made = own[-1]
    leave(app, Reading(case_id, made.content, person, "signing", app.clock()))
    name = f"{case_id}_{paper}_{of}"
    if not ticket:
        return HandedOut(f"{name}.pdf", app.papers.get(made.content))
    says = _ticket(app, case_id, issued_paper(facts, paper), made)
    return HandedOut(f"{name}.json", write_ticket(says))


def _ticket(app: App, case_id: str, decision: Numbered, made: SigningPrepared) -> Ticket:
    body = app.catalogue.agencies.get(decision.by.agency).name(app.today())
    return Ticket(
        pdf=app.papers.get(made.content),
        until=made.until,
        says={
            "case": case_id,
            "paper": PAPERS[made.paper].title,
            "symbol": decision.symbol,
            "of": word("signatures_of", made.of),
            "signer": decision.signer if made.of == SignatureOf.PERSON else body.full,
        },
    )
