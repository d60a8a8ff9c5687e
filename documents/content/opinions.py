"""What the bodies asked have said: every answer, which differ, and who kept silent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from documents.content.vietnamese import in_text
from documents.values import Opinion, OpinionValues
from domain.calendar.clock import local_day
from domain.law.options import Outcome
from domain.law.procedure import Kind, Purpose
from domain.law.routing import agency_for
from domain.papers.case_file import CaseFile
from domain.state.task import Task, TaskStatus
from domain.text import nfc


@dataclass(frozen=True, slots=True)
class Standpoint:
    """What one body said; `differs`: whatever is no plain consent."""

    agency: str
    answer: str
    reason: str
    differs: bool


def standpoints(file: CaseFile) -> list[Standpoint]:
    """Of the last round, those who answered."""
    return [
        Standpoint(_agency(file, t), _said(file, t), nfc(t.reason), _stand(t.outcome) == "differs")
        for t in last_answers(file)
    ]


def opinions_of(file: CaseFile, *, party: bool) -> OpinionValues:
    """The last round of opinions in full; `differing` is whatever is no plain consent."""
    shown = [_opinion(file, task, party=party) for task in last_answers(file)]
    differing = [row for row in shown if row["stand"] == "differs"]
    silent = [row["agency"] for row in shown if row["stand"] == "silent"]
    agreed = len(shown) - len(differing) - len(silent)
    return {
        "asked": asked(file),
        "opinions": shown,
        "differing": differing,
        "silent": silent,
        "opinion_counts": [
            ("Số cơ quan được hỏi ý kiến", len(_last_round(file)) or len(asked(file))),
            ("Số cơ quan đồng ý", agreed),
            ("Số cơ quan có ý kiến khác", len(differing)),
            ("Số cơ quan không trả lời", len(silent)),
        ],
    }


def asked(file: CaseFile) -> list[str]:
    """Full names of the bodies whose opinion the procedure asks, successors followed."""
    step = file.law.procedure.step_for(Purpose.OPINION_ROUND)
    press = file.case.press_agency
    found = (
        agency_for(file.law.agencies, role, press_agency=press, day=file.day)
        for role in (step.asks if step else ())
    )
    return [agency.name(file.day).full for agency in found]


def consulted(file: CaseFile) -> list[str]:
    """Short names of the bodies that were in fact asked for an opinion, each once, in order."""
    steps = {s.id for s in file.law.procedure.steps if s.kind == Kind.CONSULTATION}
    codes = (t.agency for t in file.case.tasks if t.step in steps and not t.taken_out)
    current = (file.law.agencies.current(code, file.day) for code in codes)
    return list(dict.fromkeys(agency.name(file.day).short for agency in current))


def last_answers(file: CaseFile) -> Iterator[Task]:
    return (task for task in _last_round(file) if task.status == TaskStatus.DONE)


def _last_round(file: CaseFile) -> list[Task]:
    all_put = file.case.tasks_for(Purpose.OPINION_ROUND, file.law.procedure)
    put = [t for t in all_put if t.status != TaskStatus.RECALLED and not t.taken_out]
    last = max((task.round for task in put), default=0)
    return [task for task in put if task.round == last]


def _opinion(file: CaseFile, task: Task, *, party: bool) -> Opinion:
    return {
        "agency": _agency(file, task),
        "answer": _said(file, task),
        "reason": nfc(task.reason),
        "dated": in_text(dated(file, task), party=party),
        "number": number_of(file, task),
        "stand": _stand(task.outcome),
    }


def _agency(file: CaseFile, task: Task) -> str:
    return file.law.agencies.get(task.agency).name(file.day).full


def _said(file: CaseFile, task: Task) -> str:
    """The answer without what its label tells whoever chooses it ("không đồng ý (nêu lý do)")."""
    options = file.law.procedure.step(task.step).options
    option = options.option(task.outcome) if task.outcome else None
    return option.vi.partition(" (")[0] if option else "không trả lời"


def number_of(file: CaseFile, task: Task) -> str:
    """Of the paper with which a body answered: as its scan was recorded, else as entered on the
    page of its task; empty where nobody entered one."""
    return task.paper_number or file.fields.get(("answer_number", task.id), "")


def dated(file: CaseFile, task: Task) -> date | None:
    """The day of that paper, else the day of the answer."""
    entered = file.fields.get(("answer_day", task.id), "")
    day = task.paper_date or (date.fromisoformat(entered) if entered else None)
    return day or (local_day(task.answered_at) if task.answered_at else None)


def _stand(outcome: Outcome | None) -> str:
    if outcome in (None, Outcome.NO_REPLY):
        return "silent"
    return "agrees" if outcome == Outcome.AGREE else "differs"
