"""A person as the rules and the papers need them. Sample people are invented."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from domain.directory.record import Record


@dataclass(frozen=True, slots=True)
class Person:
    """`sort_name` is given by people, not computed: Ê Đê names end with the clan, not a given name.

    Dates are legal days. Empty text means "not on file", never "none". `press_months` and
    `terms_as_head` are as confirmed on paper, 0 for "not on file"; they are used only while the
    record holds no working life to count from.
    """

    id: str
    full_name: str
    sort_name: str
    sex: Literal["male", "female"]
    birth: date
    ethnicity: str = ""
    hometown: str = ""
    present_position: str = ""
    degree: str = ""
    political_theory: str = ""  # "cao_cap", "trung_cap", …
    press_management_certificate: bool = False
    press_card: str = ""
    press_months: int = 0
    party_member_since: date | None = None
    terms_as_head: int = 0
    term_ends: date | None = None
    record: Record = field(default_factory=Record)
