"""Which fact tells whom. Words are in templates/notices; nothing is sent inside a decision."""

from __future__ import annotations

from datetime import date

from domain.calendar.clock import local_day
from domain.effects.notices import Notice
from domain.errors import NotFound
from domain.law.deadlines import is_late
from domain.papers.case_file import CaseFile
from domain.state.task import Task


def notice_for(file: CaseFile, task_id: str) -> Notice:
    """Tell the agency asked that it has a task. Raises NotFound."""
    task = file.case.find_task(task_id)
    if task is None:
        raise NotFound(kind="task", id=task_id)
    return Notice(
        key=f"asked:{task.id}",
        case_id=file.case.id,
        agency=task.agency,
        template="asked",
        facts=_facts(file, task),
    )


def deadline_notices(file: CaseFile, today: date) -> tuple[Notice, ...]:
    """For each open task past its day: tell the agency asked and the one that runs the case."""
    late = [t for t in file.case.open_tasks if t.due is not None and is_late(t.due, today)]
    return tuple(
        Notice(
            key=f"late:{task.id}:{agency}",
            case_id=file.case.id,
            agency=agency,
            template="late",
            facts=_facts(file, task),
        )
        for task in late
        for agency in dict.fromkeys((task.agency, file.case.handler))
    )


def _facts(file: CaseFile, task: Task) -> dict[str, str]:
    step = file.law.procedure.step(task.step)
    due = f"{task.due.day:%d/%m/%Y}" if task.due else ""
    return {
        "case": file.case.id,
        "procedure": file.law.procedure.title,
        "step": step.title,
        "round": str(task.round),
        "agency": file.law.agencies.get(task.agency).name(file.day).full,
        "due": due,
        "asked_on": f"{local_day(task.opened_at):%d/%m/%Y}",
    }
