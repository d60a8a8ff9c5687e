"""Scheduled looks at all cases: who is late is told, once; what stands is sealed, once a day."""

from __future__ import annotations

from prefect import flow

import bootstrap
from actions.audit.seals import due, seal
from actions.cases.remind_late import SweepReport, pass_deadlines


@flow(name="sweep_deadlines", flow_run_name="rà thời hạn", persist_result=False)
def sweep_deadlines() -> SweepReport:
    """Idempotent, so that running it again after a stop makes up for what was missed."""
    return pass_deadlines(bootstrap.app())


@flow(name="seal_heads", flow_run_name="niêm phong", persist_result=False)
def seal_heads() -> int:
    """Number of the new seal, 0 when nothing had moved."""
    made = seal(bootstrap.app(), bootstrap.settings().seal_key())
    return made.number if made else 0


def seal_when_due() -> None:
    if due(bootstrap.app()):
        seal_heads()
