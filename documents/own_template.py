"""An agency's own .docx template filled by docxtpl with the same values as our own wording.

A template is somebody's upload: it is checked like any draft, runs in Jinja's sandbox, every value
is escaped, and a name it uses that we do not have is said before any case needs it.
"""

from __future__ import annotations

import io
from dataclasses import asdict
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import SandboxedEnvironment

from documents.blocks import Addressees, Foot, Ground, Header, Signatures, Title
from documents.context import Context
from documents.docx_parts import packed
from documents.render import blocks_of
from documents.word_check import check_draft
from domain.errors import BadTemplate

# What a template may name: the frame of the paper, then what the case says (documents.context).
NAMES = frozenset({
    "superior", "issuer", "number", "place_date", "mark", "type_name", "subject", "addressees",
    "grounds", "recipients", "authority", "signer_title", "signer_name", "party", "verb", "post",
    "matter", "press", "governing", "title", "name", "birth", "ethnicity", "hometown", "present",
    "degree", "theory", "press_card", "term", "procedure", "effective", "opinions", "votes",
    "asked", "form", "breach", "deciding", "blank", "about", "complained", "resolution",
    "resolution_why", "finding", "ground", "path", "ballot", "review", "reviewed_on", "differing",
    "silent", "opinion_counts", "sex", "joined", "certificate", "planned", "services",
    "disciplines", "proceedings", "absences", "ratings", "dossier", "papers_held", "papers_lacking",
    "meeting", "by_council", "members", "chair", "secretary", "meeting_title", "meeting_day",
    "summons_by", "summons_days", "summons_time", "may_ask_without", "attendance", "slip",
    "issuer_name", "answer",
})  # fmt: skip


def check_template(name: str, content: bytes) -> None:
    """Raises BadPaper (file) or BadTemplate: syntax, or undeclared with the names not known."""
    check_draft(name, content)
    try:
        used = _open(content).get_undeclared_template_variables(_environment())
    except (TemplateSyntaxError, SyntaxError) as fault:
        raise BadTemplate(name=name, rule="syntax", detail=str(fault)) from fault
    if strange := sorted(used - NAMES):
        raise BadTemplate(name=name, rule="undeclared", names=strange, known=sorted(NAMES))


def fill_template(name: str, content: bytes, context: Context, *, number: int) -> bytes:
    """The paper in the agency's own look. Same facts and template, same bytes.

    Raises BadPaper or BadTemplate; nothing undefined is ever printed as an empty place.
    """
    check_template(name, content)
    template = _open(content)
    try:
        template.render(template_values(context, number=number), _environment())
    except (TemplateError, SyntaxError, TypeError, ValueError) as fault:
        raise BadTemplate(name=name, rule="syntax", detail=str(fault)) from fault
    return packed(template.docx)


def template_values(context: Context, *, number: int) -> dict[str, Any]:
    """The values by name, in the spelling of the paper's system."""
    values: dict[str, Any] = {"type_name": "", "addressees": [], "grounds": []}
    values |= _signature(Foot((), (), "", ""))  # not every paper has one
    for block in blocks_of(context, number=number):
        match block:
            case Header() | Title():  # a letter has its subject in the header, others in the title
                values |= asdict(block)
            case Addressees():
                values["addressees"] = list(block.names)
            case Ground():
                values["grounds"].append(block.text)
            case Foot():
                values |= _signature(block)
            case Signatures():
                values["recipients"] = list(block.recipients)
    return context.values | values


def _signature(block: Foot) -> dict[str, Any]:
    return {
        "recipients": list(block.recipients),
        "authority": "\n".join(block.authority),
        "signer_title": block.title,
        "signer_name": block.name,
    }


def _open(content: bytes) -> Any:
    return DocxTemplate(io.BytesIO(content))


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
