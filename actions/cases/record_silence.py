"""Record, with proof, that an agency has not replied in the time its step foresees."""

from __future__ import annotations

from actions.app import App
from actions.execute import (
    Act,
    Receipt,
    as_handler,
    check_same,
    execute,
    says,
)
from domain.cases.corrections import decide_silence
from domain.facts.answers import SilenceRecorded


def record_silence(app: App, act: Act, *, task_id: str, proof: str) -> Receipt:
    """`proof` names the request sent. Raises CannotRecordSilence, TaskClosed, NotAllowed."""
    receipt = execute(
        app,
        act,
        as_handler(act.person),
        lambda _uow, attempt: decide_silence(attempt, task_id=task_id, proof=proof),
    )
    return check_same(receipt, says(SilenceRecorded, task=task_id, proof=proof))
