"""Findings as a table: what is asked, what there is, under which article, what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import bootstrap
from cli.kit.output import console, table
from cli.kit.texts import heads, language, say, tables, word
from domain.eligibility.eligibility import Finding
from domain.law.basis import Basis
from notifications.law_texts import law_text
from notifications.person_words import head_of


def cited_bases(bases: Iterable[Basis]) -> str:
    """Instruments and articles, one a line, with how surely each is known."""
    cite = bootstrap.app().catalogue.instruments.cite
    return "\n".join(f"{cite(basis)} [{basis.confidence}]" for basis in bases)


def print_findings(title: str, findings: Iterable[Finding]) -> None:
    rows = [_row(finding) for finding in findings]
    columns = heads("subject_matter", "verdict", "there_is", "asked_for", "force", "basis", "to_do")
    table(title, columns, rows)


def _law(text: str) -> str:
    return law_text(text, language())


def _row(finding: Finding) -> tuple[object, ...]:
    waiver = finding.waivable and finding.verdict == "person_decides"
    return (
        f"{finding.rule} {_law(finding.title)}",
        word("verdicts", "waiver") if waiver else word("verdicts", finding.verdict),
        _law(finding.measured),
        _law(finding.required),
        word("forces", finding.force),
        cited_bases(finding.basis),
        ": ".join(filter(None, (_law(finding.fix), _fields(finding)))),
    )


def _fields(finding: Finding) -> str:
    """What to enter about the person."""
    return ", ".join(head_of(name, language()) for name in finding.fields)


def print_outcome(findings: Iterable[Finding]) -> None:
    """How many of each, and that software proposes nothing."""
    counts = Counter(str(finding.verdict) for finding in findings)
    known = [f"{text}: {counts[v]}" for v, text in tables()["verdicts"].items() if counts[v]]
    console.print(" · ".join(known) + say("software_only_checks_whoever_has_the"))
