"""One act as it is about to be saved."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from domain.facts.fact import Fact
from domain.law.case_law import Law
from domain.law.procedure import Step
from domain.state.case import Case
from domain.state.task import Task


@dataclass(frozen=True, slots=True)
class Transition:
    """The case before and after its facts, under its law. `history` is what happened before, where
    the act had to read it; None where it had not: then nothing more is read for an invariant."""

    before: Case
    facts: tuple[Fact, ...]
    after: Case
    law: Law
    history: tuple[Fact, ...] | None = None

    def step(self, step_id: str) -> Step | None:
        """The step of the law of the case; None for a name it does not have."""
        return next((s for s in self.law.procedure.steps if s.id == step_id), None)

    def asked_in(self, task: Task | None) -> Step | None:
        return self.step(task.step) if task else None


Check = Callable[[Transition], Iterator[str]]
