"""Keep the paper as it was signed outside: a scan, or a PDF signed with another tool."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from actions.app import App
from actions.execute import (
    Act,
    ActorResolver,
    Receipt,
    ask_first,
    best_capacity,
    check_same,
    execute,
    says,
)
from documents.export.printed import bare
from documents.guarded.files import open_same, open_signed
from documents.intake.sent_file import SentFile
from documents.signing.checks import check_hold
from documents.signing.signatures import Signature
from documents.signing.trust import NOBODY, Trust
from domain.cases.attempt import Attempt
from domain.decisions.registers import decision_in
from domain.directory.actors import Actor, Power
from domain.errors import CannotSign
from domain.facts.fact import Fact
from domain.facts.signatures import SameAs, SignedCopyKept
from domain.papers.signing import decide_keep_copy, final_in, issued_paper
from domain.papers.tickets import tickets_in
from domain.state.case import Case
from models.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCopy:
    paper: str
    file: SentFile


def keep_signed_copy(app: App, act: Act, copy: SignedCopy, trust: Trust = NOBODY) -> Receipt:
    """Raises BadPaper, CannotSign (a signature does not hold, another paper), NotAllowed.

    A scan says what its image says; of a signed PDF every signature must hold, the number of the
    decision must stand in it, and its pages must be those of the final text; where LibreOffice is
    absent the number is all that is compared, and the fact says so.
    """
    sent, choose = copy.file, _keeping(act.person)
    content = app.papers.name_of(sent.content)

    def may(uow: UnitOfWork, attempt: Attempt) -> None:
        facts = uow.cases.facts(attempt.case.id)
        decide_keep_copy(attempt, facts, _kept(attempt, copy, content, (), None))

    ask_first(app, act, choose, may)
    found = open_signed(sent, trust)
    signatures, text = found.signatures, found.text
    check_hold(sent.name, signatures)
    same = _compared(app, act.case_id, copy, text) if signatures else None
    app.papers.put(sent.content)

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        facts = uow.cases.facts(attempt.case.id)
        return decide_keep_copy(attempt, facts, _kept(attempt, copy, content, signatures, same))

    receipt = execute(app, act, choose, decide)
    return check_same(receipt, says(SignedCopyKept, paper=copy.paper, content=content))


def _kept(
    attempt: Attempt,
    copy: SignedCopy,
    content: str,
    signatures: Sequence[Signature],
    same: SameAs | None,
) -> SignedCopyKept:
    return SignedCopyKept(
        paper=copy.paper,
        name=copy.file.name,
        content=content,
        size=len(copy.file.content),
        signatures=tuple(found.certificate for found in signatures),
        same=same,
        by=attempt.actor,
        at=attempt.at,
    )


def _bears(text: str, symbol: str) -> bool:
    """Does the number stand there, and not as the end of a longer one?"""
    return re.search(rf"(?<!\d){re.escape(bare(symbol))}", text) is not None


def _compared(app: App, case_id: str, copy: SignedCopy, text: str) -> SameAs:
    """How far it is the numbered text. Raises CannotSign, NoPdf."""
    with reading(app) as uow:
        facts = uow.cases.facts(case_id)
    symbol = issued_paper(facts, copy.paper).symbol
    if not _bears(text, symbol):
        raise CannotSign(rule=CannotSign.Rule.OTHER_PAPER, name=copy.file.name, symbol=symbol)
    final = final_in(facts, copy.paper)
    given = [t for t in tickets_in(facts, copy.paper) if t.on == final and not t.digest]
    if given:
        return open_same(copy.file, app.papers.get(given[-1].content))
    if not app.office.present:
        return SameAs.NUMBER
    return open_same(copy.file, app.office.pdf(app.papers.get(final), archive=True))


def _keeping(person: str) -> ActorResolver:
    """For the agency that runs the case where the person works there, else for the issuer."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        here = best_capacity(uow, app, case, person, case.handler, Power.PREPARE)
        decision = decision_in(uow.cases.facts(case.id))
        handler = app.book(uow, case).agencies.current(case.handler, app.today()).code
        if decision is None or here.agency == handler:
            return here
        return best_capacity(uow, app, case, person, decision.by.agency, Power.PREPARE)

    return choose
