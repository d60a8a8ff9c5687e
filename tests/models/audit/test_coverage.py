"""Every table is proven by something, or says why it need not be."""

from __future__ import annotations

import ast
from pathlib import Path

import models
from models.audit.coverage import COVERS, By, journalled
from models.audit.integrity import LOCKED
from models.schema.whole import metadata

ROOM = Path(models.__file__).parent


def test_each_table_says_what_proves_it():
    assert set(COVERS) == set(metadata.tables)


def test_what_proves_nothing_says_why():
    for name, cover in COVERS.items():
        assert cover.why or cover.by is not By.NOTHING, name
        assert all(cover.but.values()), name
        assert set(cover.but) <= set(metadata.tables[name].columns.keys()), name
        assert bool(cover.stream) == (cover.by is By.JOURNAL), name


def test_chains_and_logs_are_locked():
    chained = {name for name, cover in COVERS.items() if cover.by is By.CHAIN} - {"streams"}
    assert chained <= set(LOCKED) <= set(metadata.tables)


def unjournalled(source: str) -> list[str]:
    """Statements that write a journalled table beside the journal; what is moved by every page or
    request and proves nothing may be."""
    found = []
    tree = ast.parse(source)
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    called = {name.asname or name.name: name.name for node in froms for name in node.names}
    for call in ast.walk(tree):
        if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.args):
            continue
        written = ast.unparse(call.args[0])
        wrote = called.get(written, written)
        if call.func.id in ("insert", "update", "delete") and wrote in journalled():
            found.append(wrote)
    return found


def test_rows_no_fact_tells_of_are_written_by_the_journal_alone():
    found = {
        (path.relative_to(ROOM).as_posix(), table)
        for path in ROOM.rglob("*.py")
        if "migrations" not in path.parts and path.name != "journal.py"
        for table in unjournalled(path.read_text("utf-8"))
    }
    assert found == {
        ("accounts/accounts.py", "sessions"),  # seen_at
        ("accounts/tokens.py", "api_tokens"),  # used_at
        ("accounts/webhooks.py", "webhooks"),  # last_event
        ("told/mailboxes.py", "mailboxes"),  # taken_up
    }


def test_the_rule_finds_a_planted_fault():
    assert unjournalled("c.execute(insert(seats).values(a=1))") == ["seats"]
    renamed = "from models.schema.law import law_proofs as proofs\ndelete(proofs)"
    assert unjournalled(renamed) == ["law_proofs"]
