"""Read the law files once, check their shape, and answer: which text on which day?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError
from pydantic.main import IncEx

from domain.calendar.workdays import WorkCalendar
from domain.decisions.consequences import Consequence
from domain.decisions.numbering import PartyTerm
from domain.eligibility.eligibility import Rule
from domain.eligibility.upcoming import Watch
from domain.errors import BadLawFile, NotFound
from domain.hearing.complaints import ComplaintTime
from domain.law.agencies import Agencies, Agency
from domain.law.case_law import AskedBodies, Law, RequiredOpinion
from domain.law.conflicts import Conflict
from domain.law.councils import CouncilRule
from domain.law.in_force import version_on
from domain.law.instruments import Instrument, Instruments
from domain.law.limitation import Clocks
from domain.law.marks import OldMarks, with_old_marks
from domain.law.options import OptionSet
from domain.law.procedure import Procedure, ProcedureKind, Purpose
from domain.law.proofs import KeptProof
from domain.law.relations import InterestTime, Relation
from domain.law.routing import press_of
from domain.papers.dossier import DossierPaper
from regulations.workdays import load_calendar

DATA = Path(__file__).parent / "data"
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Catalogue:
    """The law as data. Files are read when first needed and then kept."""

    data: Path = DATA

    @cached_property
    def options(self) -> Mapping[str, OptionSet]:
        path = self.data / "options.yaml"
        sets = _read(path)
        return {
            set_id: _validate(OptionSet, {"id": set_id, "options": options}, path)
            for set_id, options in sets.items()
        }

    @cached_property
    def instruments(self) -> Instruments:
        texts = _read_list(Instrument, self.data / "instruments.yaml")
        return Instruments({text.id: text for text in texts})

    @cached_property
    def agencies(self) -> Agencies:
        bodies = _read_list(Agency, self.data / "agencies.yaml")
        return Agencies({body.code: body for body in bodies})

    @cached_property
    def party_terms(self) -> tuple[PartyTerm, ...]:
        return _read_list(PartyTerm, self.data / "party_terms.yaml")

    @cached_property
    def dossier(self) -> Mapping[str, DossierPaper]:
        path = self.data / "dossier.yaml"
        return {
            paper_id: _validate(DossierPaper, {"id": paper_id} | fields, path)
            for paper_id, fields in _read(path).items()
        }

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules about persons, from every file of the folder, in the order of the files."""
        paths = sorted((self.data / "rules").glob("*.yaml"))
        return tuple(rule for path in paths for rule in _read_list(Rule, path))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        return _read_list(Conflict, self.data / "conflicts.yaml")

    @cached_property
    def councils(self) -> tuple[CouncilRule, ...]:
        return _read_list(CouncilRule, self.data / "councils.yaml")

    @cached_property
    def required_opinions(self) -> tuple[RequiredOpinion, ...]:
        return _read_list(RequiredOpinion, self.data / "required_opinions.yaml")

    @cached_property
    def proofs(self) -> Mapping[str, KeptProof]:
        """Of each procedure, what was shown of it when the law was last published."""
        path = self.data / "published.yaml"
        rows = (_read(path) or {}).get("proofs", {}) if path.exists() else {}
        return {name: _validate(KeptProof, row, path) for name, row in rows.items()}

    @cached_property
    def asked_bodies(self) -> tuple[AskedBodies, ...]:
        return _read_list(AskedBodies, self.data / "asked_bodies.yaml")

    @cached_property
    def complaint_times(self) -> tuple[ComplaintTime, ...]:
        return _read_list(ComplaintTime, self.data / "complaints.yaml")

    @cached_property
    def clocks(self) -> Clocks:
        path = self.data / "limitation.yaml"
        return _validate(Clocks, _read(path), path)

    @cached_property
    def watches(self) -> tuple[Watch, ...]:
        return _read_list(Watch, self.data / "radar.yaml")

    @cached_property
    def consequences(self) -> tuple[Consequence, ...]:
        return _read_list(Consequence, self.data / "consequences.yaml")

    @cached_property
    def interest_times(self) -> tuple[InterestTime, ...]:
        return _read_list(InterestTime, self.data / "interests.yaml")

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        path = self.data / "relations.yaml"
        return {key: _validate(Relation, fields, path) for key, fields in _read(path).items()}

    @cached_property
    def kinds(self) -> Mapping[str, ProcedureKind]:
        """What each name of a procedure stands for, in the order of lists."""
        path = self.data / "procedures.yaml"
        return {
            name: _validate(ProcedureKind, {"name": name} | fields, path)
            for name, fields in _read(path).items()
        }

    def kind(self, name: str) -> ProcedureKind:
        """Raises NotFound."""
        if name not in self.kinds:
            raise NotFound(kind="procedure", id=name)
        return self.kinds[name]

    @property
    def complaint(self) -> ProcedureKind:
        """The procedure by which a person complains about a decision."""
        return next(kind for kind in self.kinds.values() if kind.complaint)

    @cached_property
    def old_marks(self) -> OldMarks:
        """What steps were for, by the ids they had before law files carried marks."""
        rows = _read(self.data / "old_marks.yaml")
        return {step_id: Purpose(purpose) for step_id, purpose in rows.items()}

    @cached_property
    def calendar(self) -> WorkCalendar:
        return load_calendar(self.data / "workdays")

    @cached_property
    def files(self) -> Mapping[str, Path]:
        """Procedure id → its file, by name alone: reading one does not read all."""
        paths = sorted((self.data / "procedures").glob("*/*.yaml"))
        return {f"{path.parent.name}/{path.stem}": path for path in paths}

    def text(self, procedure_id: str) -> Procedure:
        """The whole dated text of a procedure. Raises NotFound or BadLawFile."""
        return self._texts[procedure_id]

    @cached_property
    def _texts(self) -> _Texts:
        return _Texts(self)

    def all_procedures(self) -> tuple[Procedure, ...]:
        return tuple(self.text(procedure_id) for procedure_id in self.files)

    def procedure(self, procedure_id: str, on: date) -> Procedure:
        """The procedure as it reads on a day. Raises NotFound or NoVersionInForce."""
        return self.text(procedure_id).on(on)

    def latest(self, procedure_id: str) -> Procedure:
        """As it reads on its last day in force, or now where it has none."""
        text = self.text(procedure_id)
        newest = max(b.first_day for step in text.steps for b in step.basis)
        return text.on(text.last_day or newest)

    def find(self, name: str, press_agency: str, on: date) -> Procedure:
        """The one procedure of this name for this kind of press agency on a day.

        Raises NotFound for an unknown name, NoVersionInForce or OverlappingVersions for the law.
        """
        variant = press_of(self.agencies, press_agency).variant
        fitting = {f"{name}.{variant}"} | ({name} if variant != "outside" else set())
        ids = [i for i in self.files if i.partition("/")[2] in fitting]
        if not ids:
            raise NotFound(kind="procedure", id=name)
        return version_on([self.text(i) for i in ids], on, what=f"{name}.{variant}").on(on)

    def marked(self, kept: Procedure) -> Procedure:
        """A text as a case kept it, with the marks it would carry today (ADR 13)."""
        return with_old_marks(kept, self.old_marks)

    def digest(self, procedure: Procedure) -> str:
        """SHA-256 of the resolved text: the name under which a case keeps its law."""
        return hashlib.sha256(canonical(procedure).encode()).hexdigest()

    def law(self, procedure: Procedure) -> Law:
        archive = frozenset(paper.id for paper in self.dossier.values() if paper.archive)
        return Law(
            procedure=procedure,
            agencies=self.agencies,
            calendar=self.calendar,
            councils=self.councils,
            relations=self.relations,
            archive=archive,
            kinds=self.kinds,
            required=self.required_opinions,
            kept={paper.id: paper.title for paper in self.dossier.values() if paper.readers},
        )


