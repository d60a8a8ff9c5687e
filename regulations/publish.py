"""Publishing the law data: what was checked and proven is kept beside it, by hash."""

from __future__ import annotations

import yaml

from regulations.catalogue import Catalogue
from regulations.proof.kept import prove_all, to_keep
from regulations.proof.prove import Proof

HEAD = (
    "# Written by `thamdinh law publish`: what was shown of each procedure. Not edited by hand.\n"
)


def publish(catalogue: Catalogue) -> tuple[Proof, ...]:
    """Prove every text and keep what holds. The law was checked before."""
    proofs = prove_all(catalogue, catalogue.all_procedures())
    kept = {proof.procedure: to_keep(proof) for proof in proofs if proof.holds}
    rows = {
        name: row.model_dump(mode="json", by_alias=True, exclude_defaults=True)
        for name, row in kept.items()
    }
    body = yaml.safe_dump({"proofs": rows}, allow_unicode=True, sort_keys=False, width=110)
    (catalogue.data / "published.yaml").write_text(HEAD + body, "utf-8")
    return proofs
