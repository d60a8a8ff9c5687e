"""What became of a numbered paper, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from cli.kit.session import ready
from cli.kit.texts import word
from domain.decisions.changes import IssuedPaper
from domain.decisions.registers import RegisterEntry
from models.decisions.decision_facts import papers_of
from models.unit_of_work import reading


def states_of(entries: Iterable[RegisterEntry]) -> Mapping[tuple[str, int], str]:
    """Series and number → what became of the paper that bears it."""
    with reading(ready()) as uow:
        found = papers_of(uow.connection, {entry.case_id for entry in entries})
    return {(p.fact.series, p.fact.number): state_of(p) for ps in found.values() for p in ps}


def state_of(paper: IssuedPaper) -> str:
    holds = [word("decision_states", "in_force")] if paper.decides and paper.in_force else []
    changed = [
        f"{word('decision_changed', f'{later.how}_by')} {later.symbol}" for later in paper.later
    ]
    return "; ".join([*holds, *changed])
