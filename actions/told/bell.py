"""What a person was told, in words, newest first; and that they have read it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from actions.app import App
from actions.viewer import Viewer
from documents.content.catalogue import PAPERS
from domain.effects.notices import Notice, NoticeKind
from domain.law.procedure import ENDS, Procedure
from models.effects.notices import Given
from models.unit_of_work import UnitOfWork, reading, transaction
from notifications.law_texts import law_text
from notifications.wording import Wording

DAYS = ("due", "since", "before", "on", "meeting", "first_day", "last_day")
STEPS = ("step", "to_step")


@dataclass(frozen=True, slots=True)
class ToldLine:
    """One notice as it is read. `subject`: whom its case is about, by name; `mine`: the reader."""

    id: int
    at: datetime
    kind: NoticeKind
    said: str
    case_id: str
    task: str
    procedure: str
    subject: str
    mine: bool
    unread: bool


def told_to(
    app: App,
    viewer: Viewer,
    language: str = "vi",
    *,
    limit: int = 50,
    offset: int = 0,
    unread: bool = False,
) -> tuple[ToldLine, ...]:
    """The newest `limit` notices after the first `offset`, of what they may still see; rights are
    asked anew in the query."""
    with reading(app) as uow:
        found = uow.notices.of(viewer.visibility, limit=limit, offset=offset, unread=unread)
        return lines_of(app, uow, viewer, found, language)


def lines_of(
    app: App, uow: UnitOfWork, viewer: Viewer, found: Sequence[Given], language: str
) -> tuple[ToldLine, ...]:
    """Notices as this person reads them."""
    names = uow.directory.names(_people(one.notice for one in found))
    words = app.words(names, language)
    return tuple(_line(app, uow, words, viewer, one) for one in found)


def find_told(app: App, viewer: Viewer, number: int) -> Given | None:
    """One of them; None for what was never theirs, or is theirs no more."""
    with reading(app) as uow:
        found = uow.notices.of(viewer.visibility, limit=1, numbers=[number])
        return found[0] if found else None


def mark_read(app: App, viewer: Viewer, up_to: int) -> None:
    """Everything they were shown, up to this number."""
    transaction(app.engine, lambda uow: uow.notices.read(viewer.visibility, up_to))


def _line(app: App, uow: UnitOfWork, words: Wording, viewer: Viewer, given: Given) -> ToldLine:
    notice = given.notice
    return ToldLine(
        given.id,
        notice.at,
        notice.kind,
        words.notice(notice.kind, _facts(app, uow, given, words.language)),
        notice.case_id,
        notice.task,
        given.procedure,
        given.subject,
        given.subject_id == viewer.person,
        given.unread,
    )


def _facts(app: App, uow: UnitOfWork, given: Given, language: str) -> dict[str, Any]:
    procedure = app.procedure(uow, given.law_digest) if given.law_digest else None
    return named_facts(app, procedure, given.notice.facts, language)


def named_facts(
    app: App, procedure: Procedure | None, told: Mapping[str, Any], language: str
) -> dict[str, Any]:
    """Days as dates, and what the law, the papers and the checklist call a code."""
    facts = dict(told)
    facts |= {name: date.fromisoformat(facts[name]) for name in DAYS if facts.get(name)}
    if procedure is not None:
        named = {name: facts[name] for name in STEPS if name in facts}
        facts |= {
            name: "" if step in ENDS else _title(procedure.step(step), language)
            for name, step in named.items()
        }
    if (paper := PAPERS.get(facts.get("paper", ""))) is not None:
        facts["paper"] = _title(paper, language)
    kinds = app.catalogue.dossier
    for name in ("dossier", "paper"):
        if facts.get(name) in kinds:
            facts[name] = law_text(kinds[facts[name]].title, language)
    return facts


def _title(named: Any, language: str) -> str:
    return str((language == "en" and named.title_en) or named.title)


def _people(notices: Iterable[Notice]) -> set[str]:
    return {person for notice in notices for person in _named(notice)} - {""}


def _named(notice: Notice) -> Iterator[str]:
    facts = notice.facts
    yield from (str(facts[name]) for name in ("person", "taker") if facts.get(name))
    yield from (str(back["person"]) for back in facts.get("back", ()))
