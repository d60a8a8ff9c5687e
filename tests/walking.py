"""Every procedure in force walked from its opening to its end, with a stop before each answer."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from _pytest.mark import ParameterSet

from actions.app import App
from actions.cases.case_files import case_file
from bootstrap.demonstration.cast import COMPLAINED_OF, invented_case, procedures_open_to
from domain.papers.case_file import CaseFile
from tests.conftest import CATALOGUE, MONDAY_NOON
from tests.playing import PlayedCase, opened

PRESS = {"party": "BPTTH", "association": "CYS", "any": "BPTTH", "outside": "BCNT"}
NEVER = "no step has this name"


def in_force() -> list[tuple[str, str]]:
    """Name and variant of every text of the day on which tests begin."""
    day = MONDAY_NOON.date()
    return sorted({(t.name, t.variant) for t in CATALOGUE.all_procedures() if t.covers(day)})


def each_in_force() -> list[ParameterSet]:
    """The same for a test: every name once, its further variants in the long form."""
    named: set[str] = set()
    found = []
    for name, variant in in_force():
        marks = [pytest.mark.long] if name in named else []
        found.append(pytest.param(name, variant, marks=marks, id=f"{name}-{variant}"))
        named.add(name)
    return found


def opened_by_law(app: App, name: str, variant: str) -> PlayedCase:
    """A case of this procedure; one about another case has that one played to its end first."""
    about = ""
    if app.catalogue.kinds[name].about_another:
        first = opened_by_law(app, COMPLAINED_OF, "party")
        first.until(NEVER)
        about = first.id
    press = PRESS[variant]
    law = next(p for p in procedures_open_to(app, press, app.today()) if p.name == name)
    wish = invented_case(app, law, press, act_id=f"open {law.id}", about=about)
    fields = {name: getattr(wish, name) for name in wish.__slots__ if name != "procedure"}
    return opened(app, name, **fields)


def stops(play: PlayedCase, *, full: bool = False) -> Iterator[CaseFile]:
    """The case before each answer of somebody, and once more when it has ended."""
    story = play.story(full=full)
    while True:
        play.follow()
        file = case_file(play.app, play.id)
        yield file
        if not file.case.open:
            return
        story.answer(file, file.case.open_tasks[0])
