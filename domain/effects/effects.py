"""What software owes a case after an act: drafts, their pages, checks, the numbered paper.

Pure: computed from the case and its law. Each effect has a stable key; what was done is recorded
under it, so a replay after a crash finds it done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from domain.law.procedure import Procedure
from domain.state.case import Case
from domain.state.task import TaskStatus


class EffectKind(StrEnum):
    CHECK = "check"
    DRAFT = "draft"
    PAGES = "pages"
    FINAL = "final"


@dataclass(frozen=True, slots=True)
class Effect:
    """`name` is the paper or the check; empty for pages, which are of all new drafts at once."""

    key: str
    kind: EffectKind
    name: str
    step: str
    round: int


def pending_effects(case: Case, procedure: Procedure) -> tuple[Effect, ...]:
    """Everything software owes this case, done or not, in the order in which it should be done.

    After the end only what the end itself owes: the numbered paper.
    """
    effects: list[Effect] = []
    for step, round_ in _opened(case) if case.open else ():
        effects += _of_step(procedure, step, round_)
    effects += _of_pages(case)
    effects += _of_decision(case, procedure)
    return tuple({effect.key: effect for effect in effects}.values())


def _opened(case: Case) -> Iterator[tuple[str, int]]:
    return iter(dict.fromkeys((task.step, task.round) for task in case.tasks))


def _of_step(procedure: Procedure, step_id: str, round_: int) -> Iterator[Effect]:
    """They stay pending after the step has passed, until the case ends."""
    step = procedure.step(step_id)
    for kind, names in ((EffectKind.CHECK, step.checks), (EffectKind.DRAFT, step.prepares)):
        for name in names:
            yield Effect(f"{kind}:{step_id}:{round_}:{name}", kind, name, step_id, round_)


def unprinted(case: Case) -> tuple[tuple[str, str], ...]:
    """Paper and hash of each current draft of which nobody knows yet how it prints."""
    known = dict(case.pages)
    return tuple((paper, content) for paper, content in case.drafts if content not in known)


def _of_pages(case: Case) -> Iterator[Effect]:
    """One effect for all of them: LibreOffice starts once."""
    owed = unprinted(case) if case.open else ()
    if owed:
        texts = hashlib.sha256("".join(sorted(content for _, content in owed)).encode())
        key = f"{EffectKind.PAGES}:{texts.hexdigest()[:32]}"
        yield Effect(key, EffectKind.PAGES, "", case.step, case.round)


def _of_decision(case: Case, procedure: Procedure) -> Iterator[Effect]:
    for task in case.tasks:
        step = procedure.step(task.step)
        if task.status == TaskStatus.DONE and task.outcome is not None and step.approves:
            option = step.options.option(task.outcome)
            if option is not None and option.issues:
                key = f"{EffectKind.FINAL}:{step.approves}:{task.round}"
                yield Effect(key, EffectKind.FINAL, step.approves, task.step, task.round)
