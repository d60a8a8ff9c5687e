"""Whatever is sent to the interface, it answers as documented and never breaks."""

from __future__ import annotations

from itertools import product

import httpx
import schemathesis
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tests.playing import at_opinions

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
# Addresses of things that exist, so that what is sent gets beyond "not found".
REAL = {
    "case": "BN-2026-0001",
    "step": "provincial_opinions",
    "round": 1,
    "role": "directing_body",
    "paper": "policy_submission",
    "number": 1,
    "form": "docx",
    "code": "BTCTU",
    "person_id": "lethuha",
    "paper_id": 1,
}
ADMINISTERED = {"/webhooks", "/webhooks/{webhook_id}", "/people/import"}
ADMINISTERED |= {"/province", "/province/bodies/{what}", "/province/choices/{what}"}
ROUNDS, EXAMPLES = 1, 2


def test_no_request_breaks_the_interface(site, program):
    """Every address: well and badly formed requests, to real and to invented things."""
    object.__setattr__(site.options, "api_rate", "100000/minute")
    at_opinions(site.app)
    address = f"{site.address}/api/v1"
    schema = schemathesis.openapi.from_dict(httpx.get(f"{address}/openapi.json").json())
    officer, administrator = (
        {"Authorization": f"Bearer {program.token(person)}"}
        for person in ("lethuha", "luonggiaminh")
    )
    operations = [found.ok() for found in schema.get_all_operations()]
    assert len(operations) > 30
    statuses = set()
    for attempt, real, mode, operation in product(
        range(ROUNDS), (True, False), GenerationMode, operations
    ):
        who = administrator if operation.path in ADMINISTERED else officer
        statuses |= _try(operation, mode, address, who, real=real, attempt=attempt)
    assert {200, 404, 422} <= statuses


def _try(operation, mode, address, headers, *, real, attempt):
    """Send some requests to one address; the statuses that came back."""
    names = {p.name for p in operation.path_parameters}
    fixed = {name: REAL[name] for name in names & REAL.keys()} if real else None
    seen = set()

    @seed(attempt)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(generation_mode=mode, path_parameters=fixed))
    def send(case):
        answer = case.call_and_validate(base_url=address, headers=headers, checks=CHECKS)
        seen.add(answer.status_code)

    send()
    return seen
