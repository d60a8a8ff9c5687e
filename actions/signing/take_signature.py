"""Take what comes back from another machine: a signature over what was made ready, or the file.

Which of the two it is, its content says. Nothing is believed: the answer is opened in a guarded
process, found by what it signs, and the signed file read anew (documents/signing/).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    ask_first,
    attempt_of,
    check_same,
    done_before,
    execute,
    says,
)
from actions.signing.capacity import as_signing
from documents.guarded.files import open_answer, open_digest, open_same, open_signed
from documents.intake.kinds import FileKind, kind_of
from documents.intake.sent_file import SentFile
from documents.signing.checks import check_good_now, check_hold
from documents.signing.signatures import Signature
from documents.signing.trust import NOBODY, Trust
from domain.cases.attempt import Attempt
from domain.errors import CannotSign
from domain.facts.fact import Fact
from domain.facts.signatures import PaperSigned, SameAs, SignatureOf, SigningPrepared
from domain.papers.signing import Base, NewSignature, check_may_sign, decide_sign
from domain.papers.tickets import file_handed_out, ticket_signed
from models.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureSent:
    """Whose signature on which paper, in the file that came back."""

    paper: str
    of: SignatureOf
    file: SentFile


def take_signature(app: App, act: Act, answer: SignatureSent, trust: Trust = NOBODY) -> Receipt:
    """Raises CannotSign with the rule broken, BadPaper, NotAllowed, NotYourTask, SelfApproval."""
    choose = as_signing(act.person, answer.paper, answer.of)

    def may(uow: UnitOfWork, attempt: Attempt) -> None:
        check_may_sign(attempt, uow.cases.facts(attempt.case.id), answer.paper, answer.of)

    ask_first(app, act, choose, may)
    earlier = done_before(app, act)
    if earlier is None:
        digest = _digest(answer.file)
        with reading(app) as uow:
            attempt = attempt_of(app, uow, act, choose)
            ticket, base = _asked(uow, attempt, answer, digest)
        content, found, same = _signed(app, answer, ticket, trust)
        signature = _checked(answer, found, base, attempt.at)
        new = NewSignature(
            of=answer.of,
            base=base,
            certificate=signature.certificate,
            content=app.papers.put(content),
            size=len(content),
            prepared=ticket.content,
            same=same,
        )

        def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
            _asked(uow, attempt, answer, digest)  # also now
            return decide_sign(attempt, uow.cases.facts(attempt.case.id), new)

        earlier = execute(app, act, choose, decide)
    return check_same(earlier, says(PaperSigned, paper=answer.paper, of=answer.of))


def _digest(file: SentFile) -> str:
    """What an answer signs; empty for a PDF, which is looked at as a whole."""
    return "" if kind_of(file.content) == FileKind.PDF else open_digest(file)


def _asked(
    uow: UnitOfWork, attempt: Attempt, answer: SignatureSent, digest: str
) -> tuple[SigningPrepared, Base]:
    """What was made ready for this person, and from what."""
    facts = uow.cases.facts(attempt.case.id)
    if digest:
        return ticket_signed(attempt, facts, answer.paper, answer.of, digest)
    return file_handed_out(attempt, facts, answer.paper, answer.of)


def _signed(
    app: App, answer: SignatureSent, ticket: SigningPrepared, trust: Trust
) -> tuple[bytes, Sequence[Signature], SameAs | None]:
    """The signed PDF, its signatures, and how far it was found the same."""
    pdf = app.papers.get(ticket.content)
    if ticket.digest:
        content, found = open_answer(answer.file, pdf, trust)
        return content, found.signatures, None
    found = open_signed(answer.file, trust)
    check_hold(answer.file.name, found.signatures)
    return answer.file.content, found.signatures, open_same(answer.file, pdf)


def _checked(
    answer: SignatureSent, found: Sequence[Signature], base: Base, now: datetime
) -> Signature:
    """The one new signature, if all on the file hold and its certificate is good now."""
    name = answer.file.name
    before = [base.first.fingerprint] if base.first else []
    if not found or [one.certificate.fingerprint for one in found[:-1]] != before:
        raise CannotSign(rule=CannotSign.Rule.SIGNATURES, name=name, found=len(found))
    check_hold(name, found)
    check_good_now(found[-1], now)
    return found[-1]
