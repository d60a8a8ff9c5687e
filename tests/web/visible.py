"""What people read on pages, text by text, each with the language it is said to be in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from tests.playing import PlayedCase
from tests.web.every_page import PAGES
from tests.web.sweeping import API, Asker, Route, Sweeper
from tests.web.test_sweep import MAY, OPEN, PEOPLE, VALUES, right_of

ALOUD = ("title", "alt", "aria-label", "data-label", "placeholder")
EMPTY = {"input", "br", "img", "meta", "link", "hr", "col", "wbr", "path", "rect"}
UNREAD = {"style", "script"}
PLAIN = {"title", "textarea", "text", "option"}  # elements that hold text alone: no part is marked


@dataclass(frozen=True, slots=True)
class Text:
    """`at` is the innermost element, or the attribute that is read out."""

    text: str
    at: str
    language: str

    @property
    def part_can_be_marked(self) -> bool:
        return self.at not in PLAIN and self.at not in ALOUD


@dataclass
class Reader(HTMLParser):
    found: list[Text] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    @property
    def language(self) -> str:
        return self.open[-1][1] if self.open else ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        language = known.get("lang", self.language)
        self.found += [Text(known[n], n, language) for n in ALOUD if known.get(n)]
        if tag not in EMPTY:
            self.open.append((tag, language))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        at = self.open[-1][0] if self.open else ""
        if (text := " ".join(data.split())) and at not in UNREAD:
            self.found.append(Text(text, at, self.language))


def texts_of(html: str) -> list[Text]:
    reader = Reader()
    reader.feed(html)
    return reader.found


def _entries(routes: Any) -> Iterator[Any]:
    """Routes of pages as the framework keeps them."""
    for entry in routes:
        if hasattr(entry, "original_router"):
            yield from _entries(entry.original_router.routes)
        elif hasattr(entry, "dependant"):
            yield entry


@dataclass
class Walk:
    """Every page of the application's own table by everybody who may, in one language."""

    sweeper: Sweeper
    language: str
    askers: dict[str, Asker] = field(default_factory=dict)

    def asker(self, who: str) -> Asker:
        if who not in self.askers:
            self.askers[who] = self.sweeper.person(who)
            self.askers[who].client.cookies.set("language", self.language)
        return self.askers[who]

    def pages(self) -> Iterator[tuple[str, str, list[Text]]]:
        """Who, address, texts."""
        for who, path in sorted({*PAGES, *self._routes()}):
            yield from self.page(who, path)

    def of_case(self, play: PlayedCase, who: str) -> Iterator[tuple[str, str, list[Text]]]:
        """Where this case stands, as this person sees it."""
        at = play.case.open_tasks[0].id.split("/", 1)[1]
        case = (f"/cases/{play.id}", f"/cases/{play.id}/tasks/{at}")
        for path in (*case, f"/mine/{play.id}", f"/mine/{play.id}/tasks/{at}"):
            yield from self.page(who, path)

    def questions(self, who: str) -> Iterator[tuple[str, list[str]]]:
        """Pages that read something of their address, and what."""
        for route in _entries(self.sweeper.web.routes):
            asked = [
                p.alias for p in getattr(getattr(route, "dependant", None), "query_params", ())
            ]
            known = Route("GET", getattr(route, "path", ""))
            if asked and "GET" in route.methods and self._may(who, known):
                yield known.filled(VALUES), asked

    def page(self, who: str, path: str) -> Iterator[tuple[str, str, list[Text]]]:
        answer = self.asker(who).client.get(path)
        if "html" in answer.headers.get("content-type", ""):
            yield who, path, texts_of(answer.text)

    def _routes(self) -> Iterator[tuple[str, str]]:
        for route in self.sweeper.routes:
            if route.verb == "GET" and not route.path.startswith(API):
                yield from ((who, route.filled(VALUES)) for who in PEOPLE if self._may(who, route))

    @staticmethod
    def _may(who: str, route: Any) -> bool:
        right = "signed" if route.path == "/" else right_of(route.path)
        return right == OPEN or who in MAY[right]
