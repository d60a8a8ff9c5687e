"""Which papers a case has: files received, drafts, final texts, signed. Bytes are in the store."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from domain.errors import NotFound
from domain.facts.decisions import FinalMade
from domain.facts.papers import DraftMade, DraftUploaded, PagesMade, PaperAttached
from domain.facts.signatures import PaperSigned, SignedCopyKept, SigningPrepared
from models.schema.tables import papers

OnePaper = (
    PaperAttached
    | DraftMade
    | DraftUploaded
    | FinalMade
    | SigningPrepared
    | PaperSigned
    | SignedCopyKept
)
PaperFact = OnePaper | PagesMade
PDF = "application/pdf"
PNG = "image/png"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
RECEIVED = ("attached", "original")  # roles of what came from outside
GREATEST = 2**31 - 1  # a number no column of ids goes beyond


@dataclass(frozen=True, slots=True)
class Paper:
    """`role` attached | original | draft | page | final | prepared | signed; `kind` a dossier or
    paper id; `number` the draft's version. An original is the picture from which an attached file
    was made, a page a picture of how a draft prints, `number` then counts the pages; a prepared
    file waits for a signature put elsewhere."""

    id: int
    case_id: str
    role: str
    kind: str
    number: int
    name: str
    content: str
    size: int
    media_type: str
    at: datetime


class Papers:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def of_case(self, case_id: str, *, hidden: Collection[str] = ()) -> tuple[Paper, ...]:
        """In the order they came, without files of the hidden kinds."""
        query = select(papers).where(papers.c.case_id == case_id, _shown(hidden))
        query = query.order_by(papers.c.id)
        return tuple(Paper(**row._mapping) for row in self.connection.execute(query))

    def has(self, case_id: str, content: str) -> bool:
        """Is a file with this hash in the dossier of this case?"""
        query = select(papers.c.id).where(
            papers.c.case_id == case_id, papers.c.content == content, papers.c.role == "attached"
        )
        return self.connection.execute(query).first() is not None

    def cases_with(self, content: str) -> tuple[str, ...]:
        """Cases that hold a paper with this hash."""
        query = select(papers.c.case_id).where(papers.c.content == content).distinct()
        return tuple(self.connection.execute(query.order_by(papers.c.case_id)).scalars())

    def one_of(self, case_id: str, paper_id: int, *, hidden: Collection[str] = ()) -> Paper:
        """A paper of this case, not of a hidden kind. Raises NotFound."""
        query = select(papers).where(
            papers.c.id == paper_id, papers.c.case_id == case_id, _shown(hidden)
        )
        row = self.connection.execute(query).first() if 0 < paper_id <= GREATEST else None
        if row is None:
            raise NotFound(kind="paper", id=paper_id)
        return Paper(**row._mapping)


def _shown(hidden: Collection[str]) -> ColumnElement[bool]:
    return or_(papers.c.role.not_in(RECEIVED), papers.c.kind.not_in(hidden))


def paper_rows(case_id: str, facts: Sequence[PaperFact]) -> list[dict[str, Any]]:
    return [row for fact in facts for row in _rows(case_id, fact)]


def _rows(case_id: str, fact: PaperFact) -> Iterator[dict[str, Any]]:
    if isinstance(fact, PagesMade):
        yield from _page_rows(case_id, fact)
        return
    yield _row(case_id, fact)
    if isinstance(fact, PaperAttached) and fact.original is not None:
        about = {"case_id": case_id, "role": "original", "kind": fact.kind, "number": 0}
        yield about | asdict(fact.original) | {"at": fact.at}


def _page_rows(case_id: str, fact: PagesMade) -> Iterator[dict[str, Any]]:
    for number, page in enumerate(fact.pages, 1):
        yield {
            "case_id": case_id,
            "role": "page",
            "kind": fact.paper,
            "number": number,
            "name": f"{case_id}_{fact.paper}_{fact.content[:12]}_page-{number}.png",
            "content": page.content,
            "size": page.size,
            "media_type": PNG,
            "at": fact.at,
        }


def _row(case_id: str, fact: OnePaper) -> dict[str, Any]:
    kept = {"case_id": case_id, "content": fact.content, "size": fact.size, "at": fact.at}
    match fact:
        case PaperAttached():
            own = {
                "role": "attached",
                "kind": fact.kind,
                "number": 0,
                "name": fact.name,
                "media_type": fact.media_type,
            }
        case DraftMade() | DraftUploaded():
            name = f"{case_id}_{fact.paper}_draft-{fact.number}.docx"
            own = {
                "role": "draft",
                "kind": fact.paper,
                "number": fact.number,
                "name": name,
                "media_type": DOCX,
            }
        case FinalMade():
            own = {
                "role": "final",
                "kind": fact.paper,
                "number": 0,
                "media_type": DOCX,
                "name": f"{case_id}_{fact.paper}_final.docx",
            }
        case SigningPrepared():
            own = {
                "role": "prepared",
                "kind": fact.paper,
                "number": 0,
                "name": f"{case_id}_{fact.paper}_to-sign-{fact.of}.pdf",
                "media_type": PDF,
            }
        case PaperSigned():
            name = f"{case_id}_{fact.paper}_signed-{fact.of}.pdf"
            own = {
                "role": "signed",
                "kind": fact.paper,
                "number": 0,
                "name": name,
                "media_type": PDF,
            }
        case SignedCopyKept():
            own = {
                "role": "signed",
                "kind": fact.paper,
                "number": 0,
                "name": fact.name,
                "media_type": PDF,
            }
    return kept | own
