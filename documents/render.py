"""One call: a case and a paper type in, an editable .docx out. Same facts, same bytes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields, replace
from typing import Any

from documents.content.blocks import Block
from documents.content.catalogue import PAPERS
from documents.content.context import Context, context_for
from documents.content.wording import body
from documents.docx.writer import write
from documents.frame.frame import framed, spelled
from domain.papers.case_file import CaseFile


@dataclass(frozen=True, slots=True)
class Rendered:
    paper: str
    title: str
    content: bytes
    sha256: str


def render(file: CaseFile, paper: str, *, step: str, number: int = 1) -> Rendered:
    """Draft `paper` as the agency asked in `step` would issue it on the file's day.

    `number` is the draft's version; an issued decision carries its number and date instead.
    """
    context = context_for(file, PAPERS[paper], step)
    content = write(
        blocks_of(context, number=number),
        context.layout,
        title=f"{context.paper.title} – {file.case.id}",
        made=file.case.opened_at,
    )
    digest = hashlib.sha256(content).hexdigest()
    return Rendered(paper, context.paper.title, content, digest)


def blocks_of(context: Context, *, number: int = 1) -> list[Block]:
    """The paper as blocks, in the spelling of its system: what preview and tests look at."""
    blocks = framed(context, body(context), number=number)
    return [_spell(context, block) for block in blocks]


def _spell(context: Context, block: Block) -> Block:
    changes = {
        field.name: _spell_value(context, getattr(block, field.name)) for field in fields(block)
    }
    return replace(block, **changes)


def _spell_value(context: Context, value: Any) -> Any:
    if isinstance(value, str):
        return spelled(context, value)
    if isinstance(value, tuple):
        return tuple(_spell_value(context, item) for item in value)
    return value
