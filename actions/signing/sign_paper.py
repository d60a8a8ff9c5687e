"""Put a digital signature on an issued paper and keep the signed file: one act, one fact.

The PDF is made and signed outside the transaction; the fact counts only if the text that was
signed is still the one to be signed. A refusal keeps nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    attempt_of,
    check_same,
    done_before,
    execute,
    says,
)
from actions.signing.capacity import as_signing, pdf_to_sign
from documents.signing.sign_images import read_image
from documents.signing.signatures import read_signatures
from documents.signing.signing import KeyHolder, Signing, sign
from domain.cases.attempt import Attempt
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
    choose, earlier = as_signing(act.person, wish.paper, wish.of), done_before(app, act)
    if earlier is None:
        with reading(app) as uow:
            attempt = attempt_of(app, uow, act, choose)
            facts = uow.cases.facts(act.case_id)
        decision, base = check_may_sign(attempt, facts, wish.paper, wish.of)
        asked = Signing(wish.of, image, wish.image_name, decision.signer, app.clock())
        new = _signed(app, holder, asked, decision, base)
        earlier = execute(app, act, choose, lambda uow, attempt: _decide(uow, attempt, new))
    return check_same(earlier, says(PaperSigned, paper=wish.paper, of=wish.of))


def _signed(
    app: App, holder: KeyHolder, asked: Signing, decision: Numbered, base: Base
) -> NewSignature:
    """The signed file in the store, believed only after its signatures were read back."""

    def check(certificate: Certificate) -> None:
        check_certificate(decision, base, asked.of, certificate)

    content, certificate = sign(pdf_to_sign(app, base), holder, asked, check)
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
