"""What `--help` says: templates/messages/commands.{vi,en}.yaml, one table for each language.

The commands themselves hold no text but lists of codes, which are the same in every language.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import yaml

from templates import TEMPLATES


@cache
def texts(language: str) -> dict[str, Any]:
    """`commands` by path, `options` by name, and `of_command` where a name means something else."""
    path = TEMPLATES / "messages" / f"commands.{language}.yaml"
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return found


def tell(command: Any, language: str, path: str = "") -> Any:
    """The command and all below it, with their texts; one that has none shows its own."""
    known = texts(language)
    command.help = known["commands"].get(path or "thamdinh", command.help)
    options = known["options"] | known["of_command"].get(path, {})
    for parameter in command.params:
        if parameter.name in options and not parameter.help:
            parameter.help = options[parameter.name]
    for name, child in getattr(command, "commands", {}).items():
        tell(child, language, f"{path} {name}".strip())
    return command
