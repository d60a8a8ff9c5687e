"""Put a digital signature on an issued paper and keep the signed file: one act, one fact.

The PDF is made and signed outside the transaction; the fact counts only if the text that was
signed is still the one to be signed. A refusal keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    attempt_of,
    best_capacity,
    check_same,
    done_before,
    execute,
    says,
)
from documents.signing.sign_images import read_image
from documents.signing.signatures import read_signatures
from documents.signing.signing import KeyHolder, Signing, sign
from domain.cases.attempt import Attempt
from domain.decisions.registers import decision_in
from domain.directory.actors import Actor, Power
from domain.errors import CannotSign
from domain.facts.fact import Fact
from domain.facts.signatures import Certificate, PaperSigned, SignatureOf
from domain.papers.signing import (
    Base,
    NewSignature,
    Numbered,
    check_certificate,
    check_may_sign,
    decide_sign,
)
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureWish:
    """Whose signature on which paper, shown by which image."""

    paper: str
    of: SignatureOf
    image_name: str
    image: bytes


def sign_paper(app: App, act: Act, wish: SignatureWish, holder: KeyHolder) -> Receipt:
    """Raises CannotSign with the rule broken, NoPdf, NotAllowed, NotYourTask, SelfApproval."""
    image = read_image(wish.image_name, wish.image, wish.of)
    earlier = done_before(app, act)
    if earlier is None:
        with reading(app) as uow:
            decision, base = _prepare(app, uow, act, wish)
        asked = Signing(wish.of, image, wish.image_name, decision.signer, app.clock())
        new = _signed(app, holder, asked, decision, base)
        earlier = execute(
            app, act, _signing(act.person, wish.of), lambda uow, attempt: _decide(uow, attempt, new)
        )
    return check_same(earlier, says(PaperSigned, paper=wish.paper, of=wish.of))


def _prepare(app: App, uow: UnitOfWork, act: Act, wish: SignatureWish) -> tuple[Numbered, Base]:
    """Refuse before the token is asked for anything."""
    attempt = attempt_of(app, uow, act, _signing(act.person, wish.of))
    return check_may_sign(attempt, uow.cases.facts(act.case_id), wish.paper, wish.of)


def _signed(
    app: App, holder: KeyHolder, asked: Signing, decision: Numbered, base: Base
) -> NewSignature:
    """The signed file in the store, believed only after its signatures were read back."""

    def check(certificate: Certificate) -> None:
        check_certificate(decision, base, asked.of, certificate)

    kept = app.papers.get(base.content)
    pdf = kept if base.first else app.office.pdf(kept, archive=True)
    content, certificate = sign(pdf, holder, asked, check)
    found = read_signatures(base.paper, content)
    if not all(signature.holds for signature in found):
        raise CannotSign(rule=CannotSign.Rule.FAILED)
    return NewSignature(
        of=asked.of,
        base=base,
        certificate=certificate,
        content=app.papers.put(content),
        size=len(content),
    )


def _decide(uow: UnitOfWork, attempt: Attempt, new: NewSignature) -> list[Fact]:
    return decide_sign(attempt, uow.cases.facts(attempt.case.id), new)


def _signing(person: str, of: SignatureOf) -> ActorResolver:
    """The capacity for the body that issued: as its signer, or as its clerk for the seal."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        decision = decision_in(uow.cases.facts(case.id))
        agency = decision.by.agency if decision else case.handler
        power = Power.SIGN if of == SignatureOf.PERSON else Power.PREPARE
        return best_capacity(uow, app, case, person, agency, power)

    return choose
