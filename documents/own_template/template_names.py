"""What an agency's own template may name: the frame of the paper, then what the case says."""

from __future__ import annotations

from documents.values import PaperValues
from domain.directory.people import COLUMNS

FRAME = frozenset(
    {
        "superior",
        "issuer",
        "number",
        "place_date",
        "mark",
        "type_name",
        "subject",
        "addressees",
        "recipients",
        "authority",
        "signer_title",
        "signer_name",
    }
)
OF_PERSON = frozenset(column.paper for column in COLUMNS if column.paper)
NAMES = FRAME | OF_PERSON | (PaperValues.__annotations__.keys() - {"person"})
