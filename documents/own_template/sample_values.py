"""A value for every name a template may use, shaped as a case would have it, to try one out."""

from __future__ import annotations

from typing import Any

from documents.content.paper_fields import FIELDS
from documents.own_template.template_names import NAMES

ANY = "…"


def stand_ins() -> dict[str, Any]:
    return dict.fromkeys(NAMES, ANY) | {
        "number": "Số        -QĐ/TU",
        "place_date": "Đắk Lắk, ngày        tháng 9 năm 2026",
        **{name: [ANY] for name in ("grounds", "recipients", "addressees", "asked", "silent")},
        **{
            name: [_of("agency answer reason dated number stand")]
            for name in ("opinions", "differing")
        },
        "votes": [_of("meeting day result")],
        "path": [_of("step opened closed remarks")],
        "ballot": _of("meeting day formula result reason")
        | {"counts": [(ANY, 1)], "lines": [(ANY, 1, ANY)]},
        "review": [{"title": ANY, "met": True, "rows": [_of("title required measured basis fix")]}],
        "dossier": [_of("title held files dated note")],
        "answer": _of("said reason request_day outcome"),
        "field": dict.fromkeys(FIELDS, ANY),
        "conditions": [_of("what measured verdict basis")],
        "changed": _of("decision about issuer effective reason document says"),
        "slip": _of("shape secret") | {"choices": [ANY]},
        "opinion_counts": [(ANY, 1)],
        "services": [(ANY, ANY, ANY)],
        "ratings": [(ANY, ANY)],
        "members": [(ANY, ANY)],
    }


def _of(names: str) -> dict[str, Any]:
    return dict.fromkeys(names.split(), ANY)
