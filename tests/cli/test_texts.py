"""What `--help` says is in both languages, and in no command."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest

from bootstrap.settings import Settings
from cli.kit.texts import texts
from cli.main import program
from tests.lint.product import ROOT

MARKED = re.compile(r"(?![×÷])[À-ỹ]")
LANGUAGES = ("vi", "en")
PLAIN = {"Thẩm Định"}


def every(command, path=""):
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        yield from every(child, f"{path} {name}".strip())


TREE = dict(every(program("vi")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_command_has_its_text_and_every_text_its_command(language):
    assert set(texts(language)["commands"]) == {path or "thamdinh" for path in TREE}
    assert all(texts(language)["commands"].values())


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_an_option_is_of_one_that_is_there(language):
    known = texts(language)
    for path, named in known["of_command"].items():
        assert set(named) <= {one.name for one in TREE[path].params}, path
    assert set(known["options"]) <= {one.name for c in TREE.values() for one in c.params}


def test_every_option_says_what_it_is():
    silent = [
        f"{path} --{one.name}"
        for path, command in TREE.items()
        for one in command.params
        if one.param_type_name == "option" and one.name != "help" and not one.help
    ]
    assert silent == []


def test_both_languages_have_the_same_keys_and_english_is_english():
    ours, theirs = texts("vi"), texts("en")
    assert {k: list(v) for k, v in ours.items()} == {k: list(v) for k, v in theirs.items()}
    for path, named in ours["of_command"].items():
        assert set(named) == set(theirs["of_command"][path]), path
    said = [*theirs["commands"].values(), *theirs["options"].values()]
    said += [text for named in theirs["of_command"].values() for text in named.values()]
    assert [t for t in said if MARKED.search(t.replace("Thẩm Định", ""))] == []


def test_no_command_holds_a_text_of_its_own():
    files = (ROOT / "cli").rglob("*.py")
    assert [str(p) for p in files if re.search(r'help="[^"]*[À-ỹ]|help="\w', p.read_text())] == []


def test_help_is_vietnamese_unless_english_is_set(monkeypatch):
    monkeypatch.delenv("THAMDINH_LANGUAGE", raising=False)
    assert "Mở hồ sơ" in shown(Settings().language)
    monkeypatch.setenv("THAMDINH_LANGUAGE", "en")
    assert "Open a case" in shown(Settings().language)


def shown(language):
    command = dict(every(program(language)))["case open"]
    with command.make_context("open", [], resilient_parsing=True) as context:
        return command.help + " ".join(str(o.help) for o in context.command.params)


@pytest.mark.parametrize("typed", [["--help"], ["inbox", "--as", "x"], ["documents", "draft"]])
def test_whatever_is_typed_every_command_of_its_list_is_named(typed):
    shown = program("vi", typed)
    assert {name: c.help for name, c in shown.commands.items()} == {
        name: c.help for name, c in TREE[""].commands.items()
    }
    if group := getattr(shown.commands.get(typed[0]), "commands", {}):
        assert group.keys() == TREE[typed[0]].commands.keys()
        assert group[typed[1]].params


def test_a_command_loads_no_other():
    code = (
        "import sys, cli.main; cli.main.program('vi', ['inbox', '--help'])\n"
        "print(*[name for name in ('cli.cases.inbox', 'cli.cases.acts', 'docx', 'pyhanko', 'PIL')"
        " if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "cli.cases.inbox"
