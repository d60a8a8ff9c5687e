"""Invented candidates: one who meets everything on any day, to be changed by a test."""

from __future__ import annotations

from datetime import date
from typing import Any

from domain.directory.people import Person
from domain.directory.record import Discipline, Record, Service
from domain.eligibility.eligibility import Finding, Verdict, examine
from domain.eligibility.rules.candidate import CandidateFacts
from domain.state.case import PostKind
from notifications.words import tables
from tests.conftest import CATALOGUE

TODAY = date(2026, 9, 7)
DEPUTY = Service("BPTTH", "deputy", date(2018, 1, 1), press=True)


def record(**more: Any) -> Record:
    return Record(
        **{
            "resident": True,
            "planned_for": ("head",),
            "services": (DEPUTY,),
            "disciplines": (),
            "proceedings": (),
            "absences": (),
            "papers": {
                "asset_declaration": date(2018, 1, 2),
                "asset_publication": date(2018, 1, 2),
            },
        }
        | more
    )


def person(**more: Any) -> Person:
    return Person(
        **{
            "id": "p",
            "full_name": "Nguyễn Thử",
            "sort_name": "Thử",
            "sex": "male",
            "birth": date(1979, 2, 14),
            "degree": "Đại học",
            "political_theory": "cao_cap",
            "press_management_certificate": True,
            "press_card": "1",
            "party_member_since": date(2005, 1, 1),
            "term_ends": date(2026, 12, 31),
            "record": record(),
        }
        | more
    )


def facts(**more: Any) -> CandidateFacts:
    """`more` may name fields of the facts, of the person and of the record."""
    ours = {name: more.pop(name) for name in list(more) if name in CandidateFacts.__slots__}
    kept = {name: more.pop(name) for name in list(more) if name in Record.__slots__}
    who = {"person": person(**more | ({"record": record(**kept)} if kept else {}))}
    return CandidateFacts(
        **{
            "post": PostKind.HEAD,
            "variant": "party",
            "procedure": "appoint",
            "words": tables(),
            "agency": "BPTTH",
            "governing": "TU",
            "deputies": 1,
        }
        | who
        | ours
    )


def findings(on: date = TODAY, **more: Any) -> dict[str, Finding]:
    return {f.rule: f for f in examine(facts(**more), CATALOGUE.rules, on)}


def verdict(rule: str, on: date = TODAY, **more: Any) -> Verdict | None:
    """None: the rule does not bind."""
    found = findings(on, **more).get(rule)
    return found.verdict if found else None


def reprimand(on: date, **more: Any) -> Discipline:
    return Discipline(**{"side": "state", "form": "reprimand", "effective": on} | more)
