"""Scheduled looks at all cases: who is late is told, once."""

from __future__ import annotations

from prefect import flow

import bootstrap
from actions.sweep import SweepReport, pass_deadlines


@flow(name="sweep_deadlines", flow_run_name="rà thời hạn", persist_result=False)
def sweep_deadlines() -> SweepReport:
    """Idempotent, so that running it again after a stop makes up for what was missed."""
    return pass_deadlines(bootstrap.app())
