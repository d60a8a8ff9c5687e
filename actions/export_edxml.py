"""Hand out a signed State paper as an .edxml file, and record who took it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PdfReader

from actions.app import App
from actions.case_files import gather
from documents.context import Context, context_for
from documents.edxml import Signed, edxml, state_recipients
from documents.papers import PAPERS
from domain.drafts import check_may_read
from domain.effects import EffectKind, owed
from domain.errors import CannotExport
from domain.signing import TWO_SIGNATURES, signed_file
from models.readings import Reading
from models.unit_of_work import UnitOfWork, transaction


@dataclass(frozen=True, slots=True)
class Exported:
    """`name` is the name the file should have."""

    name: str
    content: bytes
    to: tuple[str, ...]


def export_edxml(
    app: App, case_id: str, paper: str, *, person: str, send_to: Sequence[str] = ()
) -> Exported:
    """`send_to` are codes of bodies; none means every State body the decision goes to.

    Raises CannotExport with the rule broken, CannotRead, NotFound.
    """

    def take(uow: UnitOfWork) -> Exported:
        context = _context(app, uow, case_id, paper)
        actors = uow.directory.actors(person, app.today())
        file = context.file
        check_may_read(file.case, file.law, actors, person=person, day=app.today())
        content = _signed(uow, context)
        to = tuple(app.catalogue.agencies.get(code) for code in send_to)
        to = to or state_recipients(context)
        staff = uow.directory.person(person).full_name
        name = f"{case_id}_{paper}.pdf"
        pdf = app.papers.get(content)
        signed = Signed(name, pdf, len(PdfReader(io.BytesIO(pdf)).pages))
        made = edxml(context, signed, to, staff=staff, at=app.clock())
        uow.readings.add(Reading(case_id, content, person, "edxml", app.clock()))
        return Exported(f"{case_id}_{paper}.edxml", made, tuple(body.code for body in to))

    return transaction(app.engine, take)


def _context(app: App, uow: UnitOfWork, case_id: str, paper: str) -> Context:
    file = gather(app, uow, case_id)
    if file.decision is None or file.decision.paper != paper:
        raise CannotExport(rule="not_issued")
    effect = next(
        e for e in owed(file.case, file.law.procedure)
        if (e.kind, e.name) == (EffectKind.FINAL, paper)
    )  # fmt: skip
    return context_for(file, PAPERS[paper], effect.step)


def _signed(uow: UnitOfWork, context: Context) -> str:
    """Hash of the file with both signatures; a Party paper is refused before it is looked for."""
    if context.party:
        raise CannotExport(rule="party_paper", issuer=context.issuer.code)
    content = signed_file(uow.cases.facts(context.file.case.id), context.paper.id)
    if content is None:
        raise CannotExport((TWO_SIGNATURES,), rule="not_signed")
    return content
