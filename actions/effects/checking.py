"""Run a named check of a step and keep what it found: software measures, a person decides."""

from __future__ import annotations

from actions.app import App
from domain.effects.effects import Effect
from domain.eligibility.eligibility import Finding
from domain.facts.checks import Checked
from domain.facts.fact import Fact
from domain.papers.case_file import CaseFile

Row = tuple[str, str, str, str]


def run_check(app: App, file: CaseFile, effect: Effect) -> Fact:
    found = file.papers if effect.name == "dossier" else file.findings
    return Checked(
        name=effect.name,
        step=effect.step,
        round=effect.round,
        findings=tuple(map(_row, found)),
        at=app.now(file.case),
    )


def _row(finding: Finding) -> Row:
    return (finding.rule, finding.verdict, finding.measured, finding.required)
