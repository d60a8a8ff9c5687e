"""The rules about persons: the law says *which* check with *which* numbers; Python *how*."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from domain.directory.fields import State, document_of, state_of
from domain.directory.people import Person
from domain.eligibility.rules.candidate import CandidateFacts, Measured
from domain.eligibility.rules.registry import CHECKS, READS
from domain.law.basis import Basis
from domain.law.in_force import Dated
from domain.state.case import PostKind

COMPLETE_THE_RECORD = "bổ sung lý lịch"


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    PERSON_DECIDES = (
        "person_decides"  # a waiver is possible, a reason is needed, the rule is unsure
    )
    DATA_MISSING = "data_missing"  # not on file: a person decides, and it is never a pass


class Force(StrEnum):
    """How hard a rule bites where it is not met."""

    BLOCK = "block"  # no decision
    WARN = "warn"  # a reason is needed
    PERSON = "person"  # somebody decides


class Rule(Dated):
    """One rule of regulations/data/rules.

    It is applied by exactly one of: `check` (a function of domain/rules), `gate` (a condition of a
    vote or decision), `step` (a step of a procedure). `refs` are its ids in the other fact file;
    `agencies` and `exempt` narrow it to press agencies and away from kinds of press.
    """

    id: str
    title: str
    check: str = ""
    gate: str = ""
    step: str = ""
    refs: tuple[str, ...] = ()
    parameters: Mapping[str, int] = Field(default_factory=dict)
    posts: tuple[PostKind, ...] = tuple(PostKind)
    variants: tuple[Literal["party", "association"], ...] = ("party", "association")
    agencies: tuple[str, ...] = ()
    exempt: tuple[str, ...] = ()
    procedures: tuple[str, ...] = Field(min_length=1)
    force: Force = Force.BLOCK
    waivable: bool = False
    basis: tuple[Basis, ...] = Field(min_length=1)
    fix: str = ""

    @model_validator(mode="after")
    def _applied_by_one(self) -> Rule:
        if sum(map(bool, (self.check, self.gate, self.step))) != 1:
            raise ValueError("needs exactly one of check, gate, step")
        return self

    def binds(self, facts: CandidateFacts, on: date) -> bool:
        return (
            self.covers(on)
            and facts.post in self.posts
            and facts.variant in self.variants
            and facts.procedure in self.procedures
            and facts.nature not in self.exempt
            and (not self.agencies or facts.agency in self.agencies)
        )

    def bases_on(self, day: date) -> tuple[Basis, ...]:
        return tuple(basis for basis in self.basis if basis.covers(day))

    def advice(self, verdict: Verdict) -> str:
        """What to do fits what was found: who lacks data is not told to wait for a time to end."""
        if verdict == Verdict.MET:
            return ""
        return COMPLETE_THE_RECORD if verdict == Verdict.DATA_MISSING else self.fix

    def force_on(self, day: date) -> Force:
        """Only a rule read in the text of that day may block; any other leaves it to a person."""
        if self.force != Force.BLOCK:
            return self.force
        read = any(basis.confidence.may_block for basis in self.bases_on(day))
        return Force.BLOCK if read and not self.waivable else Force.PERSON


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied. `measured` (with its sum) and `required` are ready to print. `fields`: what
    to enter about the person where data is missing (domain/directory/fields.py)."""

    rule: str
    title: str
    verdict: Verdict
    measured: str
    required: str
    force: Force
    waivable: bool
    basis: tuple[Basis, ...]
    fix: str
    fields: tuple[str, ...] = ()


def examine(facts: CandidateFacts, rules: Iterable[Rule], on: date) -> tuple[Finding, ...]:
    """Apply every rule that binds on `on`: all findings, not only the first failure."""
    return tuple(
        _finding(rule, CHECKS[rule.check](facts, rule.parameters, on), facts.person, on)
        for rule in rules
        if rule.check and rule.binds(facts, on)
    )


def _finding(rule: Rule, found: Measured, person: Person, on: date) -> Finding:
    verdict = verdict_of(found, rule.force_on(on))
    missing = verdict == Verdict.DATA_MISSING
    return Finding(
        rule=rule.id,
        title=rule.title,
        verdict=verdict,
        measured=found.measured if missing else found.measured + _said_none(rule, person),
        required=found.required,
        force=rule.force_on(on),
        waivable=rule.waivable,
        basis=rule.bases_on(on),
        fix=rule.advice(verdict),
        fields=_in_state(rule, person, State.NOT_ON_FILE) if missing else (),
    )


def _in_state(rule: Rule, person: Person, state: State) -> tuple[str, ...]:
    """The fields the rule reads that stand so on file."""
    return tuple(name for name in READS.get(rule.check, ()) if state_of(person, name) == state)


def _said_none(rule: Rule, person: Person) -> str:
    """The documents that say there is none of what the rule reads."""
    told = [document_of(person, name) for name in _in_state(rule, person, State.NONE)]
    named = "; ".join(dict.fromkeys(filter(None, told)))
    return f" (theo {named})" if named else ""


def verdict_of(found: Measured, force: Force) -> Verdict:
    if found.met is None:
        return Verdict.DATA_MISSING
    if found.person:
        return Verdict.PERSON_DECIDES
    if found.met:
        return Verdict.MET
    return Verdict.NOT_MET if force == Force.BLOCK else Verdict.PERSON_DECIDES
