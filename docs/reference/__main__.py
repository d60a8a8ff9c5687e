"""The pages of this folder that are made from the code: `uv run python -m docs.reference`.

Never edit procedures.md, refusals.md, facts.md, settings.md or commands.md by hand: change what
they are made from and run this. `tests/docs/test_reference.py` fails when a page is out of date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from importlib import import_module
from inspect import getdoc
from pathlib import Path
from pkgutil import walk_packages
from typing import Any

import domain
from bootstrap.settings import Settings
from cli.main import program
from domain import errors
from domain.facts.fact import FACTS
from domain.law.deadlines import Deadline
from domain.law.procedure import Procedure, Step
from notifications.words import tables
from regulations.catalogue import Catalogue
from templates import TEMPLATES, read_yaml

FOLDER = Path(__file__).parent
MADE = "<!-- Made by `uv run python -m docs.reference`; do not edit. -->"
KEPT = {"case_id", "at", "by"}  # every fact has them


def pages() -> dict[str, str]:
    """Name of the file → its text."""
    bodies = {
        "procedures": _procedures(),
        "refusals": _refusals(),
        "facts": _facts(),
        "settings": _settings(),
        "commands": _commands(),
    }
    return {f"{name}.md": "\n".join([MADE, *body]) + "\n" for name, body in bodies.items()}


def _table(heads: Iterable[str], rows: Iterable[Iterable[object]]) -> Iterator[str]:
    heads = list(heads)
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---|" * len(heads)
    for row in rows:
        cells = (" ".join(str(cell).split()).replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(cells)} |"


def _procedures() -> Iterator[str]:
    yield "# Procedures"
    yield "\nEach text of the law the software reads, step by step. The sources are"
    yield "`regulations/data/procedures/`; the same with a drawing: `/law` of the pages."
    for procedure in sorted(Catalogue().all_procedures(), key=lambda one: (one.id, one.first_day)):
        yield f"\n## {procedure.id}: {procedure.title}\n"
        yield f"{procedure.title_en}. {_span(procedure)}; {procedure.status}.\n"
        heads = ("step", "bước", "asked", "answers → next", "time", "source")
        yield from _table(heads, (_step(step) for step in procedure.steps))


def _span(procedure: Procedure) -> str:
    first, last = procedure.first_day, procedure.last_day
    return f"From {first}" + (f" to {last}" if last else "")


def _step(step: Step) -> tuple[str, ...]:
    answers = (
        f"{option.outcome} → {step.routes[option.outcome]}"
        if option.outcome in step.routes
        else str(option.outcome)
        for option in step.options.options
    )
    sources = (f"{one.instrument} {one.article or ''} ({one.confidence})" for one in step.basis)
    return (
        f"`{step.id}`",
        step.title,
        ", ".join(step.asks),
        f"{', '.join(answers)}; else → {step.then}",
        "; ".join(_time(one) for one in step.deadline),
        "; ".join(sources),
    )


def _time(deadline: Deadline) -> str:
    if deadline.working_days:
        return f"{deadline.working_days} working days"
    if deadline.calendar_days:
        return f"{deadline.calendar_days} days"
    if deadline.internal_target:
        return f"none found; own target {deadline.internal_target} working days"
    return "none found"


def _refusals() -> Iterator[str]:
    vi, en = (_messages(language)["refusals"] for language in ("vi", "en"))
    for found in walk_packages(domain.__path__, "domain."):
        import_module(found.name)
    known = {one.code: one.__name__ for one in _below(errors.CaseworkError)}
    yield "# Refusals"
    yield "\nEvery code the rules refuse with, as the API and `--json` give it, and its sentence in"
    yield "both languages. A part after the stroke is the `rule` among its facts.\n"
    rows = ((f"`{key}`", known.get(key.split("/")[0], ""), vi[key], en[key]) for key in sorted(vi))
    yield from _table(("code", "class", "tiếng Việt", "English"), rows)


def _below(parent: type[errors.CaseworkError]) -> Iterator[type[errors.CaseworkError]]:
    yield parent
    for child in parent.__subclasses__():
        yield from _below(child)


def _messages(language: str) -> Any:
    path = TEMPLATES / "messages" / f"{language}.yaml"
    return read_yaml(path)


def _facts() -> Iterator[str]:
    vi, en = (tables(language)["facts"] for language in ("vi", "en"))
    yield "# Facts"
    yield "\nWhat can happen to a case; `event` in the tables, the API and webhooks. Each also says"
    yield "of which case, when and by whom.\n"
    rows = (_fact(FACTS[name], vi, en) for name in sorted(FACTS))
    yield from _table(("fact", "tiếng Việt", "English", "what", "values"), rows)


def _fact(fact: Any, vi: dict[str, str], en: dict[str, str]) -> tuple[str, ...]:
    name = fact.__name__
    values = (one for one in fact.__dataclass_fields__ if one not in KEPT)
    said = getdoc(fact) or ""
    first = "" if said.startswith(f"{name}(") else said.partition("\n\n")[0]
    return f"`{name}`", vi[name], en[name], first, ", ".join(values)


def _settings() -> Iterator[str]:
    yield "# Settings"
    yield "\nRead from the environment by `bootstrap/settings.py` alone; every one has a default.\n"
    rows = (
        (f"`THAMDINH_{name.upper()}`", _default(field.default), field.description)
        for name, field in Settings.model_fields.items()
    )
    yield from _table(("variable", "default", "meaning"), rows)


def _default(value: Any) -> str:
    if hasattr(value, "get_secret_value"):
        value = value.get_secret_value()
    if isinstance(value, timedelta):
        return f"`PT{int(value.total_seconds())}S`"
    return "none" if value in ("", None) else f"`{value}`"


def _commands() -> Iterator[str]:
    yield "# Commands"
    yield "\n`thamdinh COMMAND --help` says the same. What shows takes `--json`. Examples:"
    yield "[use the commands](../how-to/use-the-commands.md).\n"
    rows = sorted(_command(program("vi"), ""))
    yield from _table(("command", "takes", "what"), rows)


def _command(command: Any, path: str) -> Iterator[tuple[str, str, str]]:
    for name, child in getattr(command, "commands", {}).items():
        yield from _command(child, f"{path} {name}".strip())
    if not hasattr(command, "commands"):
        takes = " ".join(_parameter(one) for one in command.params if one.name != "help")
        what = (command.help or "").strip().partition("\n\n")[0]
        yield f"`thamdinh {path}`", f"`{takes}`" if takes else "", what


def _parameter(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.name).upper()
    longest = max(parameter.opts, key=len)
    return longest if parameter.required else f"[{longest}]"


def main() -> None:
    for name, text in pages().items():
        (FOLDER / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
