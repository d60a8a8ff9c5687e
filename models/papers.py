"""Which papers a case has: files received, drafts made, final texts. Bytes are in the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from domain.errors import NotFound
from domain.facts import DraftMade, DraftUploaded, FinalMade, PaperAttached
from models.tables import papers

PaperFact = PaperAttached | DraftMade | DraftUploaded | FinalMade
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Paper:
    """`role` attached | draft | final; `kind` a dossier or paper id; `number` the draft version."""

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

    def of_case(self, case_id: str) -> tuple[Paper, ...]:
        query = select(papers).where(papers.c.case_id == case_id).order_by(papers.c.id)
        return tuple(Paper(**row._mapping) for row in self.connection.execute(query))

    def has(self, case_id: str, content: str) -> bool:
        """Is a file with this hash in the dossier of this case?"""
        query = select(papers.c.id).where(
            papers.c.case_id == case_id, papers.c.content == content, papers.c.role == "attached"
        )
        return self.connection.execute(query).first() is not None

    def get(self, paper_id: int) -> Paper:
        """Raises NotFound."""
        row = self.connection.execute(select(papers).where(papers.c.id == paper_id)).first()
        if row is None:
            raise NotFound(kind="paper", id=paper_id)
        return Paper(**row._mapping)


def paper_rows(case_id: str, facts: Sequence[PaperFact]) -> list[dict[str, Any]]:
    return [_row(case_id, fact) for fact in facts]


def _row(case_id: str, fact: PaperFact) -> dict[str, Any]:
    kept = {"case_id": case_id, "content": fact.content, "size": fact.size, "at": fact.at}
    match fact:
        case PaperAttached():
            own = {"role": "attached", "kind": fact.kind, "number": 0, "name": fact.name,
                   "media_type": fact.media_type}  # fmt: skip
        case DraftMade() | DraftUploaded():
            name = f"{case_id}_{fact.paper}_draft-{fact.number}.docx"
            own = {"role": "draft", "kind": fact.paper, "number": fact.number, "name": name,
                   "media_type": DOCX}  # fmt: skip
        case FinalMade():
            own = {"role": "final", "kind": fact.paper, "number": 0, "media_type": DOCX,
                   "name": f"{case_id}_{fact.paper}_final.docx"}  # fmt: skip
    return kept | own
