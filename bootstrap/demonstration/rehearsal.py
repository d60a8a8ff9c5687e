"""Play every procedure of the catalogue with invented people and keep each paper it writes.

For looking and for tests: whatever paper a procedure prepares, now or later, is among them.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import product
from pathlib import Path
from typing import Literal, get_args

import bootstrap
from actions.app import App
from actions.cases.case_files import case_file
from actions.cases.open_case import open_case
from actions.effects import effects
from bootstrap.demonstration.cast import COMPLAINED_OF, invented_case, procedures_open_to
from bootstrap.demonstration.paper_values import with_values
from bootstrap.demonstration.province import seed
from bootstrap.demonstration.scenario import Scenario
from bootstrap.settings import Settings
from documents.content.catalogue import PAPERS
from documents.content.context import context_for
from documents.render import render
from domain.facts.decisions import FinalMade
from domain.facts.papers import DraftMade
from domain.law.procedure import Procedure
from domain.papers.case_file import CaseFile
from models.database import migrate
from models.unit_of_work import reading

UNDER_75 = date(2022, 11, 14)
PRESS = ("BAODL", "BPTTH", "CYS", "BCNT")  # Party's before and after the merger, State's, outside

Stage = Literal["draft", "final"]
System = Literal["party", "state"]


@dataclass(frozen=True, slots=True)
class GallerySheet:
    """One paper as software wrote it; `name` is also that of its files. `regime` is that of the
    procedure, `system` of the look; `file` is the case, played to its end, as before its decision.
    """

    name: str
    paper: str
    regime: str
    system: System
    stage: Stage
    step: str
    file: CaseFile
    content: bytes


class Clock:
    """Starts where it is set and moves when it is told to."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def wait(self, days: int) -> None:
        self.now += timedelta(days=days)


@dataclass(frozen=True, slots=True)
class _Province:
    """The invented province in a folder of its own, at an hour of its own."""

    app: App
    clock: Clock

    @staticmethod
    def seeded(home: Path, day: date) -> _Province:
        """Where nothing was decided yet, at ten o'clock in Đắk Lắk."""
        clock = Clock(datetime.combine(day, time(3), UTC))
        app = bootstrap.build(Settings(home=home, database_url="", print_pages=False), clock=clock)
        migrate(app.engine)
        seed(app)
        return _Province(app, clock)

    def copied(self, home: Path) -> _Province:
        """The same once more: what one decision changes, another case would meet."""
        self.app.engine.dispose()  # the file is whole then, with nothing in a log beside it
        shutil.copytree(Path(str(self.app.engine.url.database)).parent, home)
        clock = Clock(self.clock.now)
        built = bootstrap.build(
            Settings(home=home, database_url="", print_pages=False), clock=clock
        )
        return _Province(replace(built, law_data=self.app.catalogue), clock)


def every_paper(home: Path, today: date, only: str = "") -> dict[str, GallerySheet]:
    """Each paper of each procedure in each regime and look, once, by its name.

    `home` is an empty folder for the database of the rehearsal. The law is that of `today`, and
    for the regime of 75-QĐ/TW that of a day under it. `only`: a part of the names of those wanted;
    procedures that write none of them are not played.
    """
    found: dict[str, GallerySheet] = {}
    for day in (today, UNDER_75):
        _play_all(home / str(day), day, found, only)
    return {name: sheet for name, sheet in sorted(found.items()) if only in name}


def _play_all(home: Path, day: date, found: dict[str, GallerySheet], only: str) -> None:
    """Each procedure among people about whom nothing was decided; those about another case in a
    copy of the province in which that one was."""
    seeded = _Province.seeded(home / "seeded", day)
    for press in [code for code in PRESS if seeded.app.catalogue.agencies.get(code).covers(day)]:
        decided, case = seeded, ""
        for procedure in _to_play(seeded.app, press, day, only):
            follows = seeded.app.catalogue.kinds[procedure.name].about_another
            own = (decided if follows else seeded).copied(home / press / procedure.name)
            played = _play(own, procedure, press, case if follows else "")
            _collect(own.app, played, found)
            own.app.engine.dispose()
            if procedure.name == COMPLAINED_OF:
                decided, case = own, played


