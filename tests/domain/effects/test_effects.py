"""What software still owes a case."""

from __future__ import annotations

from dataclasses import replace

from domain.effects.effects import EffectKind, pending_effects
from domain.state.case import CaseStatus
from tests.domain.builders import FINAL, SUBMIT, law, opened, sign, step


def kinds(case, law_):
    return [effect.kind for effect in pending_effects(case, law_.procedure)]


def test_after_the_end_software_owes_only_what_the_end_itself_owes():
    """Found by search: a draft owed before the end was written into an ended case."""
    law_ = law(
        step(
            "send",
            "submission",
            ["organization_board"],
            SUBMIT,
            prepares=["submission"],
            checks=["dossier"],
            then="issue",
        ),
        step("issue", "issue", ["state_management"], FINAL, approves="decision"),
    )
    case, _ = sign(opened(law_), law_, "organization_board", "submitted")
    assert kinds(case, law_) == [EffectKind.CHECK, EffectKind.DRAFT]
    (task,) = case.open_tasks
    decided = case.with_draft("decision", "hash").with_task(task.id, status="done", outcome="issue")
    assert kinds(decided, law_)[-1] == EffectKind.FINAL

    assert kinds(replace(decided, status=CaseStatus.DONE), law_) == [EffectKind.FINAL]
