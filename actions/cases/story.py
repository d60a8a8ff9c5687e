"""What happened in a case, in the sentences in which bodies were told of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from actions.app import App
from actions.told.bell import named_facts
from domain.calendar.clock import local_day
from domain.effects.notices import NoticeKind
from domain.facts.fact import Fact
from domain.law.procedure import Procedure
from models.unit_of_work import UnitOfWork
from notifications.said import Said
from notifications.telling import story
from notifications.wording import Wording

NAMED = 3  # papers that joined on one day are named so far; of the others the number is told
Told = tuple[Fact, Said]


@dataclass(frozen=True, slots=True)
class StoryLine:
    """`task`: the question that was answered, where it was."""

    at: datetime
    said: str
    task: str = ""


def story_of(app: App, uow: UnitOfWork, case_id: str, language: str) -> tuple[StoryLine, ...]:
    """Newest first. Raises NotFound."""
    case = uow.cases.get(case_id)
    told = list(story(case, uow.cases.facts(case_id)))
    people = {said.facts["person"] for _, said in told if said.facts.get("person")}
    words = app.words(uow.directory.names(people), language)
    procedure = app.law(uow, case).procedure
    lines = [_line(app, words, procedure, group) for group in _groups(told)]
    return tuple(reversed(lines))


def _groups(told: Sequence[Told]) -> Iterator[list[Told]]:
    """Papers that joined one after the other on one day are one sentence."""

    def together(place: int) -> object:
        fact, said = told[place]
        return local_day(fact.at) if said.kind == NoticeKind.SUPPLEMENTED else place

    for _, places in groupby(range(len(told)), together):
        yield [told[place] for place in places]


def _line(app: App, words: Wording, procedure: Procedure, group: Sequence[Told]) -> StoryLine:
    fact, said = group[-1]
    facts = [named_facts(app, procedure, one.facts, words.language) for _, one in group]
    shown = facts[-1]
    if said.kind == NoticeKind.SUPPLEMENTED:
        titles = list(dict.fromkeys(one["dossier"] for one in facts))
        more = {"others": len(titles) - NAMED} if len(titles) > NAMED else {}
        shown = {"dossier": "; ".join(titles[:NAMED])} | more
    answered = said.task if said.kind == NoticeKind.ANSWERED else ""
    return StoryLine(fact.at, words.notice(said.kind, shown), answered)
