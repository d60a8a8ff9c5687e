"""The text of a procedure as a case keeps it, and the digest that names it."""

from __future__ import annotations

import json

from pydantic.main import IncEx

from domain.errors import RegulationError
from domain.law.procedure import Procedure
from regulations.kept.book import digest_of

MARKS = ("purpose", "decides")  # for the engine, no part of the text (ADR 13)


class KeptLawDamaged(RegulationError):
    """A kept text or book is not what its digest names: somebody changed it by hand."""

    code = "law.kept_damaged"


def canonical(procedure: Procedure) -> str:
    """The text alone: a mark for the engine is none of its words, and changes no digest."""
    steps: dict[str, IncEx] = {"__all__": set(MARKS)}
    plain = procedure.model_dump(
        mode="json", by_alias=True, exclude={"steps": steps, "exemptions": True}
    )
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def is_kept_text(body: str, digest: str) -> bool:
    """Is this the text a case keeps under that digest? Fields the program has learnt since are no
    part of it."""
    try:
        plain = json.loads(body)
        steps = [{k: v for k, v in step.items() if k not in MARKS} for step in plain["steps"]]
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    said = {k: v for k, v in plain.items() if k != "exemptions"} | {"steps": steps}
    return digest_of(json.dumps(said, sort_keys=True, ensure_ascii=False)) == digest
