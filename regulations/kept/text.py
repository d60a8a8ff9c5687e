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
    past = steps if procedure.past else True
    plain = procedure.model_dump(
        mode="json", by_alias=True, exclude={"steps": steps, "past": past, "exemptions": True}
    )
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def is_kept_text(body: str, digest: str) -> bool:
    """Is this the text a case keeps under that digest? Fields the program has learnt since are no
    part of it."""
    try:
        plain = json.loads(body)
        said = {k: v for k, v in plain.items() if k != "exemptions"}
        if not said.get("past"):
            said.pop("past", None)
        said |= {name: _unmarked(said[name]) for name in ("steps", "past") if name in said}
    except (ValueError, TypeError, KeyError, AttributeError):
        return False
    return digest_of(json.dumps(said, sort_keys=True, ensure_ascii=False)) == digest


def _unmarked(steps: list[dict[str, object]]) -> list[dict[str, object]]:
    return [{k: v for k, v in step.items() if k not in MARKS} for step in steps]
