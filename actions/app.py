"""What every action may use. Built once, by `bootstrap`, and passed in; nothing is global."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from sqlalchemy import Engine

from actions.told.post import Post
from documents.export.pdf import Office
from domain.calendar.clock import local_day, not_before
from domain.errors import BadLawFile, CaseworkError
from domain.law.case_law import Law
from domain.law.procedure import Procedure
from domain.province.province import Province, province_of
from domain.state.case import Case
from models.audit.spool import Spool
from models.papers.paper_store import PaperStore
from models.province.province import Edition
from models.unit_of_work import UnitOfWork, reading
from notifications.wording import Wording
from regulations.catalogue import Catalogue
from regulations.kept.book import LawBook, book_from, digest_of, followed_book
from regulations.kept.text import KeptLawDamaged, is_kept_text


@dataclass(slots=True)
class ProvinceInUse:
    """The edition of the province by which this process goes; none: that among the files."""

    taken: tuple[Edition, Province] | None = None

    @property
    def number(self) -> int:
        return self.taken[0].number if self.taken else 0

    def over(self, law: Catalogue) -> Catalogue:
        return law.of(self.taken[1], self.taken[0].digest) if self.taken else law


@dataclass(frozen=True, slots=True)
class App:
    """`law_data` is the law as the files say it, `standing` the province it is laid over; `clock`
    gives aware UTC; `pinned` and `books` remember law already read, by digest; `inside` are places
    ("host:port") of private networks that may be called all the same; `post` is how mail leaves,
    None: none does; `prints`: drafts are printed before people sign."""

    engine: Engine
    law_data: Catalogue
    papers: PaperStore
    spool: Spool
    clock: Callable[[], datetime]
    office: Office = field(default_factory=Office)
    pinned: dict[str, Procedure] = field(default_factory=dict)
    books: dict[tuple[str, date, str], LawBook] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()
    post: Post | None = None
    prints: bool = True
    standing: ProvinceInUse = field(default_factory=ProvinceInUse)

    @property
    def catalogue(self) -> Catalogue:
        """The law over the bodies and choices of this province, as they were last taken up."""
        return self.standing.over(self.law_data)

    def take_up(self, uow: UnitOfWork) -> None:
        """Go by the province as this transaction sees it, where it changed since the last look."""
        newest = uow.province.newest()
        if newest and newest.number != self.standing.number:
            self.standing.taken = newest, province_of(uow.province.rows())

    def steady(self, uow: UnitOfWork) -> App:
        """The same application, going by one edition of the province whatever others take up."""
        self.take_up(uow)
        return replace(self, standing=ProvinceInUse(self.standing.taken))

    def today(self) -> date:
        return local_day(self.clock())

    def words(self, names: Mapping[str, str], language: str = "vi") -> Wording:
        """Words for today, with these names of people by their ids."""
        catalogue = self.catalogue
        bodies, texts = catalogue.agencies, catalogue.instruments
        return Wording(bodies, texts, self.today(), names, language, catalogue.titles_en)

    def sentence(self, error: CaseworkError, language: str = "vi") -> str:
        """What an error says, with the names of the people in its facts, also of those in lists."""
        said = [v if isinstance(v, list | tuple) else [v] for v in error.facts.values()]
        ids = {v for values in said for v in values if isinstance(v, str)}
        with reading(self) as uow:
            names = uow.directory.names(ids)
        return self.words(names, language).refusal(error)

    def now(self, case: Case) -> datetime:
        """When the next thing happens to a case: never before the last one."""
        return not_before(self.clock(), case.last_at)

    def law(self, uow: UnitOfWork, case: Case) -> Law:
        """The law this case goes by, whatever the files say today."""
        return self.catalogue.law(self.procedure(uow, case.law_digest), self.book(uow, case))

    def book(self, uow: UnitOfWork, case: Case) -> LawBook:
        """Rules, lists, bodies and texts of law by which a case is judged: those it keeps, with
        what began or ended since. Cases opened before they were kept go by those of today.

        Raises NotFound, KeptLawDamaged, and BadLawFile where no book is kept.
        """
        catalogue = self.catalogue
        try:
            today = catalogue.book
        except BadLawFile:  # a file that cannot be read stops no running case
            if not case.law_book:
                raise
            return self._kept_book(uow, case.law_book)
        if case.law_book in ("", catalogue.book_digest):
            return today
        key = (case.law_book, local_day(case.opened_at), catalogue.book_digest)
        if key not in self.books:
            self.books[key] = followed_book(self._kept_book(uow, case.law_book), today, key[1])
        return self.books[key]

    def _kept_book(self, uow: UnitOfWork, digest: str) -> LawBook:
        body = uow.laws.book(digest)
        if digest_of(body) != digest:
            raise KeptLawDamaged(digest=digest)
        return book_from(body)

    def procedure(self, uow: UnitOfWork, digest: str) -> Procedure:
        """The exact text of a procedure on which cases were opened.

        Raises NotFound, KeptLawDamaged.
        """
        procedure = self.pinned.get(digest)
        if procedure is None:
            body = uow.laws.body(digest)
            if not is_kept_text(body, digest):
                raise KeptLawDamaged(digest=digest)
            procedure = self.catalogue.marked(Procedure.model_validate_json(body))
            self.pinned[digest] = procedure
        return procedure
