"""What commands say, in `--help` and when they print: templates/messages/commands.{vi,en}.yaml,
one table for each language (THAMDINH_LANGUAGE).

The commands themselves hold no text but lists of codes, which are the same in every language.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import bootstrap
from cli.kit.output import Marked, marked
from domain.law.options import Option
from domain.law.procedure import Procedure, Step
from domain.text import Words
from notifications import law_words, words
from notifications import wording as times
from templates import TEMPLATES, read_yaml

PHRASES = {
    times.NO_LIMIT: "no_limit",
    times.DUE_TODAY: "due_today",
    times.DAYS_LEFT: "working_days_left",
    times.DAYS_LATE: "working_days_late",
    law_words.SUBJECT_WORDS: "person_concerned",
    law_words.WORKING_DAYS: "n_working_days",
    law_words.CALENDAR_DAYS: "n_days",
    law_words.UNREGULATED: "unregulated",
    law_words.OWN_TARGET: "unregulated_own_target",
}


@cache
def texts(language: str) -> dict[str, Any]:
    """`commands` by path, `options` by name, `of_command` where a name means something else, and
    `said`: what is printed."""
    path = TEMPLATES / "messages" / f"commands.{language}.yaml"
    found: dict[str, Any] = read_yaml(path)
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


def language() -> str:
    """ "vi" or "en", as the machine is set."""
    return bootstrap.settings().language


def say(key: str, /, **facts: object) -> Marked:
    """A text of `said`, with its facts put in. Raises KeyError for an unknown one."""
    return marked(texts(language())["said"][key], **facts)


def heads(*keys: str) -> tuple[Marked, ...]:
    """The heads of a table."""
    return tuple(map(say, keys))


def word(table: str, code: object) -> str:
    """The word for a code. Raises KeyError for one without words."""
    return words.word(table, code, language())


def tables() -> Words:
    return words.tables(language())


def phrase(text: str, n: int = 0) -> str:
    """A phrase of the inner rooms that counts days, or a name, which stays as it is."""
    return say(PHRASES[text], n=n) if text in PHRASES else text


def title(named: Procedure | Step) -> str:
    return named.title_en if language() == "en" else named.title


def label(option: Option) -> str:
    return option.en if language() == "en" else option.vi
