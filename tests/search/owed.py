"""What software owes a case, done in memory: the facts of drafting, printing and checking."""

from __future__ import annotations

import hashlib

from domain.cases.attempt import Attempt
from domain.effects.effects import Effect, EffectKind, unprinted
from domain.facts.checks import Checked
from domain.facts.decisions import FinalMade
from domain.facts.fact import Fact
from domain.facts.papers import DraftMade, DraftUploaded, PagePicture, PagesMade
from tests.search.world import World


def carried_out(world: World, attempt: Attempt, effect: Effect) -> list[Fact]:
    where = {"step": effect.step, "round": effect.round, "at": attempt.at}
    made = [f for f in world.history if isinstance(f, DraftMade | DraftUploaded)]
    number = 1 + sum(f.paper == effect.name for f in made)
    content = hashlib.sha256(f"{effect.key} {number}".encode()).hexdigest()
    match effect.kind:
        case EffectKind.CHECK:
            return [Checked(name=effect.name, findings=(("x", "met", "1", "1"),), **where)]
        case EffectKind.DRAFT:
            return [DraftMade(paper=effect.name, number=number, content=content, size=1, **where)]
        case EffectKind.PAGES:
            return [_pages(paper, text, attempt) for paper, text in unprinted(world.case)]
        case EffectKind.FINAL:
            return [FinalMade(paper=effect.name, content=content, size=1, at=attempt.at)]
        case _:
            return []


def _pages(paper: str, text: str, attempt: Attempt) -> PagesMade:
    """Of a third of the texts LibreOffice makes nothing."""
    picture = PagePicture(content=text, size=1)
    none = int(text[0], 16) < 5
    return PagesMade(
        paper=paper,
        content=text,
        pages=() if none else (picture,),
        why="fonts" if none else "",
        at=attempt.at,
    )
