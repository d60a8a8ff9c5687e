"""A signature put at another machine: what is made ready for it, and what is taken back.

The private key never comes here, and whoever signs at their own machine signs what was made ready
for them: one file, for one person, for a time. What comes back is found by what it signed, so a
signature made for another case, or on a file that was changed, is none that was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from domain.cases.attempt import Attempt
from domain.errors import CannotSign
from domain.facts.fact import Fact
from domain.facts.signatures import SignatureOf, SigningPrepared
from domain.papers.signing import Base, check_may_sign

# A signature says the time at which its place was made; a file bears that of the other program.
TICKET_LIFE, FILE_LIFE = timedelta(hours=2), timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewTicket:
    """A PDF just made ready from `base`; `digest` as in SigningPrepared."""

    of: SignatureOf
    base: Base
    content: str
    size: int
    digest: str


def decide_prepare_signing(attempt: Attempt, facts: Sequence[Fact], new: NewTicket) -> list[Fact]:
    """The fact of a PDF made ready, if it is still the one to be signed. Raises CannotSign, …"""
    _, base = check_may_sign(attempt, facts, new.base.paper, new.of)
    if base != new.base:
        raise CannotSign(rule=CannotSign.Rule.TEXT_CHANGED)
    return [
        SigningPrepared(
            paper=base.paper,
            of=new.of,
            content=new.content,
            size=new.size,
            on=base.content,
            digest=new.digest,
            until=attempt.at + (TICKET_LIFE if new.digest else FILE_LIFE),
            by=attempt.actor,
            at=attempt.at,
        )
    ]


def ticket_signed(
    attempt: Attempt, facts: Sequence[Fact], paper: str, of: SignatureOf, digest: str
) -> tuple[SigningPrepared, Base]:
    """What was made ready and is signed by a signature over `digest`, and what it was made from.

    Raises CannotSign: other_ticket, ticket_of_other, ticket_replaced, ticket_expired, text_changed,
    and what `check_may_sign` raises.
    """
    _, base = check_may_sign(attempt, facts, paper, of)
    signed = [t for t in tickets_in(facts, paper, of) if t.digest == digest]
    if not signed:
        raise CannotSign(rule=CannotSign.Rule.OTHER_TICKET)
    return _usable(attempt, facts, signed[-1], base), base


def file_handed_out(
    attempt: Attempt, facts: Sequence[Fact], paper: str, of: SignatureOf
) -> tuple[SigningPrepared, Base]:
    """The PDF that this person was given to be signed by another program, and its origin.

    Raises CannotSign: no_ticket, ticket_expired, text_changed, and what `check_may_sign` raises.
    """
    _, base = check_may_sign(attempt, facts, paper, of)
    given = own_tickets(facts, paper, of, attempt.actor.person, with_place=False)
    if not given:
        raise CannotSign(rule=CannotSign.Rule.NO_TICKET)
    return _usable(attempt, facts, given[-1], base), base


def tickets_in(
    facts: Sequence[Fact], paper: str, of: SignatureOf | None = None
) -> list[SigningPrepared]:
    """What was made ready, oldest first; `of` None: for either signature."""
    made = (f for f in facts if isinstance(f, SigningPrepared) and f.paper == paper)
    return [ticket for ticket in made if of in (None, ticket.of)]


def own_tickets(
    facts: Sequence[Fact], paper: str, of: SignatureOf, person: str, *, with_place: bool
) -> list[SigningPrepared]:
    """Those made for one person: with the place of the signature in them, or plain files."""
    found = (t for t in tickets_in(facts, paper, of) if t.by.person == person)
    return [ticket for ticket in found if bool(ticket.digest) == with_place]


def _usable(
    attempt: Attempt, facts: Sequence[Fact], ticket: SigningPrepared, base: Base
) -> SigningPrepared:
    if ticket.by.person != attempt.actor.person:
        raise CannotSign(rule=CannotSign.Rule.TICKET_OF_OTHER, person=ticket.by.person)
    own = own_tickets(
        facts, ticket.paper, ticket.of, ticket.by.person, with_place=bool(ticket.digest)
    )
    if own[-1] != ticket:
        raise CannotSign(rule=CannotSign.Rule.TICKET_REPLACED, at=own[-1].at)
    if attempt.at > ticket.until:
        raise CannotSign(rule=CannotSign.Rule.TICKET_EXPIRED, until=ticket.until)
    if ticket.on != base.content:
        raise CannotSign(rule=CannotSign.Rule.TEXT_CHANGED)
    return ticket
