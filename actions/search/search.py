"""One search over everything a person may see: cases, people, papers, opinions, law."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from actions.app import App
from actions.papers.read_paper import papers_seen
from actions.viewer import Viewer
from documents.content.catalogue import PAPERS
from domain.calendar.clock import local_day
from domain.text import fold
from models.cases import search as shelf
from models.cases.inbox import CaseLine
from models.papers.papers import Paper
from models.unit_of_work import UnitOfWork, reading

FIRST, PER_PAGE = 5, 20
SHORTEST = 2  # letters: one alone finds nearly everything
YEARS = 5  # "0007" is looked for among the cases of so many years
LETTERS = re.compile(r"[^\w]+")
NUMBER = re.compile(r"(?:([a-z]{1,5})-?)??(?:(\d{4})-)?0*(\d{1,4})")


class Section(StrEnum):
    CASES = "cases"
    PEOPLE = "people"
    PAPERS = "papers"
    OPINIONS = "opinions"
    LAW = "law"


@dataclass(frozen=True, slots=True)
class SearchFor:
    """`page` 0: the first few of a section."""

    words: str
    page: int = 0

    @property
    def limit(self) -> int:
        """How many rows of each kind are shown."""
        return PER_PAGE if self.page else FIRST

    @property
    def offset(self) -> int:
        """How many rows lie before this page."""
        return PER_PAGE * (self.page - 1) if self.page else 0

    def part(self, found: Iterable[object]) -> tuple[object, ...]:
        """Of what was found in order, this page and one more."""
        return tuple(islice(found, self.offset, self.offset + self.limit + 1))

    def fits(self, *texts: str) -> bool:
        """Does each of the words begin one of these texts, marks and capitals aside?"""
        among = " " + LETTERS.sub(" ", fold(" ".join(texts)))
        return all(f" {word}" in among for word in LETTERS.sub(" ", fold(self.words)).split())


@dataclass(frozen=True, slots=True)
class FoundPerson:
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FoundOpinion:
    """Where the words stand; what was written is read there, where the reading is noted."""

    task: str
    case: str
    subject: str
    law_digest: str
    step: str
    agency: str
    at: datetime


class LawKind(StrEnum):
    INSTRUMENT = "instrument"
    PROCEDURE = "procedure"
    RULE = "rule"
    AGENCY = "agency"


@dataclass(frozen=True, slots=True)
class FoundLaw:
    kind: LawKind
    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Hits:
    """One section: `found` of its kind, and whether there is more behind."""

    section: Section
    found: tuple[object, ...]
    more: bool


def search(
    app: App, viewer: Viewer, words: str, sections: Iterable[Section], page: int = 0
) -> tuple[Hits, ...]:
    """What stands in each section; nothing for words too short. Reads only."""
    wanted = SearchFor(words, page)
    if len(fold(words)) < SHORTEST:
        return ()
    with reading(app) as uow:
        return tuple(_hits(app, uow, viewer, wanted, section) for section in sections)


def sections_for(viewer: Viewer) -> tuple[Section, ...]:
    """Those this person has a use for: cases for who works in a body or audits, people for who
    holds a position."""
    works = bool(viewer.visibility.agencies) or viewer.visibility.audits
    of_cases = {Section.CASES, Section.PAPERS, Section.OPINIONS}
    return tuple(
        section
        for section in Section
        if (section not in of_cases or works) and (section != Section.PEOPLE or viewer.actors)
    )


def _hits(app: App, uow: UnitOfWork, viewer: Viewer, wanted: SearchFor, section: Section) -> Hits:
    found = FINDERS[section](app, uow, viewer, wanted)
    return Hits(section, found[: wanted.limit], len(found) > wanted.limit)


def _cases(app: App, uow: UnitOfWork, viewer: Viewer, wanted: SearchFor) -> tuple[CaseLine, ...]:
    prefixes = [kind.prefix for kind in app.catalogue.kinds.values()]
    return shelf.cases_found(
        uow.connection,
        viewer.visibility,
        wanted.words,
        case_numbers(wanted.words, prefixes, app.today().year),
        limit=wanted.limit + 1,
        offset=wanted.offset,
    )


def case_numbers(words: str, prefixes: Iterable[str], year: int) -> list[str]:
    """Numbers of cases that "BN-2026-0007", "bn 7", "2026-0007" or "7" may stand for."""
    matched = NUMBER.fullmatch(fold(words).replace(" ", "-"))
    if matched is None:
        return []
    prefix, of_year, number = matched.groups()
    kinds = [known for known in prefixes if prefix in (None, known.lower())]
    years = [int(of_year)] if of_year else range(year, year - YEARS, -1)
    return [f"{kind}-{y}-{int(number):04}" for kind in kinds for y in years]


def _people(_app: App, uow: UnitOfWork, _viewer: Viewer, wanted: SearchFor) -> tuple[object, ...]:
    rows = shelf.people_named(
        uow.connection, wanted.words, limit=wanted.limit + 1, offset=wanted.offset
    )
    return tuple(FoundPerson(row.id, row.full_name) for row in rows)


def _papers(app: App, uow: UnitOfWork, viewer: Viewer, wanted: SearchFor) -> tuple[object, ...]:
    newest = shelf.newest_cases(uow.connection, viewer.visibility)
    named = (
        paper
        for paper in shelf.papers_of(uow.connection, newest)
        if wanted.fits(paper.name, paper_title(app, paper))
    )
    return wanted.part(_allowed(app, uow, viewer, named))


def _allowed(app: App, uow: UnitOfWork, viewer: Viewer, named: Iterable[Paper]) -> Iterator[Paper]:
    """Without papers kept to bodies for which this person does not work."""
    seen: dict[str, set[int]] = {}
    for paper in named:
        if paper.case_id not in seen:
            held = papers_seen(app, uow, viewer, paper.case_id)
            seen[paper.case_id] = {one.id for one in held}
        if paper.id in seen[paper.case_id]:
            yield paper


def paper_title(app: App, paper: Paper) -> str:
    kind = app.catalogue.dossier.get(paper.kind) or PAPERS.get(paper.kind)
    return kind.title if kind else paper.kind


def _opinions(_app: App, uow: UnitOfWork, viewer: Viewer, wanted: SearchFor) -> tuple[object, ...]:
    newest = shelf.newest_cases(uow.connection, viewer.visibility)
    return wanted.part(
        FoundOpinion(r.id, r.case_id, r.full_name, r.law_digest, r.step, r.agency, r.answered_at)
        for r in shelf.opinions_of(uow.connection, newest)
        if wanted.fits(r.reason)
    )


def _law(app: App, _uow: UnitOfWork, viewer: Viewer, wanted: SearchFor) -> tuple[object, ...]:
    return wanted.part(one for one in _texts(app, viewer) if wanted.fits(one.title))


def _texts(app: App, viewer: Viewer) -> Iterator[FoundLaw]:
    """Everything of the law that has a name, as it is today."""
    law, today = app.catalogue, local_day(app.clock())
    for text in law.instruments.by_id.values():
        yield FoundLaw(LawKind.INSTRUMENT, text.id, f"{text.number} – {text.title}")
    for procedure in law.all_procedures():
        if procedure.covers(today):
            yield FoundLaw(LawKind.PROCEDURE, procedure.id, procedure.title)
    for rule in law.rules:
        if rule.covers(today):
            yield FoundLaw(LawKind.RULE, rule.id, rule.title)
    for body in law.agencies.by_code.values() if viewer.actors else ():
        if body.covers(today):
            yield FoundLaw(LawKind.AGENCY, body.code, body.name(today).full)


Finder = Callable[[App, UnitOfWork, Viewer, SearchFor], tuple[object, ...]]
FINDERS: dict[Section, Finder] = {
    Section.CASES: _cases,
    Section.PEOPLE: _people,
    Section.PAPERS: _papers,
    Section.OPINIONS: _opinions,
    Section.LAW: _law,
}
