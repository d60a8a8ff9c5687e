"""A person as the rules and the papers need them. Sample people are invented."""

from __future__ import annotations

from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Any, Literal

from domain.directory.record import Record

Kind = Literal["text", "code", "day", "flag", "count"]


@dataclass(frozen=True, slots=True)
class PersonColumn:
    """One thing on file about a person: the table, the sheet of the import, the pages, the
    commands and the papers all read it from here.

    Its words are `person_fields` of templates/messages. `most`: characters at most (text, code).
    `words`: the table of words of a code. `paper`: its name in the wording of papers.
    """

    kind: Kind
    most: int = 0
    words: str = ""
    paper: str = ""
    required: bool = False
    name: str = ""


def _column(kind: Kind, **more: Any) -> dict[str, PersonColumn]:
    return {"column": PersonColumn(kind, **more)}


@dataclass(frozen=True, slots=True)
class Person:
    """`sort_name` is given by people, not computed: Ê Đê names end with the clan, not a given name.

    Dates are legal days. Empty text means "not on file", never "none". `press_months` (months)
    and `terms_as_head` (whole terms) are as confirmed on paper, 0 for "not on file"; they are used
    only while the record holds no working life to count from. `political_theory` is a code of the
    words `theory`.
    """

    id: str = field(metadata=_column("text", most=40, required=True))
    full_name: str = field(metadata=_column("text", most=200, required=True, paper="name"))
    sort_name: str = field(metadata=_column("text", most=200))
    sex: Literal["male", "female"] = field(
        metadata=_column("code", most=10, words="sexes", required=True, paper="sex")
    )
    birth: date = field(metadata=_column("day", required=True, paper="birth"))
    ethnicity: str = field(default="", metadata=_column("text", most=60, paper="ethnicity"))
    hometown: str = field(default="", metadata=_column("text", most=200, paper="hometown"))
    present_position: str = field(default="", metadata=_column("text", most=300, paper="present"))
    degree: str = field(default="", metadata=_column("text", most=200, paper="degree"))
    political_theory: str = field(
        default="", metadata=_column("code", most=40, words="theory", paper="theory")
    )
    press_management_certificate: bool = field(
        default=False, metadata=_column("flag", paper="certificate")
    )
    press_card: str = field(default="", metadata=_column("text", most=60, paper="press_card"))
    press_months: int = field(default=0, metadata=_column("count"))
    party_member_since: date | None = field(default=None, metadata=_column("day", paper="joined"))
    terms_as_head: int = field(default=0, metadata=_column("count"))
    term_ends: date | None = field(default=None, metadata=_column("day"))
    record: Record = field(default_factory=Record)


def is_id(text: str) -> bool:
    """Small letters without marks and digits: typed in any case, it is the same person."""
    return text.isascii() and text.isalnum() and text == text.lower() and len(text) <= 40


COLUMNS: tuple[PersonColumn, ...] = tuple(
    replace(told.metadata["column"], name=told.name)
    for told in fields(Person)
    if "column" in told.metadata
)
