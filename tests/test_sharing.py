"""Tests that share a worker."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.sharing import EVERY_PAPER

ROOT = Path(__file__).parents[1]
MADE_ONCE = {"sheets", "printed"}


def asks(path):
    """Does a test of this file ask for what is made once of all papers?"""
    defs = (
        n for n in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(n, ast.FunctionDef)
    )
    return any(MADE_ONCE & {arg.arg for arg in one.args.args} for one in defs)


def test_who_asks_for_all_papers_shares_their_worker():
    files = (path for path in (ROOT / "tests" / "documents").rglob("test_*.py") if asks(path))
    assert sorted(str(path.relative_to(ROOT)) for path in files) == sorted(EVERY_PAPER)
