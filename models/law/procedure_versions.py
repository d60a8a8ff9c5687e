"""Procedure texts that cases were opened under, kept by content hash and never rewritten."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, select

from domain.errors import NotFound
from domain.law.procedure import Procedure
from domain.law.proofs import KeptProof
from models.audit import journal
from models.schema.law import law_books as books
from models.schema.law import law_proofs as proofs
from models.schema.tables import procedure_versions as versions


class Laws:
    def __init__(self, connection: Connection) -> None:
        self.connection = connection

    def pin(self, procedure: Procedure, digest: str, at: datetime) -> None:
        """Keep the text under its hash; a text already kept stays as it is."""
        known = select(versions.c.digest).where(versions.c.digest == digest)
        if self.connection.execute(known).first() is None:
            body = procedure.model_dump_json(by_alias=True)
            journal.add(
                self.connection,
                versions,
                digest=digest,
                procedure=procedure.id,
                body=body,
                first_used_at=at,
            )

    def keep_proof(self, digest: str, proof: KeptProof, at: datetime) -> None:
        """What was shown of a text kept under its hash; the first proof stays as it is."""
        known = select(proofs.c.digest).where(proofs.c.digest == digest)
        if self.connection.execute(known).first() is None:
            body = proof.model_dump_json(by_alias=True)
            journal.add(self.connection, proofs, digest=digest, body=body, kept_at=at)

    def keep_book(self, digest: str, body: str, at: datetime) -> None:
        """Rules, lists, bodies and texts under their hash; a book already kept stays as it is."""
        known = select(books.c.digest).where(books.c.digest == digest)
        if self.connection.execute(known).first() is None:
            journal.add(self.connection, books, digest=digest, body=body, first_used_at=at)

    def book(self, digest: str) -> str:
        """Raises NotFound."""
        body = self.connection.execute(
            select(books.c.body).where(books.c.digest == digest)
        ).scalar()
        if body is None:
            raise NotFound(kind="law_book", id=digest)
        return str(body)

    def books(self) -> dict[str, str]:
        """Every book a case keeps, by its digest."""
        kept = self.connection.execute(select(books.c.digest, books.c.body))
        return {str(row.digest): str(row.body) for row in kept}

    def proof(self, digest: str) -> KeptProof | None:
        """None for a text on which cases were opened before its paths were proven."""
        query = select(proofs.c.body).where(proofs.c.digest == digest)
        body = self.connection.execute(query).scalar()
        return None if body is None else KeptProof.model_validate_json(body)

    def digests(self) -> tuple[str, ...]:
        """Of every text a case was opened under."""
        return tuple(self.connection.execute(select(versions.c.digest)).scalars())

    def get(self, digest: str) -> Procedure:
        """Raises NotFound."""
        return Procedure.model_validate_json(self.body(digest))

    def body(self, digest: str) -> str:
        """A text as it is kept. Raises NotFound."""
        query = select(versions.c.body).where(versions.c.digest == digest)
        body = self.connection.execute(query).scalar()
        if body is None:
            raise NotFound(kind="procedure", id=digest)
        return str(body)
