"""Which versions a draft has had: by whom, with which consequences, seen by whom. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from actions.app import App
from actions.audit.traces import readings_of
from domain.errors import NotFound
from domain.facts.answers import AnswerVoided
from domain.facts.papers import DraftMade, DraftUploaded, PagesMade
from models.papers.readings import Reading
from models.unit_of_work import UnitOfWork, reading


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a draft. `by` is empty where software wrote it; `voided` the answers that were
    asked again because of it; `readers` who was shown it, in order; `printed` how it prints, None
    where nobody has printed it."""

    paper: str
    number: int
    content: str
    size: int
    step: str
    at: datetime
    by: str
    name: str
    current: bool
    voided: tuple[str, ...]
    readers: tuple[Reading, ...]
    printed: PagesMade | None = None

    @property
    def pages(self) -> tuple[str, ...]:
        """Hashes of the pictures of its pages, in order."""
        return tuple(page.content for page in self.printed.pages) if self.printed else ()

    @property
    def seen(self) -> str:
        """What a signer who saw the pages names; empty where there are none."""
        return self.printed.seen if self.printed else ""

    def prints_as(self, other: Version) -> bool:
        """Both were printed, and every page is the same to the dot."""
        return bool(self.pages) and self.pages == other.pages


def versions_of(app: App, case_id: str, paper: str = "") -> tuple[Version, ...]:
    """Versions of one paper, or of all, oldest first."""
    with reading(app) as uow:
        return _versions(app, uow, case_id, paper)


def find_version(app: App, case_id: str, paper: str, number: int | None = None) -> Version:
    """The version with this number, or the current one. Raises NotFound."""
    for version in versions_of(app, case_id, paper):
        if version.number == number or (number is None and version.current):
            return version
    raise NotFound(kind="paper", id=f"{paper} {number or ''}".strip())


def _versions(app: App, uow: UnitOfWork, case_id: str, paper: str) -> tuple[Version, ...]:
    case, readings = uow.cases.get(case_id), readings_of(app, uow, case_id)
    acts: dict[int, list[str]] = {}
    printed: dict[str, PagesMade] = {}
    found: list[tuple[int, DraftMade | DraftUploaded]] = []
    for stored in uow.cases.history(case_id):
        fact = stored.fact()
        if isinstance(fact, AnswerVoided):
            acts.setdefault(stored.link.version, []).append(fact.task)
        elif isinstance(fact, PagesMade):
            printed[fact.content] = fact
        elif isinstance(fact, DraftMade | DraftUploaded) and paper in ("", fact.paper):
            found.append((stored.link.version, fact))
    return tuple(
        Version(
            fact.paper,
            fact.number,
            fact.content,
            fact.size,
            fact.step,
            fact.at,
            by=fact.by.person if isinstance(fact, DraftUploaded) else "",
            name=fact.name if isinstance(fact, DraftUploaded) else "",
            current=case.draft(fact.paper) == fact.content,
            voided=tuple(acts.get(act, ())),
            readers=tuple(r for r in readings if r.content == fact.content),
            printed=printed.get(fact.content),
        )
        for act, fact in found
    )
