"""In which capacity somebody signs a paper, and which PDF they sign."""

from __future__ import annotations

from actions.app import App
from actions.execute import ActorResolver, best_capacity
from domain.decisions.changes import decision_papers
from domain.directory.actors import Actor, Power
from domain.facts.signatures import SignatureOf
from domain.papers.signing import Base
from domain.state.case import Case
from models.unit_of_work import UnitOfWork


def as_signing(person: str, paper: str, of: SignatureOf) -> ActorResolver:
    """The capacity for the body that issued: as its signer, or as its clerk for the seal."""

    def choose(uow: UnitOfWork, app: App, case: Case) -> Actor:
        issued = decision_papers(uow.cases.facts(case.id))
        agency = next((p.fact.by.agency for p in issued if p.fact.paper == paper), case.handler)
        power = Power.SIGN if of == SignatureOf.PERSON else Power.PREPARE
        return best_capacity(uow, app, case, person, agency, power)

    return choose


def pdf_to_sign(app: App, base: Base) -> bytes:
    """The PDF/A of the final text, or the file with the first signature. Raises NoPdf."""
    kept = app.papers.get(base.content)
    return kept if base.first else app.office.pdf(kept, archive=True)
