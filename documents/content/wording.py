"""Wording → blocks. A template is plain text, one block a line:

    :ground …      a căn cứ (the last one of a run closes the list)
    :centred …     a bold centred line
    :heading …     a bold heading
    :article N …   "Điều N." in bold, then the text
    :row a | b     a table row; consecutive rows are one table, the first its heading
    :dots label    a label, then dots to the margin: written on by hand
    anything else  a paragraph

An indented line goes on from the line above (it begins with words or a value, not with `{%`).
Values are put in after the lines are cut, so a "|" or a line that begins with ":" inside a name
or an opinion stays text and never becomes structure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import groupby

from jinja2 import FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context as Rendering
from jinja2.sandbox import SandboxedEnvironment

from documents.content.blocks import (
    Block,
    Centred,
    Dotted,
    Ground,
    Heading,
    Paragraph,
    TableBlock,
)
from documents.content.context import Context
from documents.values import by_name
from domain.text import nfc
from templates import TEMPLATES

PAPERS = TEMPLATES / "papers"
# Values are wrapped in these two private-use letters while the structure is read.
OPEN, CLOSE = "\ue000", "\ue001"
KEPT = "_kept"  # beside the values, so that the wordings are read and compiled once
SPACES = re.compile(r"[ \t\r]+")  # non-breaking spaces stay
CONTINUED = re.compile(r"\n[ \t]+(?=\S)")
VALUE = re.compile(f"{OPEN}(\\d+){CLOSE}")


def body(context: Context) -> list[Block]:
    """The blocks between title and signature, in the order of the template."""
    kept: list[str] = []
    template = _environment().get_template(f"{context.paper.id}.j2")
    text = CONTINUED.sub(" ", template.render({**by_name(context.values), KEPT: kept}))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return list(_blocks(lines, lambda part: _filled(part, kept)))


@pass_context
def _keep(rendering: Rendering, value: object) -> str:
    """Put the value by, and a mark where it goes."""
    kept = rendering[KEPT]
    kept.append(nfc(str(value)).replace("\r\n", "\n"))
    return f"{OPEN}{len(kept) - 1}{CLOSE}"


def _filled(part: str, kept: list[str]) -> str:
    """Lines that a person typed stay lines (an opinion, a conclusion); empty ones go."""
    clean = VALUE.sub(lambda found: kept[int(found[1])], part)
    lines = (SPACES.sub(" ", line).strip(" ") for line in clean.split("\n"))
    return "\n".join(line for line in lines if line)


def _blocks(lines: Iterable[str], fill: Callable[[str], str]) -> Iterator[Block]:
    for mark, group in groupby(lines, key=_mark):
        run = [line.removeprefix(f":{mark}").strip() for line in group]
        match mark:
            case "ground":
                for place, text in enumerate(run, start=1):
                    yield Ground(fill(text).replace("\n", " "), last=place == len(run))
            case "row":
                yield TableBlock(tuple(tuple(fill(c) for c in row.split("|")) for row in run))
            case "" | "article":
                for text in run:
                    yield from _paragraphs(mark, text, fill)
            case _:
                for text in run:
                    yield _single(mark, text, fill)


def _paragraphs(mark: str, text: str, fill: Callable[[str], str]) -> Iterator[Paragraph]:
    """One for each line of the text, the first with the bold beginning of an article."""
    number, _, rest = text.partition(" ") if mark == "article" else ("", "", text)
    first, *more = fill(rest).split("\n")
    yield Paragraph(first, lead=f"Điều\u00a0{number}." if number else "")
    yield from map(Paragraph, more)


def _single(mark: str, text: str, fill: Callable[[str], str]) -> Block:
    line = fill(text).replace("\n", " ")
    match mark:
        case "centred":
            return Centred(line)
        case "heading":
            return Heading(line)
        case _:
            return Dotted(line)


def _mark(line: str) -> str:
    found = re.match(r":(ground|centred|heading|article|row|dots)\b", line)
    return found[1] if found else ""


@cache
def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(
        loader=FileSystemLoader(PAPERS),
        undefined=StrictUndefined,
        finalize=_keep,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
