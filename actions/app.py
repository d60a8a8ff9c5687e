"""What every action may use. Built once, by `bootstrap`, and passed in; nothing is global."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import Engine

from actions.told.post import Post
from documents.export.pdf import Office
from domain.calendar.clock import local_day, not_before
from domain.errors import CaseworkError
from domain.law.case_law import Law
from domain.law.procedure import Procedure
from domain.state.case import Case
from models.papers.paper_store import PaperStore
from models.unit_of_work import UnitOfWork, reading
from notifications.wording import Wording
from regulations.catalogue import Catalogue


@dataclass(frozen=True, slots=True)
class App:
    """`clock` gives aware UTC; `pinned` remembers law texts already read, by their digest; `inside`
    are places ("host:port") of private networks that may be called all the same; `post` is how mail
    leaves, None: none does."""

    engine: Engine
    catalogue: Catalogue
    papers: PaperStore
    clock: Callable[[], datetime]
    office: Office = field(default_factory=Office)
    pinned: dict[str, Procedure] = field(default_factory=dict)
    inside: frozenset[str] = frozenset()
    post: Post | None = None

    def today(self) -> date:
        return local_day(self.clock())

    def words(self, names: Mapping[str, str], language: str = "vi") -> Wording:
        """Words for today, with these names of people by their ids."""
        catalogue = self.catalogue
        return Wording(catalogue.agencies, catalogue.instruments, self.today(), names, language)

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
        """The law fixed on this case at opening, whatever the files say today."""
        return self.catalogue.law(self.procedure(uow, case.law_digest))

    def procedure(self, uow: UnitOfWork, digest: str) -> Procedure:
        """The exact text of a procedure on which cases were opened. Raises NotFound."""
        procedure = self.pinned.get(digest)
        if procedure is None:
            procedure = self.catalogue.marked(uow.laws.get(digest))
            self.pinned[digest] = procedure
        return procedure
