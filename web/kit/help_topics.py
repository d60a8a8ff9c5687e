"""What each page is for, who sees it, what happens next: read from templates/help.yaml."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from templates import TEMPLATES, read_yaml


@dataclass(frozen=True, slots=True)
class Text:
    title: str
    what: str
    who: str
    next: str


@dataclass(frozen=True, slots=True)
class Topic:
    """`pages`: beginnings of addresses as routes write them; `texts` by language."""

    id: str
    pages: tuple[str, ...]
    texts: dict[str, Text]


@cache
def topics() -> dict[str, Topic]:
    """Read once, in the order of the file."""
    read = read_yaml(TEMPLATES / "help.yaml")
    return {
        name: Topic(name, tuple(row["pages"]), {lang: _text(row[lang]) for lang in ("vi", "en")})
        for name, row in read.items()
    }


def topic_of(route: str) -> Topic | None:
    """The topic of a route, by the longest beginning that fits whole parts of its address."""
    fits = [
        (len(page), topic)
        for topic in topics().values()
        for page in topic.pages
        if route == page or (route.startswith((f"{page}/", f"{page}.")) and page != "/")
    ]
    return max(fits, key=lambda found: found[0])[1] if fits else None


def _text(row: dict[str, str]) -> Text:
    return Text(row["title"], row["for"], row["who"], row["next"])
