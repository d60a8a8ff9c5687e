"""A value for every name a template may use, shaped as a case would have it, to try one out."""

from __future__ import annotations

from typing import get_args, get_origin, get_type_hints, is_typeddict

from documents.content.paper_fields import FIELDS
from documents.own_template.template_names import FRAME, OF_PERSON
from documents.values import PaperValues

ANY = "…"


def stand_ins() -> dict[str, object]:
    """The shapes are those of the types; only the frame's lines must look like themselves."""
    shaped = {name: _of(shape) for name, shape in get_type_hints(PaperValues).items()}
    shaped.pop("person")
    return shaped | {
        **dict.fromkeys(FRAME | OF_PERSON, ANY),
        "number": "Số        -QĐ/TU",
        "place_date": "Đắk Lắk, ngày        tháng 9 năm 2026",
        "recipients": [ANY],
        "addressees": [ANY],
        "field": dict.fromkeys(FIELDS, ANY),
    }


def _of(shape: object) -> object:
    """A text, a number or a yes of this shape; of a list one item, of a row each column."""
    if is_typeddict(shape):
        return {name: _of(inner) for name, inner in get_type_hints(shape).items()}
    parts = get_args(shape)
    match get_origin(shape):
        case origin if origin is list:
            return [_of(parts[0])]
        case origin if origin is tuple:
            return tuple(_of(part) for part in parts)
    if shape is bool:
        return True
    return 1 if shape is int else ANY
