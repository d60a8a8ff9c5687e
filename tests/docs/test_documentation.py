"""What the documents say is true: commands exist, words are defined, decisions fit on a page."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.main import get_command

from cli.commands import assembled
from domain.state.task import TaskStatus

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
USE = (ROOT / "docs/how-to/use-the-commands.md").read_text("utf-8")
GUIDES = README + USE


def commands(group, prefix=""):
    for name, command in group.commands.items():
        path = f"{prefix}{name}"
        yield path
        if hasattr(command, "commands"):
            yield from commands(command, f"{path} ")


KNOWN = set(commands(get_command(assembled())))


def test_every_command_in_the_guides_exists():
    told = {" ".join(found.split()[:2]) for found in re.findall(r"thamdinh ([a-z -]+)", GUIDES)}
    for words in told - {""}:
        assert words in KNOWN or words.split()[0] in KNOWN, words


def test_every_command_is_in_the_guides():
    said = GUIDES.replace("`", "")
    for path in KNOWN:
        if " " not in path:
            assert re.search(rf"\b{re.escape(path)}\b", said), path


def test_ci_runs_exactly_the_readme_test_command():
    lines = re.findall(r"^python3 .*pytest$", README, re.M)
    assert len(lines) == 1
    assert "sed -n 's/^\\(python3 .*pytest\\)$/\\1/p' README.md" in (ROOT / ".ci/run").read_text()


def test_every_room_is_in_the_readme():
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests"}
    for room in rooms:
        assert f"`{room}/`" in README


@pytest.mark.parametrize("record", sorted((ROOT / "docs/adr").glob("*.md")), ids=lambda p: p.stem)
def test_a_decision_fits_on_a_page_and_has_its_parts(record):
    text = record.read_text("utf-8")
    assert len(text.splitlines()) <= 40
    assert "**Decision.**" in text or "**Context.**" in text


@pytest.mark.parametrize("record", sorted((ROOT / "docs/adr").glob("0*.md")), ids=lambda p: p.stem)
def test_a_decision_says_what_else_was_possible_and_what_enforces_it(record):
    text = record.read_text("utf-8")
    assert "**Alternatives.**" in text
    enforced = text.partition("**Enforced by.**")[2].partition("**Consequences.**")[0]
    paths = re.findall(r"`([\w./]+\.(?:py|toml))`", enforced)
    assert paths
    for path in paths:
        assert (ROOT / path).is_file(), path


def test_no_document_refers_to_a_file_outside_the_repository():
    for page in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]:
        assert not re.search(
            r"(?<![\w/])(\.\./shared|style\.md|design\.md)", page.read_text("utf-8")
        ), page


def test_the_glossary_defines_the_words_of_the_code():
    glossary = (ROOT / "GLOSSARY.md").read_text("utf-8")
    for word in (
        "case",
        "procedure",
        "step",
        "round",
        "task",
        "opinion",
        "consent",
        "fact",
        "gate",
    ):
        assert f"`{word}`" in glossary
    assert len(TaskStatus) == 4


def test_the_repository_names_no_package_registry_and_no_machine_path():
    for path in ROOT.rglob("*"):
        inside = path.relative_to(ROOT).parts
        if not path.is_file() or inside[0].startswith(".") or path.name == "uv.lock":
            continue
        if path.suffix in {".py", ".md", ".yaml", ".toml", ".j2"} and inside[0] != "var":
            text = path.read_text("utf-8")
            assert not re.search(r"(py" r"pi\.org|pythonhost" r"ed|registry\.npm)", text), path


def test_every_test_named_for_a_public_report_exists():
    page = (ROOT / "docs/reference/public-reports.md").read_text("utf-8")
    for row, file, name in re.findall(r"^\| (\w\d\d)[ ★]* \| `([^`]+)` · (\w+) \|$", page, re.M):
        assert name in (ROOT / file).read_text("utf-8"), row


def test_the_readme_fits_in_two_screens_and_its_links_lead_somewhere():
    assert len(README.splitlines()) <= 90
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("picture", sorted((ROOT / "docs/pictures").glob("*.png")))
def test_a_picture_is_light(picture):
    assert picture.stat().st_size <= 150_000
