"""The law of one case, gathered: its pinned procedure, the bodies, the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.calendar.workdays import WorkCalendar
from domain.law.agencies import Agencies
from domain.law.councils import CouncilRule
from domain.law.procedure import Procedure, ProcedureKind
from domain.law.relations import Relation


@dataclass(frozen=True, slots=True)
class Law:
    """`councils` are the dated compositions of the discipline council; `relations` the ties that
    keep a person out; `archive` the kinds of paper that may still come after a decision; `kinds`
    what each name of a procedure stands for."""

    procedure: Procedure
    agencies: Agencies
    calendar: WorkCalendar
    councils: tuple[CouncilRule, ...] = ()
    relations: Mapping[str, Relation] = field(default_factory=dict)
    archive: frozenset[str] = frozenset()
    kinds: Mapping[str, ProcedureKind] = field(default_factory=dict)

    @property
    def kind(self) -> ProcedureKind:
        """What the procedure of the case is by its name."""
        return self.kinds[self.procedure.name]
