"""Chains stored in November 2026, before facts carried their own `apply`: read for ever alike.

Each file holds the case as it stood at the end, then its rows, one JSON text a line.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from domain.audit.chain import Link, digest, first_bad
from domain.facts.fact import FACTS, evolve
from domain.state.case import Case, CaseStatus
from models.facts_json import dump, load

CHAINS = sorted((Path(__file__).parent / "chains").glob("*.jsonl"))
each_chain = pytest.mark.parametrize("path", CHAINS, ids=lambda path: path.stem)


def read_chain(path: Path) -> tuple[Case, list[Link]]:
    final, *rows = path.read_text("utf-8").splitlines()
    return TypeAdapter(Case).validate_json(final), [Link(**json.loads(row)) for row in rows]


def test_every_fact_of_that_day_is_among_them():
    kinds = {link.kind for path in CHAINS for link in read_chain(path)[1]}
    assert len(kinds) == 28
    assert kinds <= set(FACTS)


@each_chain
def test_a_stored_body_comes_out_byte_by_byte_as_it_went_in(path):
    """A field added since then has a default, and is left out of the comparison."""
    for link in read_chain(path)[1]:
        again = json.loads(dump(load(link.kind, link.body)))
        assert dump(_as_told_then(json.loads(link.body), again)) == link.body


def _as_told_then(then: Any, now: Any) -> Any:
    """Also of what lies inside a fact: the tasks it opened."""
    if isinstance(then, dict):
        return {name: _as_told_then(then[name], now[name]) for name in then}
    if isinstance(then, list):
        return [_as_told_then(*pair) for pair in zip(then, now, strict=True)]
    return now


@each_chain
def test_the_hashes_still_hold(path):
    final, links = read_chain(path)
    assert first_bad(links, version=final.version, head=final.chain_head) is None
    assert all(digest(link.previous, link) == link.digest for link in links)


@each_chain
def test_the_facts_still_add_up_to_the_same_case(path):
    final, links = read_chain(path)
    fields = {"status": CaseStatus.OPEN, "outcome": "", "step": "", "round": 0}
    start = replace(final, **fields, tasks=(), drafts=(), recused=())
    assert evolve(start, [load(link.kind, link.body) for link in links]) == final
