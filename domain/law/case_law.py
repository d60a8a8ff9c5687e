"""The law of one case, gathered: its pinned procedure, the bodies, the calendar."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.calendar.workdays import WorkCalendar
from domain.law.agencies import Agencies
from domain.law.basis import Basis
from domain.law.councils import CouncilRule
from domain.law.deadlines import Prolonging
from domain.law.in_force import Frozen
from domain.law.procedure import Procedure, ProcedureKind
from domain.law.relations import Relation


class RequiredOpinion(Frozen):
    """A role whose say a text makes required in the consultations of these procedures."""

    role: str
    procedures: tuple[str, ...]
    basis: Basis


class AskedBodies(Frozen):
    """The roles that a province has chosen to be asked in these procedures before a decision."""

    procedures: tuple[str, ...]
    variant: str
    roles: tuple[str, ...]
    basis: Basis


@dataclass(frozen=True, slots=True)
class Law:
    """`councils` are the dated compositions of the discipline council; `relations` the ties that
    keep a person out; `archive` the kinds of paper that may still come after a decision; `kinds`
    what each name of a procedure stands for; `required` whose opinion is no matter of choice;
    `kept` the titles of papers that only some bodies may read, by kind; `prolonging` what lets a
    time of the law be longer."""

    procedure: Procedure
    agencies: Agencies
    calendar: WorkCalendar
    councils: tuple[CouncilRule, ...] = ()
    relations: Mapping[str, Relation] = field(default_factory=dict)
    archive: frozenset[str] = frozenset()
    kinds: Mapping[str, ProcedureKind] = field(default_factory=dict)
    required: tuple[RequiredOpinion, ...] = ()
    kept: Mapping[str, str] = field(default_factory=dict)
    prolonging: tuple[Prolonging, ...] = ()

    @property
    def kind(self) -> ProcedureKind:
        """What the procedure of the case is by its name."""
        return self.kinds[self.procedure.name]
