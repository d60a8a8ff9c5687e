"""Read the law files once, check their shape, and answer: which text on which day?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from domain.decisions.numbering import PartyTerm
from domain.errors import NotFound
from domain.law.agencies import Agencies
from domain.law.case_law import AskedBodies, Law
from domain.law.in_force import version_on
from domain.law.instruments import Instrument, Instruments
from domain.law.procedure import Procedure
from domain.law.routing import press_of
from domain.province.province import Province, rows_of
from domain.province.province import digest_of as edition_digest
from domain.told.reminders import ReminderRule, rule_for
from regulations.kept.book import LawBook, digest_of, law_by, written
from regulations.law_files import DATA, LawFiles
from regulations.province.plan import with_plan
from regulations.reading import read_procedure, rows

EDITIONS = 4  # of the province, remembered with what was read under them
OF_PROVINCE = frozenset({"agencies", "asked_bodies", "party_terms", "instruments", "_texts"})
OF_PROVINCE |= {"book", "book_body", "book_digest", "_editions"}


@dataclass(frozen=True, eq=False)
class Catalogue(LawFiles):
    """The law as data: the files, laid over the bodies and choices of `province`; without one, of
    the province whose rows lie among the files (`base`: the same law as the files say it)."""

    province: Province | None = None
    base: Catalogue | None = None

    def of(self, province: Province, edition: str) -> Catalogue:
        """The same law over the rows of a province; `edition` is their digest."""
        if edition == self.packaged_edition:
            return self
        if edition not in self._editions:
            read = {name: value for name, value in vars(self).items() if name not in OF_PROVINCE}
            laid = replace(self)
            vars(laid).update(read | {"province": province, "base": self})
            for oldest in [*self._editions][: -EDITIONS + 1]:
                self._editions.pop(oldest, None)
            self._editions[edition] = laid
            return laid
        return self._editions[edition]

    @cached_property
    def _editions(self) -> dict[str, Catalogue]:
        return {}

    @cached_property
    def packaged(self) -> Province:
        """The province whose rows lie among the files."""
        return Province(
            bodies=tuple(body for body in self._listed_bodies if body.level == "province"),
            asked=self._listed_plan,
            terms=rows(PartyTerm, self.file("party_terms.yaml")),
        )

    @cached_property
    def packaged_edition(self) -> str:
        return edition_digest(rows_of(self.packaged))

    @cached_property
    def instruments(self) -> Instruments:
        texts = rows(Instrument, self.file("instruments.yaml"))
        own = self.province.texts if self.province else ()
        return Instruments({text.id: text for text in (*texts, *own)})

    @cached_property
    def agencies(self) -> Agencies:
        listed = {body.code: body for body in self._listed_bodies}
        if self.province is None:
            return Agencies(listed)
        own = {body.code: body for body in self.province.bodies}
        central = {code: body for code, body in listed.items() if body.level == "central"}
        there = own | central
        return Agencies({code: there[code] for code in listed if code in there} | there)

    @cached_property
    def party_terms(self) -> tuple[PartyTerm, ...]:
        return (self.province or self.packaged).terms

    @cached_property
    def asked_bodies(self) -> tuple[AskedBodies, ...]:
        return self.province.asked if self.province else self._listed_plan

    def reminder_rule(self, body: str, day: date) -> ReminderRule:
        """When who is asked in `body` is reminded, and who is told after them."""
        return rule_for(self.reminders, self.usual_reminders, body, day)

    @property
    def reminders(self) -> tuple[ReminderRule, ...]:
        """What the province has chosen of its own."""
        return self.province.reminders if self.province else ()

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
        law = law_by(book or self.book, procedure, self.calendar)
        return replace(law, prolonging=self.prolonging)


class _Texts(dict[str, Procedure]):
    """Reads a procedure file the first time it is asked for."""

    def __init__(self, catalogue: Catalogue) -> None:
        super().__init__()
        self.catalogue = catalogue

    def __missing__(self, procedure_id: str) -> Procedure:
        province, base = self.catalogue.province, self.catalogue.base
        if province and base:
            said = base.text(procedure_id)
            text = with_plan(said, province.asked, base.packaged.asked, province.texts)
        else:
            text = self._read(procedure_id)
        self[procedure_id] = text
        return text

    def _read(self, procedure_id: str) -> Procedure:
        path = self.catalogue.files.get(procedure_id)
        if path is None:
            raise NotFound(kind="procedure", id=procedure_id)
        checked = self.catalogue.file(path.relative_to(self.catalogue.data).as_posix())
        return read_procedure(checked, self.catalogue.options)


def load(data: Path = DATA, *, guarded: bool = False) -> Catalogue:
    """The law of a folder; `guarded`: no file is read that is not what was published."""
    return Catalogue(data, guarded)
