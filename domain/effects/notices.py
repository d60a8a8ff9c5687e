"""A message for an agency about a case: which words, and what fills them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """`key` makes it unique: the same notice is never sent twice. `template` names its words."""

    key: str
    case_id: str
    agency: str
    template: str
    facts: Mapping[str, str] = field(default_factory=dict)
