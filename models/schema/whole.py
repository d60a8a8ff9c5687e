"""The metadata with every table in it, whoever asks first."""

from __future__ import annotations

from models.schema import (  # noqa: F401  their tables join the metadata
    accounts,
    api,
    attempts,
    directory_log,
    journal,
    law,
    notices,
    operations,
    own_templates,
    person_file,
    registers,
    seals,
)
from models.schema.tables import metadata

__all__ = ["metadata"]
