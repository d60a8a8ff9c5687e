"""Open a case of the demonstration province and bring it to where a test wants it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from actions.app import App
from actions.cases.case_files import case_file
from actions.cases.open_case import OpenCase, open_case
from actions.cases.sign_off import sign_off
from actions.effects import effects
from actions.execute import Receipt
from bootstrap.demonstration.province import people
from bootstrap.demonstration.scenario import Scenario
from domain.cases.sign_off import SignOff
from domain.law.options import Outcome
from domain.state.case import Case, PostKind
from models.unit_of_work import UnitOfWork, transaction
from tests.copying import once
from tests.looking import read

OFFICERS = {
    "BTCTU": "lethuha",
    "HVHNT": "dothithuy",
    "TU": "nguyenthilan",
    "BTGDVTU": "tranvanbinh",
}
SIGNERS = {
    "BPTTH": "ngoquanghuy",
    "BTVTU": "lehoangkhue",
    "BTCTU": "dangducthuan",
    "TU": "ymoaeban",
    "BTGDVTU": "hlinhnie",
    "UBKTTU": "phamquochung",
    "SVHTTDL": "buithanhmai",
    "DUUBND": "vominhtri",
    "HVHNT": "phanvankien",
    "CYS": "ngoquanghuy",
}


@dataclass(frozen=True)
class PlayedCase:
    """One case being tested."""

    app: App
    id: str

    @property
    def case(self) -> Case:
        return read(self.app.engine, lambda uow: uow.cases.get(self.id))

    def follow(self) -> None:
        """Do what software owes, as the conductor would."""
        while todos := effects.pending(self.app, self.id).todos:
            for todo in todos:
                effects.carry_out(self.app, self.id, todo.key)

    def wait(self, days: int) -> None:
        """Let days pass on the clock of the test."""
        self.app.clock.forward(days=days)  # type: ignore[attr-defined]

    def until(self, step: str, *, full: bool = False) -> None:
        """Let everybody agree until `step` is asked; copied when it was played before."""
        how = ("until", self.id, f"{step} full" if full else step)
        once(self.app, how, lambda: self._until(step, full=full))

    def _until(self, step: str, *, full: bool) -> None:
        story = self.story(full=full)
        for _ in range(60):
            file = case_file(self.app, self.id)
            if not file.case.open or file.case.step == step:
                self.follow()
                if file.case.open and file.law.procedure.step(file.case.step).approves:
                    story.gather_dossier()
                return
            self.follow()
            story.answer(case_file(self.app, self.id), file.case.open_tasks[0])
        raise AssertionError(f"{step} was never reached")

    def story(self, *, full: bool = False) -> Scenario:
        """`full`: everything the papers are to say is entered too."""
        officer = OFFICERS[self.case.handler]
        follow, wait = self.follow, self.wait
        return Scenario(self.app, self.id, officer, before_act=follow, wait=wait, full=full)

    def past(self, step: str) -> None:
        """Let everybody asked in `step` agree, until the case is beyond it or closed."""
        once(self.app, ("past", self.id, step), lambda: self._past(step))

    def _past(self, step: str) -> None:
        story = self.story()
        while self.case.open and self.case.step == step:
            self.follow()
            story.answer(case_file(self.app, self.id), self.case.open_tasks[0])

    def task(self, agency: str) -> str:
        return next(task.id for task in self.case.open_tasks if task.agency == agency)

    def sign(self, agency: str, outcome: str = "agree", **more: Any) -> Receipt:
        task = more.pop("task", None) or self.task(agency)
        person = more.pop("person", SIGNERS[agency])
        act = SignOff(
            act_id=more.pop("act_id", f"{task}:{outcome}"),
            case_id=self.id,
            task_id=task,
            outcome=Outcome(outcome),
            reason=more.pop("reason", "đã xem xét"),
            **more,
        )
        return sign_off(self.app, act, person=person)


def opened(app: App, procedure: str = "appoint", **more: Any) -> PlayedCase:
    wish = {
        "act_id": f"open:{procedure}",
        "procedure": procedure,
        "subject": "ythongeban",
        "press_agency": "BPTTH",
        "post": PostKind.HEAD,
        "handler": "BTCTU",
        "person": "lethuha",
    } | more
    return PlayedCase(app, open_case(app, OpenCase(**wish)).case.id)


def fresh_papers(app: App) -> None:
    """The dated papers of the invented people, as old as people.yaml says, on the clock's day."""

    def work(uow: UnitOfWork) -> None:
        for person, _ in people(app.today()):
            uow.directory.set_record(person.id, person.record)

    transaction(app.engine, work)


def change_record(app: App, person: str, **changed: Any) -> None:
    """Another record of a person, as a clerk would enter it."""

    def work(uow: UnitOfWork) -> None:
        record = uow.directory.entered(person).record
        uow.directory.set_record(person, replace(record, **changed))

    transaction(app.engine, work)


def at_opinions(app: App, **more: Any) -> PlayedCase:
    """A case at the parallel opinions of the provincial bodies."""
    play = opened(app, **more)
    play.until("provincial_opinions")
    return play


def together(acts: list[Callable[[], object]]) -> list[object]:
    """Run all at once, each in its own thread; gives results or the exceptions raised."""
    barrier = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int) -> None:
        barrier.wait()
        try:
            results[place] = acts[place]()
        except Exception as raised:  # noqa: BLE001  the test looks at whatever came out
            results[place] = raised

    threads = [threading.Thread(target=run, args=(n,)) for n in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
