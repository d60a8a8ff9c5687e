"""Publishing the law data: what was checked and proven is kept beside it, by hash."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import yaml

from regulations.catalogue import Catalogue
from regulations.check import check
from regulations.law_problems import LawFault
from regulations.manifest import Correction, Published, file_digest, law_files, ranges_in
from regulations.proof.kept import prove_all, to_keep
from regulations.proof.prove import Proof

CORRECTED = (LawFault.EDITED, LawFault.EDITED_ON, LawFault.TAKEN_AWAY)
HEAD = "# Written by `thamdinh law publish` after the check; never edited by hand.\n"


def publish(catalogue: Catalogue, on: date, *, reason: str = "") -> tuple[Proof, ...]:
    """Prove every text and keep digests, ranges and proofs. The law was checked before; `reason`
    says why published text was corrected, where it was."""
    proofs = prove_all(catalogue, catalogue.all_procedures())
    files = law_files(catalogue.data)
    kept = Published(
        day=on,
        files={name: file_digest(path) for name, path in files.items()},
        texts={name: ranges_in(path) for name, path in files.items()},
        proofs={proof.procedure: to_keep(proof) for proof in proofs if proof.holds},
        corrections=(*catalogue.published.corrections, *_correction(catalogue, on, reason)),
    )
    rows = kept.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    body = yaml.safe_dump(rows, allow_unicode=True, sort_keys=False, width=10_000)
    (catalogue.data / "published.yaml").write_text(HEAD + body, "utf-8")
    return proofs


def _correction(catalogue: Catalogue, on: date, reason: str) -> Iterable[Correction]:
    edits = [p for p in check(catalogue) if p.why in CORRECTED]
    if edits and reason:
        places = tuple(f"{p.file}: {p.where}" for p in edits)
        yield Correction(day=on, reason=reason, places=places)