class _Texts(dict[str, Procedure]):
    """Reads a procedure file the first time it is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue

    def __missing__(self, procedure_id: str) -> Procedure:
        path = self.catalogue.files.get(procedure_id)
        if path is None:
            raise NotFound(kind="procedure", id=procedure_id)
        self[procedure_id] = read_procedure(path, self.catalogue.options)
        return self[procedure_id]


def load(data: Path = DATA) -> Catalogue:
    return Catalogue(data)


def read_procedure(path: Path, options: Mapping[str, OptionSet]) -> Procedure:
    """One procedure file with its option sets put in place. Raises BadLawFile."""
    raw = _read(path)
    for step in raw.get("steps", []):
        set_id = step.get("options")
        if set_id not in options:
            raise BadLawFile(file=path.name, where=step.get("id", "?"), what=f"options {set_id}")
        step["options"] = options[set_id]
    return _validate(Procedure, raw, path)


def canonical(procedure: Procedure) -> str:
    """The text alone: a mark for the engine is none of its words, and changes no digest."""
    steps: dict[str, IncEx] = {"__all__": {"purpose", "decides"}}
    plain = procedure.model_dump(
        mode="json", by_alias=True, exclude={"steps": steps, "exemptions": True}
    )
    return json.dumps(plain, sort_keys=True, ensure_ascii=False)


def _read(path: Path) -> Any:
    try:
        return yaml.load(
            path.read_text("utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        )
    except (OSError, yaml.YAMLError) as fault:
        raise BadLawFile(file=path.name, where="–", what=str(fault)) from fault


def _read_list(model: type[M], path: Path) -> tuple[M, ...]:
    return tuple(_validate(model, row, path) for row in _read(path))


def _validate(model: type[M], row: Any, path: Path) -> M:
    try:
        return model.model_validate(row)
    except ValidationError as fault:
        first = fault.errors()[0]
        where = ".".join(str(part) for part in first["loc"]) or str(row)[:60]
        raise BadLawFile(file=path.name, where=where, what=first["msg"]) from fault
