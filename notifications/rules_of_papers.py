"""Papers, the person concerned, the decision: which of it tells whom."""

from __future__ import annotations

from collections.abc import Iterator

from domain.cases.sign_off import SUBJECT
from domain.directory.actors import Actor
from domain.effects.notices import NoticeKind
from domain.facts import decisions, hearing, papers, signatures
from notifications import recipients as to
from notifications.said import Said, Telling


def attached(telling: Telling, fact: papers.PaperAttached) -> Iterator[Said]:
    others = to.concerned_with_papers(telling.case, but=_body(fact.by))
    yield Said(NoticeKind.SUPPLEMENTED, others, {"dossier": fact.kind})


def removed(telling: Telling, fact: papers.PaperRemoved) -> Iterator[Said]:
    others = to.concerned_with_papers(telling.case, but=_body(fact.by))
    facts = {"dossier": fact.kind, "reason": fact.reason}
    yield Said(NoticeKind.REMOVED, others, facts)


def replaced(telling: Telling, fact: papers.DraftUploaded) -> Iterator[Said]:
    others = to.concerned_with_papers(telling.case, but=_body(fact.by))
    facts = {"paper": fact.paper, "number": fact.number, "person": fact.by.person}
    yield Said(NoticeKind.TEXT_REPLACED, others, facts)


def stepped_aside(telling: Telling, fact: hearing.InterestDeclared) -> Iterator[Said]:
    facts = {"person": fact.person}
    yield Said(NoticeKind.STEPPED_ASIDE, to.bodies(telling.case.handler), facts)


def council(telling: Telling, fact: hearing.CouncilFormed) -> Iterator[Said]:
    members = to.people([*(seat.person for seat in fact.seats), fact.secretary])
    yield Said(NoticeKind.COUNCIL, (*members, *to.bodies(telling.case.handler)))


def served(telling: Telling, fact: hearing.Served) -> Iterator[Said]:
    facts = {
        "what": fact.what,
        "on": fact.on.isoformat(),
        "meeting": fact.meeting.isoformat() if fact.meeting else "",
    }
    both = to.with_subject(telling.case, to.bodies(telling.case.handler))
    yield Said(NoticeKind.SERVED, both, facts)


def heard(telling: Telling, fact: hearing.Heard) -> Iterator[Said]:
    facts = {"meeting": fact.meeting.isoformat(), "attendance": fact.attendance}
    both = to.with_subject(telling.case, to.bodies(telling.case.handler))
    yield Said(NoticeKind.HEARD, both, facts)


def issued(telling: Telling, fact: decisions.DecisionIssued) -> Iterator[Said]:
    """Not to the person concerned: a decision reaches them by being served (`Served`)."""
    facts = {"symbol": fact.symbol, "on": fact.dated.isoformat()}
    yield Said(NoticeKind.ISSUED, to.taking_part(telling.case), facts)


def renumbered(telling: Telling, fact: decisions.Renumbered) -> Iterator[Said]:
    facts = {"former": fact.voided_symbol, "symbol": fact.symbol, "reason": fact.reason}
    yield Said(NoticeKind.RENUMBERED, to.taking_part(telling.case), facts)


def changed(telling: Telling, fact: decisions.DecisionChanged) -> Iterator[Said]:
    facts = {
        "how": fact.how,
        "former": fact.changes_symbol,
        "symbol": fact.symbol,
        "on": fact.dated.isoformat(),
    }
    yield Said(NoticeKind.CHANGED, to.taking_part(telling.case), facts)


def signed(telling: Telling, fact: signatures.PaperSigned) -> Iterator[Said]:
    facts = {"paper": fact.paper, "person": fact.by.person}
    yield Said(NoticeKind.SIGNED, to.bodies(telling.case.handler), facts)


def copy_kept(telling: Telling, fact: signatures.SignedCopyKept) -> Iterator[Said]:
    facts = {"paper": fact.paper, "person": fact.by.person}
    yield Said(NoticeKind.COPY_KEPT, to.bodies(telling.case.handler), facts)


def _body(actor: Actor) -> str:
    """The body somebody acts for: its people know. The person concerned acts for none."""
    return "" if actor.position == SUBJECT else actor.agency
