"""A person as the rules and the papers need them. Sample people are invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from domain.directory.columns import PersonColumn, column, columns_of
from domain.directory.record import Record


@dataclass(frozen=True, slots=True)
class Statement:
    """The document that what is on file in one field was taken from; `none`: it says that there
    is nothing of the kind."""

    document: str
    none: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """`sort_name` is given by people, not computed: Ê Đê names end with the clan, not a given name.

    Dates are legal days. An empty column means "not on file", and "none" only where `stated` says
    so (domain/directory/fields.py). `press_months` (months) and `terms_as_head` (whole terms) are
    as confirmed on paper; they are used only while the record holds no working life to count from.
    `political_theory` is a code of the words `theory`. `stated` maps the name of a field, for a
    row of a map with its key behind a dot, to the document it was taken from.
    """

    id: str = field(metadata=column("text", most=40, required=True))
    full_name: str = field(metadata=column("text", most=200, required=True, paper="name"))
    sort_name: str = field(metadata=column("text", most=200))
    sex: Literal["male", "female"] = field(
        metadata=column("code", most=10, words="sexes", required=True, paper="sex")
    )
    birth: date = field(metadata=column("day", required=True, paper="birth"))
    ethnicity: str = field(default="", metadata=column("text", most=60, paper="ethnicity"))
    hometown: str = field(default="", metadata=column("text", most=200, paper="hometown"))
    present_position: str = field(
        default="", metadata=column("text", most=300, paper="present", none=True)
    )
    degree: str = field(default="", metadata=column("text", most=200, paper="degree", none=True))
    political_theory: str = field(
        default="", metadata=column("code", most=40, words="theory", paper="theory", none=True)
    )
    press_management_certificate: bool = field(
        default=False, metadata=column("flag", paper="certificate", none=True)
    )
    press_card: str = field(
        default="", metadata=column("text", most=60, paper="press_card", none=True)
    )
    press_months: int = field(default=0, metadata=column("count", none=True))
    party_member_since: date | None = field(
        default=None, metadata=column("day", paper="joined", none=True)
    )
    terms_as_head: int = field(default=0, metadata=column("count", none=True))
    term_ends: date | None = field(default=None, metadata=column("day"))
    record: Record = field(default_factory=Record)
    stated: Mapping[str, Statement] = field(default_factory=dict)


def is_id(text: str) -> bool:
    """Small letters without marks and digits: typed in any case, it is the same person."""
    return text.isascii() and text.isalnum() and text == text.lower() and len(text) <= 40


COLUMNS: tuple[PersonColumn, ...] = columns_of(Person)
