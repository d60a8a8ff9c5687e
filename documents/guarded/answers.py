"""What a guarded process says, read without trust: values and our own shapes, nothing that runs."""

from __future__ import annotations

import io
import pickle
from typing import Any

# Names that an answer may hold: shapes without behaviour, and refusals.
ALLOWED = {
    "documents.intake.readable": {"Readable"},
    "documents.intake.kinds": {"FileKind"},
    "documents.guarded.answers": {"Refusal"},
    "documents.export.sheet_reader": {"FilledRow"},
    "documents.signing.signatures": {"Signature", "SignedFile"},
    "domain.facts.signatures": {"Certificate", "SameAs"},
    "domain.reasons_of_papers": {"PaperRule", "SignRule", "TemplateRule"},
    "domain.law.basis": {"Basis", "Confidence"},
    "domain.errors": {"BadPaper", "BadTemplate", "CannotSign"},
    "datetime": {"date", "datetime", "timedelta", "timezone"},
}


class Refusal:
    """A refusal on its way back: its class, facts and basis."""

    def __init__(self, kind: type, facts: dict[str, Any], basis: tuple[Any, ...]) -> None:
        self.kind, self.facts, self.basis = kind, facts, basis


class _Answers(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name in ALLOWED.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} may not come from a guarded process")


def read_answer(raw: bytes) -> Any:
    """Raises pickle.UnpicklingError for anything but values and the shapes above."""
    return _Answers(io.BytesIO(raw)).load()


def write_answer(said: Any) -> bytes:
    return pickle.dumps(said, protocol=5)
