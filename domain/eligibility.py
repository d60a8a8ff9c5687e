"""Eligibility: the law says *which* check with *which* numbers; Python says *how* to measure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

from pydantic import Field

from domain.basis import Basis
from domain.case import PostKind
from domain.checks import CHECKS, CandidateFacts, Measured
from domain.in_force import Dated


class Verdict(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    PERSON_DECIDES = "person_decides"  # not on file, a waiver is possible, or the rule is unsure


class Rule(Dated):
    """One rule of eligibility.yaml: the name of a check, its numbers, whom it binds."""

    id: str
    title: str
    check: str
    parameters: Mapping[str, int] = Field(default_factory=dict)
    posts: tuple[PostKind, ...] = tuple(PostKind)
    variants: tuple[Literal["party", "association"], ...] = ("party", "association")
    procedures: tuple[str, ...] = ("appoint", "reappoint")
    waivable: bool = False
    basis: Basis
    fix: str = ""

    def binds(self, facts: CandidateFacts, on: date) -> bool:
        return (
            self.covers(on)
            and facts.post in self.posts
            and facts.variant in self.variants
            and facts.procedure in self.procedures
        )


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule applied. `measured` and `required` are ready to print, with their units."""

    rule: str
    verdict: Verdict
    measured: str
    required: str
    waivable: bool
    basis: Basis


def examine(facts: CandidateFacts, rules: Iterable[Rule], on: date) -> tuple[Finding, ...]:
    """Apply every rule that binds on `on`: all findings, not only the first failure."""
    return tuple(
        _finding(rule, CHECKS[rule.check](facts, rule.parameters, on))
        for rule in rules
        if rule.binds(facts, on)
    )


def _finding(rule: Rule, found: Measured) -> Finding:
    return Finding(
        rule.id, _verdict(rule, found), found.measured, found.required, rule.waivable, rule.basis
    )


def _verdict(rule: Rule, found: Measured) -> Verdict:
    """Unknown facts, waivable failures and rules not read in the text go to a person."""
    if found.met:
        return Verdict.MET
    unsure = found.met is None or rule.waivable or not rule.basis.confidence.may_block
    return Verdict.PERSON_DECIDES if unsure else Verdict.NOT_MET
