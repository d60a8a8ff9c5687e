"""To whom a thing is told: bodies, whose people of the day read it, or one person alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from domain.cases.sign_off import SUBJECT
from domain.state.case import Case
from domain.state.task import Task, TaskStatus


@dataclass(frozen=True, slots=True)
class Recipient:
    """Either a body or a person."""

    agency: str = ""
    person: str = ""

    @property
    def code(self) -> str:
        return f"@{self.person}" if self.person else self.agency


def bodies(*codes: str) -> tuple[Recipient, ...]:
    return tuple(Recipient(agency=code) for code in dict.fromkeys(codes))


def people(ids: Iterable[str]) -> tuple[Recipient, ...]:
    return tuple(Recipient(person=one) for one in dict.fromkeys(ids))


def asked(case: Case, task: Task) -> tuple[Recipient, ...]:
    """The body asked, or the person concerned: a body never learns what was asked of them."""
    return people([case.subject]) if task.role == SUBJECT else bodies(task.agency)


def handler_and(case: Case, task: Task | None) -> tuple[Recipient, ...]:
    """The body that runs the case, and who is asked in the task."""
    return _once(bodies(case.handler), asked(case, task) if task else ())


def taking_part(case: Case, *, but: str = "") -> tuple[Recipient, ...]:
    """Every body that runs the case or was asked in it, except the one that acts."""
    codes = [case.handler, *(t.agency for t in case.tasks if t.role != SUBJECT)]
    return tuple(one for one in bodies(*codes) if one.agency != but)


def with_subject(case: Case, others: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
    return _once(others, people([case.subject]))


def concerned_with_papers(case: Case, *, but: str) -> tuple[Recipient, ...]:
    """Who answered or is to answer: they rest on the dossier and on the texts."""
    counted = (TaskStatus.OPEN, TaskStatus.DONE)
    codes = [t.agency for t in case.tasks if t.status in counted and t.role != SUBJECT]
    return tuple(one for one in bodies(case.handler, *codes) if one.agency != but)


def _once(*groups: Iterable[Recipient]) -> tuple[Recipient, ...]:
    return tuple(dict.fromkeys(one for group in groups for one in group))
