"""An agency's own .docx template filled by docxtpl with the same values as our own wording.

A template is somebody's upload: it is checked like any draft, runs in Jinja's sandbox, every value
is escaped, and a name it uses that we do not have is said before any case needs it.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import TemplateError, TemplateSyntaxError

from documents.content.blocks import (
    Addressees,
    Foot,
    Ground,
    Header,
    Signatures,
    Title,
)
from documents.content.catalogue import PaperType
from documents.content.context import Context
from documents.docx.blank import packed
from documents.intake.sent_file import SentFile
from documents.intake.word_check import check_draft
from documents.own_template.fill import check_fillable
from documents.own_template.language import environment
from documents.own_template.sample_values import stand_ins
from documents.own_template.template_names import NAMES
from documents.render import blocks_of
from documents.values import by_name
from domain.errors import BadTemplate


def check_template(sent: SentFile) -> bytes:
    """The template as it is filled. Raises BadPaper (file) or BadTemplate: syntax, or undeclared
    with the names not known."""
    kept = check_draft(sent)
    try:
        used = _open(kept).get_undeclared_template_variables(environment(sent.name))
    except (TemplateSyntaxError, SyntaxError) as fault:
        said = str(fault)
        raise BadTemplate(name=sent.name, rule=BadTemplate.Rule.SYNTAX, detail=said) from fault
    if strange := sorted(used - NAMES):
        raise BadTemplate(
            name=sent.name, rule=BadTemplate.Rule.UNDECLARED, names=strange, known=sorted(NAMES)
        )
    return kept


def check_and_fill(sent: SentFile, values: dict[str, Any]) -> bytes:
    """The template with these values in it. Raises BadPaper or BadTemplate."""
    return _filled(sent.name, check_template(sent), values)


def lint(sent: SentFile, paper: PaperType) -> bytes:
    """Find before any case does what `check_and_fill` would refuse, by a trial with stand-ins.
    The template as it is kept.

    Raises BadPaper, also for a decision without its lines for number and date, or BadTemplate.
    """
    kept = check_template(sent)
    check_fillable(sent.name, _filled(sent.name, kept, stand_ins()), paper)
    return kept


def _filled(name: str, content: bytes, values: Mapping[str, object]) -> bytes:
    template = _open(content)
    try:
        template.render(values, environment(name))
    except (TemplateError, SyntaxError, TypeError, ValueError) as fault:
        raise BadTemplate(name=name, rule=BadTemplate.Rule.SYNTAX, detail=str(fault)) from fault
    return packed(template.docx)


def template_values(context: Context, *, number: int) -> dict[str, object]:
    """The values by name, in the spelling of the paper's system."""
    grounds: list[str] = []
    values: dict[str, object] = {"type_name": "", "addressees": [], "grounds": grounds}
    values |= _signature(Foot((), (), "", ""))  # not every paper has one
    for block in blocks_of(context, number=number):
        match block:
            case Header() | Title():  # a letter has its subject in the header, others in the title
                values |= asdict(block)
            case Addressees():
                values["addressees"] = list(block.names)
            case Ground():
                grounds.append(block.text)
            case Foot():
                values |= _signature(block)
            case Signatures():
                values["recipients"] = list(block.recipients)
    return by_name(context.values) | values


def _signature(block: Foot) -> dict[str, object]:
    return {
        "recipients": list(block.recipients),
        "authority": "\n".join(block.authority),
        "signer_title": block.title,
        "signer_name": block.name,
    }


def _open(content: bytes) -> Any:
    return DocxTemplate(io.BytesIO(content))
