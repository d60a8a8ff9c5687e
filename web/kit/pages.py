"""Templates into pages, in Vietnamese or English; every text is escaped."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date, datetime
from functools import cache, partial
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from documents.content.catalogue import PAPERS
from domain.calendar.clock import local
from domain.law.in_force import ONE_DAY
from domain.text import fold
from models.cases.desks import COUNTED_UP_TO
from notifications.law_texts import law_text
from notifications.person_words import head_of
from notifications.words import initial, tables, word_or_code
from templates import TEMPLATES

STATIC = Path(__file__).parents[1] / "static"
LANGUAGES = ("vi", "en")
LETTERS = re.compile("[À-ỹ]")  # with marks, as English has none


@cache
def environment(language: str) -> Environment:
    """Texts in the templates are Vietnamese; `locale/en.po` says them in English."""
    built = Environment(
        loader=FileSystemLoader(TEMPLATES / "web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    found = translations(language)
    install: Callable[..., None] = built.install_gettext_translations  # type: ignore[attr-defined]
    install(found, newstyle=True)
    built.filters |= {
        "day": day,
        "day_before": day_before,
        "moment": moment,
        "number": number,
        "sheet_head": sheet_head,
        "by_name": by_given_name,
        "size": size,
        "counted": counted,
        "said": partial(said, language),
        "initial": initial,
        "law": partial(law, language),
        "vi": partial(vietnamese, language),
    }
    built.globals |= {
        "asset": asset,
        "language": language,
        "head_of": partial(head_of, language=language),
        "word": partial(word_or_code, language=language),
        "words_of": tables(language).__getitem__,
        "task_address": task_address,
        "title_of": partial(title_of, language),
        "paper_title": partial(paper_title, language),
    }
    return built


@cache
def translations(language: str) -> NullTranslations:
    """Read from the .po itself, so that no compiled file has to be kept."""
    path = TEMPLATES / "locale" / f"{language}.po"
    if language not in LANGUAGES or not path.exists():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as text:
        write_mo(compiled, read_po(text, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def said(language: str, text: str, n: int = 0) -> str:
    """A text of ours that comes as a value (web/translatable.py); `n` goes into its {n}."""
    found = translations(language)
    return found.ngettext(text, text, n).format(n=n) if "{n}" in text else found.gettext(text)


def vietnamese(language: str, text: str) -> str:
    """Names and what people typed: said to be Vietnamese on a page that is not."""
    if language == "vi" or isinstance(text, Markup) or not LETTERS.search(str(text)):
        return text
    return Markup('<span lang="vi">{}</span>').format(text)


def law(language: str, text: str) -> str:
    """A text of the law data, or what rules composed; a name among them stays Vietnamese."""
    said = law_text(text, language)
    return vietnamese(language, text) if said == text else said


@cache
def asset(name: str) -> str:
    """Address of a file of ours; it changes with the content, so browsers may keep it for ever."""
    content = (STATIC / name).read_bytes()
    return f"/static/{hashlib.sha256(content).hexdigest()[:12]}/{name}"


def sheet_head(said: str) -> Markup:
    """The style that puts a line on top of every printed sheet. What it says is written so that it
    can be nothing but a text, neither of a style nor of a page."""
    plain = Markup(said).unescape()
    text = "".join(c if c.isalnum() or c in " .·-" else f"\\{ord(c):x} " for c in plain)
    return Markup(f'@page {{ @top-left {{ content: "{text}" }} }}')


def task_address(task_id: str) -> str:
    """The page of a task, whose id is case/step/round/role."""
    case, _, rest = task_id.partition("/")
    return f"/cases/{case}/tasks/{rest}"


def paper_title(language: str, paper: str) -> str:
    known = PAPERS.get(paper)
    if known is None:
        return paper
    return title_of(language, known)


class Titled(Protocol):
    """A procedure, a step, a kind of paper: named in both languages by its own data."""

    @property
    def title(self) -> str: ...

    @property
    def title_en(self) -> str: ...


def title_of(language: str, named: Titled) -> str:
    return named.title_en if language == "en" else named.title


def day(value: date | None) -> str:
    return f"{value:%d/%m/%Y}" if value else "—"


def day_before(end: date) -> str:
    """The last day of a span that ends before `end`."""
    return day(end - ONE_DAY)


def moment(value: datetime | None) -> str:
    return f"{local(value):%H:%M %d/%m/%Y}" if value else "—"


def number(value: int) -> str:
    """1234567 → 1.234.567"""
    return f"{value:,}".replace(",", ".")


def counted(number: int) -> str:
    """Of what is counted no further than COUNTED_UP_TO."""
    return f"{COUNTED_UP_TO}+" if number >= COUNTED_UP_TO else str(number)


def size(octets: int) -> str:
    if octets < 1024 * 1024:
        return f"{max(1, round(octets / 1024))} KB"
    return f"{octets / 1024 / 1024:.1f} MB".replace(".", ",")


def by_given_name(people: Any) -> list[Any]:
    """Vietnamese lists of people are sorted by given name."""
    return sorted(people, key=lambda person: (fold(person.sort_name), person.id))
