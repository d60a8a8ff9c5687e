"""What was said stands in the facts: no field of a fact can be emptied without being seen.

Every accepted act is compared with its facts, field by field of one name; `seen` collects which
fields of which facts have held something, so that a field nothing ever fills is named too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import datetime
from typing import Any

from domain.directory.actors import Actor
from domain.facts.fact import Fact
from tests.search.world import Act

# Fields that say something else than the wish of that name: the default words of a vote's answer,
# a reason kept only where something was let through, who came at least as many as voted;
# what is corrected keeps the date of its decision.
OTHERWISE = {
    ("SignedOff", "reason", "close"),
    ("SignedOff", "reason", "count"),
    ("SignedOff", "tally", "close"),
    ("SignedOff", "confirmed", "close"),
    ("SignedOff", "confirmed", "count"),
    ("BallotSealed", "present", "seal"),
    ("SignedOff", "confirmed", "issue"),
    ("DecisionIssued", "paper", "issue"),
    ("Renumbered", "number", "renumber"),
    ("RecordWritten", "dated", "change"),
    ("BallotOpened", "members", "open_ballot"),
    ("BallotOpened", "tellers", "open_ballot"),
    ("BallotClosed", "tally", "close"),
}


def untold(act: Act, at: datetime, facts: Sequence[Fact]) -> Iterator[str]:
    """Fields of the facts that do not say what the act said, by whom and when."""
    said = dict(_said(act.said)) | {"by": _by(act)}
    for fact in facts:
        name = type(fact).__name__
        if fact.at != at:
            yield f"{name}.at"
        for field in fields(fact) if fact.actor is not None else ():
            key = (name, field.name, act.kind)
            told = field.name in said and key not in OTHERWISE
            if told and not _same(getattr(fact, field.name), said[field.name]):
                yield f"{name}.{field.name}"


def _by(act: Act) -> Actor:
    """Who steps aside does so for themselves, in whatever capacity they came."""
    if act.said.get("person") == act.by.person and act.kind == "declare":
        return replace(act.by, on_behalf_of="", mandate="", for_position="")
    return act.by


def _said(said: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Everything said by its own name, inside of what is said too."""
    for name, value in said.items():
        yield name, value
        if is_dataclass(value) and not isinstance(value, type):
            yield from _said({field.name: getattr(value, field.name) for field in fields(value)})


def _same(kept: object, said: object) -> bool:
    return kept == (said.strip() if isinstance(said, str) else said)


def filled(fact: Fact) -> Iterator[str]:
    """Fields that hold something, as Fact.field."""
    for field in fields(fact):
        if getattr(fact, field.name) not in ("", None, (), 0):
            yield f"{type(fact).__name__}.{field.name}"