def _to_play(app: App, press: str, day: date, only: str) -> list[Procedure]:
    """Those that may write a paper of such a name, and the one that they follow upon."""
    texts, kinds = [*procedures_open_to(app, press, day)], app.catalogue.kinds
    wanted = [text for text in texts if _may_write(app, text, only)]
    followed = {COMPLAINED_OF} if any(kinds[text.name].about_another for text in wanted) else set()
    return [text for text in texts if text in wanted or text.name in followed]


def _may_write(app: App, procedure: Procedure, only: str) -> bool:
    papers = {paper for paper, _ in _prepared(procedure)} | _of_no_step(app)
    return any(
        only in _name(paper, procedure.regime, system, stage)
        for paper, system, stage in product(papers, get_args(System), get_args(Stage))
    )


def _play(own: _Province, procedure: Procedure, press: str, about: str = "") -> str:
    app, clock = own.app, own.clock
    wish = invented_case(
        app, procedure, press, act_id=f"rehearsal:{procedure.id}:{press}", about=about
    )
    case_id = open_case(app, wish).case.id

    def follow() -> None:
        while todos := effects.pending(app, case_id).todos:
            for todo in todos:
                effects.carry_out(app, case_id, todo.key)

    Scenario(app, case_id, wish.person, before_act=follow, wait=clock.wait, full=True).play()
    follow()
    return case_id


def _collect(app: App, case_id: str, found: dict[str, GallerySheet]) -> None:
    """What was drafted and issued on the way; then what steps not taken would have drafted."""
    file = replace(case_file(app, case_id), decision=None, day=app.today())
    with reading(app) as uow:
        history = uow.cases.facts(case_id)
    for fact in reversed(history):  # the last version of each draft: the one with its content
        if isinstance(fact, DraftMade | FinalMade):
            stage: Stage = "draft" if isinstance(fact, DraftMade) else "final"
            step, content = file.made[fact.paper].step, partial(app.papers.get, fact.content)
            _add(found, file, fact.paper, step, content, stage=stage)
    for paper, step in [*_prepared(file.law.procedure), *_on_demand(app, file)]:
        _add(found, file, paper, step, partial(_drafted, file, paper, step))


def _add(
    found: dict[str, GallerySheet],
    file: CaseFile,
    paper: str,
    step: str,
    content: Callable[[], bytes],
    *,
    stage: Stage = "draft",
) -> None:
    """Keep the paper unless one of its name was met before; only then its content is made."""
    system = context_for(file, PAPERS[paper], step).layout.system
    regime = file.law.procedure.regime
    name = _name(paper, regime, system, stage)
    if name not in found:
        found[name] = GallerySheet(name, paper, regime, system, stage, step, file, content())


def _name(paper: str, regime: str, system: System, stage: Stage) -> str:
    return f"{paper}_{regime}_{system}_{stage}"


def _drafted(file: CaseFile, paper: str, step: str) -> bytes:
    return render(with_values(file, paper, step), paper, step=step).content


def _prepared(procedure: Procedure) -> list[tuple[str, str]]:
    """Those drafted when their step opens, and those that a step offers."""
    steps = procedure.steps
    return [(paper, step.id) for step in steps for paper in (*step.prepares, *step.offers)]


def _on_demand(app: App, file: CaseFile) -> list[tuple[str, str]]:
    """Papers that no step prepares or offers, at a step whose votes were counted."""
    counted = [task.step for task in file.case.tasks if task.id in file.tallies]
    return [(paper, step) for step in counted[:1] for paper in sorted(_of_no_step(app))]


def _of_no_step(app: App) -> set[str]:
    texts = app.catalogue.all_procedures()
    return set(PAPERS) - {paper for text in texts for paper, _ in _prepared(text)}
