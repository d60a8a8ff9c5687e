"""What commands print stands in the tables of both languages, and in no command."""

from __future__ import annotations

import ast
import re
from string import Formatter

import pytest

from bootstrap.settings import Settings
from cli.kit.texts import PHRASES, texts
from tests.cli.test_texts import LANGUAGES, MARKED
from tests.cli.typing_commands import OPEN, TASK, answer
from tests.lint.product import ROOT

FILES = sorted((ROOT / "cli").rglob("*.py"))
PRINTS = frozenset({"print", "table", "heads"})
WORD = re.compile(r"[^\W\d_]{2}")
MARKUP = re.compile(r"\[[^\]]*\]")


def literals(tree: ast.AST) -> list[str]:
    """Texts of the file but docstrings."""
    found = []
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        for statement in body if isinstance(body, list) else ():
            if isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant):
                statement.value.value = ""
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
    return found


def printed(tree: ast.AST) -> list[str]:
    """Words written out where something is printed: not one belongs there."""
    calls = [n for n in ast.walk(tree) if isinstance(n, ast.Call)]
    shown = [c for c in calls if isinstance(c.func, ast.Attribute) and c.func.attr == "print"]
    shown += [c for c in calls if isinstance(c.func, ast.Name) and c.func.id == "table"]
    parts = [part for call in shown for part in call.args if not isinstance(part, ast.Call)]
    inner = [c for part in parts for c in pieces(part)]
    return [bare for text in inner if WORD.search(bare := MARKUP.sub("", text))]


def pieces(part: ast.AST) -> list[str]:
    if isinstance(part, ast.Constant):
        return [part.value] if isinstance(part.value, str) else []
    if isinstance(part, ast.JoinedStr):
        return [p.value for p in part.values if isinstance(p, ast.Constant)]
    return [text for item in getattr(part, "elts", ()) for text in pieces(item)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_command_holds_what_it_prints(path):
    tree = ast.parse(path.read_text("utf-8"))
    assert printed(tree) == []
    assert [text for text in literals(tree) if MARKED.search(text)] == []


def test_a_text_in_a_command_is_seen():
    planted = ast.parse('console.print(f"[bold]{x}[/] done")\ntable("", ("Sau", say("b")), rows)')
    assert printed(planted) == [" done", "Sau"]


def test_both_languages_say_the_same_with_the_same_facts():
    ours, theirs = (texts(language)["said"] for language in LANGUAGES)
    assert list(ours) == list(theirs)
    assert {k: facts(v) for k, v in ours.items()} == {k: facts(v) for k, v in theirs.items()}
    assert [text for text in theirs.values() if MARKED.search(text)] == []


def facts(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_every_text_is_said_and_every_one_that_is_said_is_there():
    asked, written = set(PHRASES.values()), set()
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("say", "heads"):
                asked |= {a.value for a in node.args if isinstance(a, ast.Constant)}
            if isinstance(node, ast.Constant):
                written.add(node.value)
    there = set(texts("vi")["said"])
    assert asked <= there
    assert there <= written | set(PHRASES.values())


ENGLISH = [
    ("case", "show", "BN-2026-0001"),
    ("case", "list"),
    ("case", "conformance", "BN-2026-0001"),
    ("inbox", "--as", "ngoquanghuy"),
    ("law", "show", "101/appoint.party"),
    ("calendar", "explain", "07/09/2026", "3"),
    ("documents", "list", "BN-2026-0001"),
    ("documents", "fields", TASK),
    ("account", "list"),
    ("token", "list"),
    ("register", "gaps", "TU", "2026"),
    ("law", "instruments"),
    ("verify",),
    ("seal",),
]
DATA = re.compile("|".join([r"Thẩm Định"]))


@pytest.fixture
def english(terminal, tmp_path, monkeypatch):
    import bootstrap

    answer(terminal, *OPEN)
    monkeypatch.setattr(bootstrap, "settings", lambda: Settings(home=tmp_path, language="en"))
    return terminal


@pytest.mark.parametrize("words", ENGLISH, ids=" ".join)
def test_a_command_set_to_english_heads_its_tables_in_english(english, words):
    code, out, err = english(*words)
    assert code == 0, out + err
    spoken = [text for text in texts("vi")["said"].values() if MARKED.search(text)]
    whole = [text for text in spoken if "{" not in text and len(text) > 9 and text in out]
    assert whole == []


def test_a_refusal_is_said_in_the_language_of_the_machine(english):
    code, _, err = english("sign", TASK, "agree", "--as", "nobody")
    assert (code, "Not done:" in err, "Không" in err) == (3, True, False)
