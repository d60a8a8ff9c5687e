"""Hand out a signed State paper as an .edxml file, and record who took it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

from pypdf import PdfReader

from actions.app import App
from actions.audit.traces import leave
from actions.cases.case_files import gather
from documents.content.catalogue import PAPERS
from documents.content.context import Context, context_for
from documents.edxml import Signed, check_exportable, edxml, state_recipients
from domain.effects.effects import EffectKind, pending_effects
from domain.errors import CannotExport
from domain.papers.drafts import check_may_read
from domain.papers.signing import TWO_SIGNATURES, signed_file
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, reading


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
    with reading(app) as uow:
        context = _context(app, uow, case_id, paper)
        actors = uow.directory.actors(person, app.today())
        file = context.file
        check_may_read(file.case, file.law, actors, person=person, day=app.today())
        check_exportable(context)
        content = signed_file(uow.cases.facts(case_id), paper)
        if content is None:
            raise CannotExport((TWO_SIGNATURES,), rule=CannotExport.Rule.NOT_SIGNED)
        to = tuple(app.catalogue.agencies.get(code) for code in send_to)
        to = to or state_recipients(context)
        staff = uow.directory.person(person).full_name
        name = f"{case_id}_{paper}.pdf"
        pdf = app.papers.get(content)
        signed = Signed(name, pdf, len(PdfReader(io.BytesIO(pdf)).pages))
        made = edxml(context, signed, to, staff=staff, at=app.clock())
    leave(app, Reading(case_id, content, person, "edxml", app.clock()))
    return Exported(f"{case_id}_{paper}.edxml", made, tuple(body.code for body in to))


def _context(app: App, uow: UnitOfWork, case_id: str, paper: str) -> Context:
    file = gather(app, uow, case_id)
    finals = [
        e for e in pending_effects(file.case, file.law.procedure) if e.kind == EffectKind.FINAL
    ]
    step = next((effect.step for effect in finals if effect.name == paper), None)
    if step is None:
        raise CannotExport(rule=CannotExport.Rule.NOT_ISSUED)
    return context_for(file, PAPERS[paper], step)
