"""Wording only: papers, messages, pages. No logic beyond if and for."""

from pathlib import Path
from typing import Any

import yaml

TEMPLATES = Path(__file__).parent
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml reads ten times as fast


def read_yaml(path: Path) -> Any:
    """What the file says. Raises yaml.YAMLError."""
    return yaml.load(path.read_text("utf-8"), Loader=LOADER)
