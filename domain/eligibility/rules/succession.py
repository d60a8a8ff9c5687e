"""Service in a body that was merged: counted on its own, and as if it had been in the new body.

Whether terms, months in charge and discipline go on across a merger no text that was read says; of
a running term only that it goes on by the old decision (ND115 47.1a). Where both ways of counting
come to the same nothing is asked; where they differ a person decides.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import wraps

from domain.directory.record import Service
from domain.eligibility.rules.candidate import CandidateFacts, Check, Measured


def across_mergers(check: Check) -> Check:
    """The check, asking a person where it depends on how a merger is counted."""

    @wraps(check)
    def both(facts: CandidateFacts, p: Mapping[str, int], on: date) -> Measured:
        apart = check(facts, p, on)
        if not any(held.agency in facts.former for held in facts.life.known_services):
            return apart
        together = check(as_one(facts), p, on)
        if together.met is None or _same(apart, together):
            return apart
        one, other = apart.measured, together.measured
        shown = f"{one}; nếu tính cả thời gian ở cơ quan trước hợp nhất: {other}"
        return Measured(bool(apart.met), shown, apart.required, person=True)

    return both


def _same(one: Measured, other: Measured) -> bool:
    return (one.met, one.person) == (other.met, other.person)


def as_one(facts: CandidateFacts) -> CandidateFacts:
    """The same person, as if the bodies had always been the one they are now. A post held on from
    the day after the old body's end is one post, by the old decision."""
    life = facts.life
    known = tuple(_joined(facts, life.known_services))
    services = None if life.services is None else known
    record = replace(life, services=services, known_services=known)
    return replace(facts, person=replace(facts.person, record=record))


def _joined(facts: CandidateFacts, services: Iterable[Service]) -> Iterable[Service]:
    held: list[Service] = []
    for service in sorted(services, key=lambda s: s.first_day):
        before = next((s for s in held if _goes_on(facts, s, service)), None)
        if before is not None:
            held[held.index(before)] = replace(service, first_day=before.first_day)
        else:
            held.append(service)
    return [replace(s, agency=_now(facts, s)) for s in held]


def _goes_on(facts: CandidateFacts, before: Service, after: Service) -> bool:
    """The same post, held on in the body that came of the other."""
    merged = before.agency in facts.former and after.agency != before.agency
    same = before.position == after.position and _now(facts, after) == facts.agency
    return merged and same and before.end == after.first_day


def _now(facts: CandidateFacts, service: Service) -> str:
    return facts.agency if service.agency in facts.former else service.agency
