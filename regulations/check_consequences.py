"""Lint of what decisions write: a line for every paper that decides, on each of its days."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.decisions.consequences import Consequence
from domain.law.in_force import gaps
from domain.law.procedure import Procedure
from regulations.catalogue import Catalogue
from regulations.check_rules import cited
from regulations.law_problems import LawFault, LawProblem, problem


def check_consequences(catalogue: Catalogue, texts: Iterable[Procedure]) -> Iterator[LawProblem]:
    """A decision that writes nothing says so, and what it writes rests on a text in force."""
    known = catalogue.consequences
    papers = {row.paper for row in known}
    for text in texts:
        for paper in {step.approves for step in text.steps if step.approves}:
            if not _covered([row for row in known if row.paper == paper and not row.forms], text):
                yield problem("consequences", paper, LawFault.NOT_WRITTEN, name=text.id)
    deciding = {step.approves for text in texts for step in text.steps}
    for paper in sorted(papers - deciding):
        yield problem("consequences", paper, LawFault.NOT_ISSUED)
    for row in known:
        yield from cited(catalogue, f"consequences {row.paper}", row, row.basis)
        if row.nothing == _does_something(row):
            yield problem("consequences", row.paper, LawFault.BOTH_OR_NEITHER)


def _covered(rows: list[Consequence], text: Procedure) -> bool:
    """On each day on which the procedure may decide."""
    if not rows:
        return False
    first, end = min(row.first_day for row in rows), max(row.end for row in rows)
    return first <= text.first_day and text.end <= end and not gaps(rows)


def _does_something(row: Consequence) -> bool:
    lasting = row.term_months or row.until_printed
    return bool(row.begins or row.ends or lasting or row.discipline or row.suspends)
