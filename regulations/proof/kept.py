"""Proofs by the hash of what they looked at: what is proven once is not proven again."""

from __future__ import annotations

from collections.abc import Iterable

from domain.law.procedure import Procedure
from domain.law.proofs import KeptProof
from regulations.catalogue import Catalogue
from regulations.proof.prove import Proof, courses, proof_key, prove


def kept_proof(catalogue: Catalogue, procedure_id: str) -> KeptProof | None:
    """The proof of a text as it stands; None where another text, or none, was proven.

    Laid over another province the same text needs no new one where its cases take no course that
    was not walked.
    """
    kept = catalogue.published.proofs.get(procedure_id)
    text, base = catalogue.text(procedure_id), catalogue.base
    if kept is None or kept.key == proof_key(catalogue, text):
        return kept
    if base is None or text != base.text(procedure_id) or kept.key != proof_key(base, text):
        return None
    walked = courses(base, procedure_id)
    return kept if courses(catalogue, procedure_id) <= walked else None


def unproven(catalogue: Catalogue, texts: Iterable[Procedure]) -> tuple[Procedure, ...]:
    """The texts added or changed since the proofs were kept."""
    return tuple(text for text in texts if kept_proof(catalogue, text.id) is None)


def prove_all(catalogue: Catalogue, texts: Iterable[Procedure]) -> tuple[Proof, ...]:
    return tuple(prove(catalogue, text) for text in texts)


def to_keep(proof: Proof) -> KeptProof:
    """A proof that holds, as it is kept."""
    return KeptProof(
        key=proof.key,
        days=proof.days,
        walks=proof.walks,
        places=proof.places,
        moves=proof.moves,
        exempted=proof.exempted,
    )
