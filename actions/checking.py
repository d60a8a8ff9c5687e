"""Run a named check of a step and keep what it found: software measures, a person decides."""

from __future__ import annotations

from actions.app import App
from domain.case_file import CaseFile
from domain.checks import CandidateFacts
from domain.dossier import missing
from domain.effects import Effect
from domain.eligibility import Finding, examine
from domain.facts import Checked, Fact
from domain.routing import press_of

Row = tuple[str, str, str, str]


def run_check(app: App, file: CaseFile, effect: Effect) -> Fact:
    rows = _dossier(app, file) if effect.name == "dossier" else _eligibility(app, file)
    return Checked(effect.name, effect.step, effect.round, rows, app.clock())


def _dossier(app: App, file: CaseFile) -> tuple[Row, ...]:
    required = file.law.procedure.dossier
    absent = {paper.id for paper in missing(required, app.catalogue.dossier, file.held)}
    return tuple(
        (paper, "not_met" if paper in absent else "met", "", app.catalogue.dossier[paper].title)
        for paper in required
    )


def _eligibility(app: App, file: CaseFile) -> tuple[Row, ...]:
    case = file.case
    variant = press_of(file.law.agencies, case.press_agency).variant
    facts = CandidateFacts(file.subject, case.post, variant, file.law.procedure.name)
    return tuple(_row(f) for f in examine(facts, app.catalogue.rules, case.law_day))


def _row(finding: Finding) -> Row:
    return (finding.rule, finding.verdict, finding.measured, finding.required)
