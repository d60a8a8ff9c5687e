"""Which notices leave as mail, how people may choose, what a mail may say (mail.yaml)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field, model_validator

from domain.effects.notices import NoticeKind
from domain.law.basis import Basis
from domain.law.in_force import Frozen
from domain.law.procedure import name_in


class When(StrEnum):
    """How soon a notice leaves as mail."""

    AT_ONCE = "at_once"
    DIGEST = "digest"
    NEVER = "never"


class KindGroup(Frozen):
    """Kinds people choose for together; `usual` holds for who has chosen nothing."""

    usual: When
    kinds: frozenset[NoticeKind]


class RequiredKinds(Frozen):
    """Kinds the law wants told."""

    kinds: frozenset[NoticeKind]
    basis: tuple[Basis, ...] = Field(min_length=1)


class MailRules(Frozen):
    """The whole file. `in_full`: procedures whose notices are mailed with their words;
    `watches_in_full`: ids of watches (radar.yaml) that a calendar names."""

    groups: Mapping[str, KindGroup]
    required: tuple[RequiredKinds, ...]
    in_full: frozenset[str]
    watches_in_full: frozenset[str]

    @model_validator(mode="after")
    def _each_kind_in_one_group(self) -> MailRules:
        times = Counter(kind for group in self.groups.values() for kind in group.kinds)
        if wrong := sorted(kind for kind in NoticeKind if times[kind] != 1):
            raise ValueError(f"not in exactly one group: {', '.join(wrong)}")
        return self

    def group_of(self, kind: NoticeKind) -> str:
        return next(name for name, group in self.groups.items() if kind in group.kinds)

    def is_required(self, kind: NoticeKind) -> bool:
        return any(kind in row.kinds for row in self.required)

    def hides(self, procedure: str) -> bool:
        """Does a mail about a case of this procedure ("101/discipline.party") say only that there
        is something to do? A notice of the directory (empty) is about no case."""
        return bool(procedure) and name_in(procedure) not in self.in_full
