"""Which of the open questions were put again, and why, for many at once."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from domain.effects.notices import NoticeKind
from models.unit_of_work import UnitOfWork

Why = Mapping[str, Any]


def why_again(uow: UnitOfWork, tasks: Collection[str]) -> dict[str, tuple[Why, ...]]:
    """Task → who sent it back and in which words, as it was told when the question was put."""
    told = uow.notices.of_tasks(tasks, NoticeKind.ASKED) if tasks else {}
    return {task: tuple(back) for task, n in told.items() if (back := n.facts.get("back"))}
