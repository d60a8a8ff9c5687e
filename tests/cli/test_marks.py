"""What people typed is shown as it is, whatever brackets it holds; our texts keep their marks."""

from __future__ import annotations

import io

import pytest
from rich.console import Console
from sqlalchemy import update

from cli.kit import output, session
from cli.kit.output import Marked, marked, table
from cli.kit.texts import heads
from models.schema.tables import people
from tests.cli.typing_commands import OPEN
from tests.playing import at_opinions

TYPED = "Y [/] [red]Thông[/red] [link=x]Êban"
LISTS = (
    ("case", "show", "BN-2026-0001"),
    ("case", "list"),
    ("case", "history", "BN-2026-0001"),
    ("person", "list"),
    ("person", "show", "ythongeban"),
    ("notices", "--as", "hlinhnie"),
    ("inbox", "--as", "hlinhnie"),
)


@pytest.fixture
def named(lite):
    """Someone whose name looks like marks of the terminal, concerned by a case."""
    at_opinions(lite)
    with lite.engine.begin() as connection:
        connection.execute(
            update(people).where(people.c.id == "ythongeban").values(full_name=TYPED)
        )


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_name_with_brackets_is_shown_as_it_is(terminal, named, monkeypatch, words):
    monkeypatch.setattr(output.console, "_width", 400)
    code, out, err = terminal(*words)
    assert (code, err) == (0, "")
    if words != ("case", "history", "BN-2026-0001"):  # which names who acted, not who is concerned
        assert TYPED in out


def test_a_refusal_with_brackets_is_shown_as_it_is(terminal, named):
    code, _, err = terminal(*OPEN[:3], "[/]", *OPEN[4:])
    assert code == 3
    assert "[/]" in err


def test_a_text_of_ours_keeps_its_marks_and_its_facts_bring_none(monkeypatch):
    shown = io.StringIO()
    screen = Console(file=shown, markup=False, highlight=False, force_terminal=True, width=200)
    monkeypatch.setattr(output, "console", screen)
    said = marked("[bold]{name}[/] of {body}", name="[red]x", body=Marked("[dim]y[/]"))
    table(said, heads("what"), [(said,), ("[/]",)])
    out = shown.getvalue()
    assert all(typed in out for typed in ("[red]x", "[/]"))
    assert not any(mark in out for mark in ("[bold]", "[dim]"))
    assert "\x1b[1m[red]x" in out
    assert f"{said}" == "[red]x of y"


@pytest.mark.usefixtures("terminal")
def test_a_command_reads_the_names_of_whom_it_shows():
    assert dict(session.wording(["ythongeban", ""]).names) == {"ythongeban": "Y Thông Êban"}
    assert dict(session.wording().names) == {}
