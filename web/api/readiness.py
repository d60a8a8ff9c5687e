"""What is missing before a decision may be signed, as programs are told."""

from __future__ import annotations

from fastapi import Request

from actions.decisions.readiness import readiness_of
from domain.errors import NotFound
from domain.law.procedure import Step
from domain.state.task import Task, TaskStatus, case_of
from web.api.caller import Caller
from web.api.shapes import Shape
from web.kit.language import language_of


class MissingThing(Shape):
    """Before a decision may be signed: `blocks`, or a reason with its document is owed (`asks`).

    `says` is the sentence for people, `basis` the articles, `mend` where it is mended; `case` is
    another case it is about, empty where this person may not see that one.
    """

    key: str
    blocks: bool
    says: str
    basis: list[str]
    mend: str
    case: str


def missing_things(request: Request, caller: Caller, step: Step, task: Task) -> list[MissingThing]:
    """Nothing for a step that issues no decision, or is no longer asked."""
    if step.approves is None or task.status != TaskStatus.OPEN:
        return []
    app = caller.app
    found = readiness_of(app, case_of(task.id), step.id, app.today())
    cite = app.catalogue.instruments.cite
    return [
        MissingThing(
            key=line.key,
            blocks=line.blocks,
            says=app.sentence(line.fault, language_of(request)),
            basis=[cite(basis) for basis in line.fault.basis],
            mend=line.mend,
            case=_seen(caller, line.case),
        )
        for line in found
    ]


def _seen(caller: Caller, case_id: str) -> str:
    """The other case, where this person may see it."""
    try:
        if case_id:
            caller.check_sees(case_id)
    except NotFound:
        return ""
    return case_id
