"""The words for codes: what a person reads for `head`, `S*` or `tail_cut`, in their language.

Every table is in templates/messages/words.vi.yaml and, with the same codes, in words.en.yaml;
rules, papers, pages, lists, commands and forms read it here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from domain.text import Words
from templates import TEMPLATES, read_yaml


@cache
def tables(language: str = "vi") -> Words:
    """Every table of a language: its name → code → word."""
    path = TEMPLATES / "messages" / f"words.{language}.yaml"
    found: Words = read_yaml(path)
    return found


@cache
def paper_fields(language: str = "vi") -> Mapping[str, str]:
    """What the fields of papers are called (templates/papers/fields.yaml)."""
    rows = read_yaml(TEMPLATES / "papers" / "fields.yaml")
    return {name: row[language] for name, row in rows.items()}


def word(table: str, code: object, language: str = "vi") -> str:
    """The word for a code. Raises KeyError for a table or a code that is not there."""
    return tables(language)[table][str(code)]


def word_or_code(table: str, code: object, language: str = "vi") -> str:
    """The same where a code may come from outside; one without a word is shown as it is."""
    return tables(language)[table].get(str(code), str(code))


def initial(text: str) -> str:
    """ "giấy triệu tập" → "Giấy triệu tập": the word begins a line."""
    return text[:1].upper() + text[1:]
