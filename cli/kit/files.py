"""Files named on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from documents.intake.sent_file import SentFile
from domain.errors import BadInput

NotSecret = Annotated[bool, typer.Option("--not-secret")]


def sent(path: Path, *, not_secret: bool = False) -> SentFile:
    """Raises BadInput."""
    if not path.is_file():
        raise BadInput(field="file", rule=BadInput.Rule.NO_FILE, value=str(path))
    return SentFile(path.name, path.read_bytes(), not_secret=not_secret)
