"""The right to be heard, as acts: a paper served, a meeting attended or not."""

from __future__ import annotations

from dataclasses import asdict, replace
from datetime import date

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    as_handler,
    ask_first,
    check_same,
    execute,
    says,
)
from actions.papers.attach_paper import Upload, attached, check_kind, keep_file
from domain.cases.attempt import Attempt
from domain.decisions.registers import decision_in
from domain.errors import BadInput
from domain.facts.fact import Fact
from domain.facts.hearing import Heard, Served
from domain.hearing.hearing import Serving, decide_heard, decide_serve
from models.unit_of_work import UnitOfWork

SERVED_PAPER = "served_paper"  # its kind in the dossier


def serve_paper(app: App, act: Act, serving: Serving, upload: Upload | None = None) -> Receipt:
    """Record that an accusation, a summons or the decision reached the person concerned, who may
    read it from then on: `upload` joins the dossier with it, or `serving` names a file of it.

    Serving the decision starts the time for complaining by itself. Raises BadInput, BadPaper,
    NotAllowed.
    """

    def may(uow: UnitOfWork, attempt: Attempt) -> None:
        if upload:
            check_kind(app.book(uow, attempt.case), upload)
        issued = decision_in(uow.cases.facts(attempt.case.id)) is not None
        brought = app.papers.name_of(upload.file.content) if upload else serving.content
        decide_serve(attempt, replace(serving, content=brought), issued=issued)

    ask_first(app, act, as_handler(act.person), may)
    file = keep_file(app, upload) if upload else None
    said = replace(serving, content=file.content) if file else serving

    def decide(uow: UnitOfWork, attempt: Attempt) -> list[Fact]:
        issued = decision_in(uow.cases.facts(attempt.case.id)) is not None
        facts = decide_serve(attempt, said, issued=issued)
        if upload and file:
            return [*facts, attached(attempt, upload, file)]
        if said.content and not uow.papers.has(attempt.case.id, said.content):
            raise BadInput(field="file", rule=BadInput.Rule.NOT_IN_DOSSIER, value=said.content)
        return facts

    receipt = execute(app, act, as_handler(act.person), decide)
    return check_same(receipt, says(Served, **asdict(said)))


def record_hearing(app: App, act: Act, meeting: date, attendance: str, note: str) -> Receipt:
    """Record whether the person came to a meeting. Raises BadInput, NotAllowed, CaseClosed."""
    receipt = execute(
        app,
        act,
        as_handler(act.person),
        lambda _uow, attempt: decide_heard(attempt, meeting, attendance, note),
    )
    return check_same(receipt, says(Heard, meeting=meeting, attendance=attendance, note=note))
