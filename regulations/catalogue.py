"""Read the law files once, check their shape, and answer: which text on which day?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from domain.calendar.workdays import WorkCalendar
from domain.decisions.consequences import Consequence
from domain.decisions.numbering import PartyTerm
from domain.eligibility.eligibility import Rule
from domain.eligibility.upcoming import Watch
from domain.errors import NotFound
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
from domain.law.relations import InterestTime, Relation
from domain.law.routing import press_of
from domain.papers.dossier import DossierPaper
from domain.told.kinds import MailRules
from regulations.kept.book import LawBook, digest_of, law_by, written
from regulations.kept.text import canonical
from regulations.manifest import Published, file_digest, not_published, unpublished
from regulations.reading import read, read_procedure, rows, table, validated
from regulations.workdays import load_calendar

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Catalogue:
    """The law as data. Files are read when first needed and then kept."""

    data: Path = DATA
    guarded: bool = False

    @cached_property
    def options(self) -> Mapping[str, OptionSet]:
        path = self.file("options.yaml")
        return {
            set_id: validated(OptionSet, {"id": set_id, "options": options}, path, (set_id,))
            for set_id, options in table(path).items()
        }

    @cached_property
    def instruments(self) -> Instruments:
        texts = rows(Instrument, self.file("instruments.yaml"))
        return Instruments({text.id: text for text in texts})

    @cached_property
    def agencies(self) -> Agencies:
        bodies = rows(Agency, self.file("agencies.yaml"))
        return Agencies({body.code: body for body in bodies})

    @cached_property
    def party_terms(self) -> tuple[PartyTerm, ...]:
        return rows(PartyTerm, self.file("party_terms.yaml"))

    @cached_property
    def dossier(self) -> Mapping[str, DossierPaper]:
        path = self.file("dossier.yaml")
        return {
            paper_id: validated(DossierPaper, {"id": paper_id} | fields, path, (paper_id,))
            for paper_id, fields in table(path).items()
        }

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules about persons, from every file of the folder, in the order of the files."""
        paths = sorted((self.data / "rules").glob("*.yaml"))
        names = [f"rules/{path.name}" for path in paths]
        return tuple(rule for name in names for rule in rows(Rule, self.file(name)))

    @cached_property
    def conflicts(self) -> tuple[Conflict, ...]:
        return rows(Conflict, self.file("conflicts.yaml"))

    @cached_property
    def councils(self) -> tuple[CouncilRule, ...]:
        return rows(CouncilRule, self.file("councils.yaml"))

    @cached_property
    def required_opinions(self) -> tuple[RequiredOpinion, ...]:
        return rows(RequiredOpinion, self.file("required_opinions.yaml"))

    @cached_property
    def published(self) -> Published:
        """What was checked and proven when the law was last published."""
        path = self.data / "published.yaml"
        return validated(Published, read(path) or {}, path) if path.exists() else Published()

    @cached_property
    def edition(self) -> str:
        """What names the law data as this process read it: the digest of what was published."""
        return self.edition_of_the_files()

    def edition_of_the_files(self) -> str:
        """The same of the files as they are now."""
        return file_digest(self.data / "published.yaml")

    def check_published(self) -> None:
        """Compare digests, and nothing more. Raises BadLawFile for the first file that did not
        pass the check as it stands."""
        assert self.edition is not None  # read now, at the start
        for name in unpublished(self.data, self.published):
            raise not_published(self.data, name, self.published)

    def file(self, name: str) -> Path:
        """A file by its name. Raises BadLawFile where only what was published may be read, and it
        is not what was."""
        path = self.data / name
        if self.guarded and self.published.files.get(name) != file_digest(path):
            raise not_published(self.data, name, self.published)
        return path

    @cached_property
    def asked_bodies(self) -> tuple[AskedBodies, ...]:
        return rows(AskedBodies, self.file("asked_bodies.yaml"))

    @cached_property
    def complaint_times(self) -> tuple[ComplaintTime, ...]:
        return rows(ComplaintTime, self.file("complaints.yaml"))

    @cached_property
    def clocks(self) -> Clocks:
        path = self.file("limitation.yaml")
        return validated(Clocks, table(path), path)

    @cached_property
    def watches(self) -> tuple[Watch, ...]:
        return rows(Watch, self.file("radar.yaml"))

    @cached_property
    def consequences(self) -> tuple[Consequence, ...]:
        return rows(Consequence, self.file("consequences.yaml"))

    @cached_property
    def interest_times(self) -> tuple[InterestTime, ...]:
        return rows(InterestTime, self.file("interests.yaml"))

    @cached_property
    def mail(self) -> MailRules:
        path = self.file("mail.yaml")
        return validated(MailRules, table(path), path)

    @cached_property
    def relations(self) -> Mapping[str, Relation]:
        path = self.file("relations.yaml")
        return {
            key: validated(Relation, fields, path, (key,)) for key, fields in table(path).items()
        }

    @cached_property
    def kinds(self) -> Mapping[str, ProcedureKind]:
        """What each name of a procedure stands for, in the order of lists."""
        path = self.file("procedures.yaml")
        return {
            name: validated(ProcedureKind, {"name": name} | fields, path, (name,))
            for name, fields in table(path).items()
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
        marks = table(self.file("old_marks.yaml"))
        return {step_id: Purpose(purpose) for step_id, purpose in marks.items()}

    @cached_property
    def calendar(self) -> WorkCalendar:
        for path in (self.data / "workdays").glob("*.yaml"):
            self.file(f"workdays/{path.name}")
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

    @cached_property
    def titles_en(self) -> Mapping[str, str]:
        """What the steps of every text are called, Vietnamese → English."""
        return {step.title: step.title_en for text in self.all_procedures() for step in text.steps}

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
        return digest_of(canonical(procedure))

    def listed(self, file: str, name: str) -> list[str]:
        """The names of the rows of a list, also one that stands twice."""
        return [str(row[name]) for row in read(self.data / file)]

    @cached_property
    def book(self) -> LawBook:
        """What cases opened now are judged by, beside their procedure."""
        return LawBook(
            rules=self.rules,
            dossier=self.dossier,
            councils=self.councils,
            relations=self.relations,
            required=self.required_opinions,
            kinds=self.kinds,
            instruments=self.instruments,
            agencies=self.agencies,
            complaint_times=self.complaint_times,
            consequences=self.consequences,
        )

    @cached_property
    def book_body(self) -> str:
        return written(self.book)

    @cached_property
    def book_digest(self) -> str:
        """The name under which a case keeps the book."""
        return digest_of(self.book_body)

    def law(self, procedure: Procedure, book: LawBook | None = None) -> Law:
        """The law of a case by the book it keeps; without one, by the book of today."""
        return law_by(book or self.book, procedure, self.calendar)


class _Texts(dict[str, Procedure]):
    """Reads a procedure file the first time it is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue

    def __missing__(self, procedure_id: str) -> Procedure:
        path = self.catalogue.files.get(procedure_id)
        if path is None:
            raise NotFound(kind="procedure", id=procedure_id)
        checked = self.catalogue.file(path.relative_to(self.catalogue.data).as_posix())
        self[procedure_id] = read_procedure(checked, self.catalogue.options)
        return self[procedure_id]


def load(data: Path = DATA, *, guarded: bool = False) -> Catalogue:
    """The law of a folder; `guarded`: no file is read that is not what was published."""
    return Catalogue(data, guarded)
