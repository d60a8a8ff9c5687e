"""The signed paper: who may put which signature on an issued text, and a copy signed elsewhere.

An electronic paper is worth its paper original once the person with authority has signed it and
the body has too (Decree 30/2020 Art 5.1); the person first, the body when it goes out (Art 14).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.cases.attempt import Attempt, check_not_barred
from domain.decisions.changes import decision_papers
from domain.decisions.registers import check_clerk
from domain.errors import CannotSign
from domain.facts.decisions import DecisionChanged, DecisionIssued, FinalMade
from domain.facts.fact import Fact
from domain.facts.signatures import Certificate, PaperSigned, SameAs, SignatureOf, SignedCopyKept
from domain.law.basis import Basis, Confidence
from domain.text import fold

TWO_SIGNATURES = Basis(instrument="ND30", article="5.1", confidence=Confidence.READ)
Numbered = DecisionIssued | DecisionChanged
ALREADY = {
    SignatureOf.PERSON: CannotSign.Rule.ALREADY_PERSON,
    SignatureOf.BODY: CannotSign.Rule.ALREADY_BODY,
}


@dataclass(frozen=True, slots=True)
class Base:
    """What is signed next: the numbered .docx, or the PDF that bears the first signature.

    `first` is the certificate of that signature.
    """

    paper: str
    content: str
    first: Certificate | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSignature:
    """A signature just made on `base`: with which certificate, giving which file; `prepared` and
    `same` as in PaperSigned."""

    of: SignatureOf
    base: Base
    certificate: Certificate
    content: str
    size: int
    prepared: str = ""
    same: SameAs | None = None


def check_may_sign(
    attempt: Attempt, facts: Sequence[Fact], paper: str, of: SignatureOf
) -> tuple[Numbered, Base]:
    """What is to be signed, if this actor may sign it now. Raises CannotSign, NotAllowed …"""
    decision = issued_paper(facts, paper)
    check_not_barred(attempt)
    if of == SignatureOf.PERSON and attempt.actor.person != decision.by.person:
        raise CannotSign(rule=CannotSign.Rule.OTHER_SIGNER, signer=decision.signer)
    if of == SignatureOf.BODY:
        check_clerk(attempt, decision)
    signed = signed_since_final(facts, paper)
    if of in {fact.of for fact in signed}:
        raise CannotSign(rule=ALREADY[of])
    if of == SignatureOf.BODY and not signed:
        raise CannotSign(
            (TWO_SIGNATURES,), rule=CannotSign.Rule.PERSON_FIRST, signer=decision.signer
        )
    if signed:
        return decision, Base(paper, signed[-1].content, signed[-1].certificate)
    return decision, Base(paper, final_in(facts, paper))


def check_certificate(
    decision: Numbered, base: Base, of: SignatureOf, certificate: Certificate
) -> None:
    """The person's certificate bears the signer's name, who may sign for another (KT., TUQ.); the
    body's bears no name of theirs and is another one.

    Raises CannotSign.
    """
    if of == SignatureOf.PERSON and fold(decision.signer) not in fold(certificate.name):
        raise CannotSign(
            rule=CannotSign.Rule.OTHER_NAME, name=certificate.name, signer=decision.signer
        )
    personal = of == SignatureOf.BODY and fold(decision.signer) in fold(certificate.name)
    if personal or (base.first and base.first.fingerprint == certificate.fingerprint):
        raise CannotSign(rule=CannotSign.Rule.SAME_CERTIFICATE, name=certificate.name)


def decide_sign(attempt: Attempt, facts: Sequence[Fact], new: NewSignature) -> list[Fact]:
    """The fact of a signature, if the file it was put on is still the one to be signed.

    Raises CannotSign.
    """
    decision, base = check_may_sign(attempt, facts, new.base.paper, new.of)
    if base != new.base:
        raise CannotSign(rule=CannotSign.Rule.TEXT_CHANGED)
    check_certificate(decision, base, new.of, new.certificate)
    return [
        PaperSigned(
            paper=base.paper,
            of=new.of,
            content=new.content,
            size=new.size,
            on=base.content,
            certificate=new.certificate,
            prepared=new.prepared,
            same=new.same,
            by=attempt.actor,
            at=attempt.at,
        )
    ]


def decide_keep_copy(attempt: Attempt, facts: Sequence[Fact], copy: SignedCopyKept) -> list[Fact]:
    """A copy signed outside: kept by an officer of the body that issued it or runs the case.

    Raises CannotSign.
    """
    decision = issued_paper(facts, copy.paper)
    check_not_barred(attempt)
    handler = attempt.current(attempt.case.handler)
    if attempt.actor.agency != handler:
        check_clerk(attempt, decision)
    if any(isinstance(f, SignedCopyKept) and f.content == copy.content for f in facts):
        raise CannotSign(rule=CannotSign.Rule.COPY_KEPT, name=copy.name)
    return [copy]


def final_in(facts: Sequence[Fact], paper: str) -> str:
    """Hash of the numbered text. Raises CannotSign while software has not written it."""
    finals = [f.content for f in facts if isinstance(f, FinalMade) and f.paper == paper]
    if not finals:
        raise CannotSign(rule=CannotSign.Rule.NO_FINAL)
    return finals[-1]


def signed_file(facts: Sequence[Fact], paper: str) -> str | None:
    """Hash of the file that bears both signatures, made here or kept from outside."""
    found = [f for f in facts if isinstance(f, PaperSigned | SignedCopyKept) and f.paper == paper]
    complete = [fact.content for fact in found if _signed_twice(fact)]
    return complete[-1] if complete else None


def _signed_twice(fact: PaperSigned | SignedCopyKept) -> bool:
    if isinstance(fact, PaperSigned):
        return fact.of == SignatureOf.BODY
    return len({found.fingerprint for found in fact.signatures}) > 1


def issued_paper(facts: Sequence[Fact], paper: str) -> Numbered:
    """The decision, or the latest later paper about it, of this type. Raises CannotSign."""
    found = [one.fact for one in decision_papers(facts) if one.fact.paper == paper]
    if not found:
        raise CannotSign(rule=CannotSign.Rule.NOT_ISSUED)
    return found[-1]


def signed_since_final(facts: Sequence[Fact], paper: str) -> list[PaperSigned]:
    """Signatures on the latest numbered text of this type, not on an earlier one."""
    finals = [n for n, f in enumerate(facts) if isinstance(f, FinalMade) and f.paper == paper]
    later = facts[finals[-1] :] if finals else ()
    return [fact for fact in later if isinstance(fact, PaperSigned) and fact.paper == paper]
