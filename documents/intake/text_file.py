"""A record written by hand as YAML: values alone, nothing that grows when it is read."""

from __future__ import annotations

from typing import Any

import yaml

from documents.intake.readable import RECORD, read_file
from documents.intake.sent_file import SentFile
from domain.errors import BadPaper

LARGEST_RECORD = 1024 * 1024


def read_yaml(sent: SentFile) -> Any:
    """What it says. Raises BadPaper; an alias, which stands for a copy, is refused."""
    name, content = sent.name, sent.content
    read_file(sent, RECORD)
    if len(content) > LARGEST_RECORD:
        raise BadPaper(name=name, rule=BadPaper.Rule.TOO_LARGE)
    try:
        text = content.decode("utf-8-sig")
        aliased = any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text))
        said = None if aliased else yaml.safe_load(text)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError, ValueError) as wrong:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED) from wrong
    if aliased:
        raise BadPaper(name=name, rule=BadPaper.Rule.DAMAGED)
    return said
