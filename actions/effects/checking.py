"""Run a named check of a step and keep what it found: software measures, a person decides."""

from __future__ import annotations

from actions.app import App
from domain.effects.effects import Effect
from domain.eligibility.eligibility import Finding
from domain.facts.progress import Checked, Fact
from domain.papers.case_file import CaseFile

Row = tuple[str, str, str, str]


def run_check(app: App, file: CaseFile, effect: Effect) -> Fact:
    found = file.papers if effect.name == "dossier" else file.findings
    return Checked(effect.name, effect.step, effect.round, tuple(map(_row, found)), app.clock())


def _row(finding: Finding) -> Row:
    return (finding.rule, finding.verdict, finding.measured, finding.required)
