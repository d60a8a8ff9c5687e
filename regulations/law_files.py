"""The files of the law, read once and checked for their shape."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from domain.calendar.workdays import WorkCalendar
from domain.decisions.consequences import Consequence
from domain.eligibility.eligibility import Rule
from domain.eligibility.upcoming import Watch
from domain.errors import NotFound
from domain.hearing.complaints import ComplaintTime
from domain.law.agencies import Agency
from domain.law.case_law import AskedBodies, RequiredOpinion
from domain.law.conflicts import Conflict
from domain.law.councils import CouncilRule
from domain.law.deadlines import Prolonging
from domain.law.limitation import Clocks
from domain.law.marks import OldMarks, with_old_marks
from domain.law.options import OptionSet
from domain.law.procedure import Procedure, ProcedureKind, Purpose
from domain.law.relations import InterestTime, Relation
from domain.papers.dossier import DossierPaper
from domain.told.kinds import MailRules
from domain.told.reminders import ReminderRule
from regulations.kept.book import digest_of
from regulations.kept.text import canonical
from regulations.manifest import Published, file_digest, not_published, unpublished
from regulations.reading import read, rows, table, validated
from regulations.workdays import load_calendar

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True, eq=False)
class LawFiles:
    """What the files say. Each is read when first needed and then kept. `guarded`: no file is read
    that is not what was published."""

    data: Path = DATA
    guarded: bool = False

    @cached_property
    def _listed_bodies(self) -> tuple[Agency, ...]:
        return rows(Agency, self.file("agencies.yaml"))

    @cached_property
    def _listed_plan(self) -> tuple[AskedBodies, ...]:
        return rows(AskedBodies, self.file("asked_bodies.yaml"))

    @cached_property
    def options(self) -> Mapping[str, OptionSet]:
        path = self.file("options.yaml")
        return {
            set_id: validated(OptionSet, {"id": set_id, "options": options}, path, (set_id,))
            for set_id, options in table(path).items()
        }

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
    def usual_reminders(self) -> tuple[ReminderRule, ...]:
        """When people are reminded where a province has chosen nothing else."""
        return rows(ReminderRule, self.file("reminders_usual.yaml"))

    @cached_property
    def prolonging(self) -> tuple[Prolonging, ...]:
        """What lets a time of the law be longer."""
        return rows(Prolonging, self.file("prolonging.yaml"))

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

    def marked(self, kept: Procedure) -> Procedure:
        """A text as a case kept it, with the marks it would carry today (ADR 13)."""
        return with_old_marks(kept, self.old_marks)

    def digest(self, procedure: Procedure) -> str:
        """SHA-256 of the resolved text: the name under which a case keeps its law."""
        return digest_of(canonical(procedure))

    def listed(self, file: str, name: str) -> list[str]:
        """The names of the rows of a list, also one that stands twice."""
        return [str(row[name]) for row in read(self.data / file)]
