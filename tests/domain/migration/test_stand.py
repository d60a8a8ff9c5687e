"""Answers that stand after a case went on by another text, and when they stand no more."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.cases.attempt import Attempt
from domain.cases.corrections import decide_recall, decide_return, return_targets
from domain.errors import CannotRecall, CannotReturn
from domain.facts.fact import evolve
from domain.facts.steps import StepOpened
from domain.migration.migrate import OtherLaw, decide_migrate
from domain.migration.plan import plan
from tests.domain.builders import (
    NOON,
    OPINION,
    SUBMIT,
    TWO,
    at_opinions,
    dossier_then_opinions,
    law,
    officer,
    opened,
    sign,
    signer,
    step,
    task_of,
)


@pytest.mark.parametrize(
    ("asked", "stand"),
    [
        ("new", ("dossier", "opinions")),  # a step of the new text
        ("opinions", ("dossier",)),
        ("dossier", ()),
    ],
)
def test_a_step_asked_once_more_takes_with_it_what_was_answered_after_it(asked, stand):
    case = replace(at_opinions(dossier_then_opinions()), stand=("dossier", "opinions"))
    after = evolve(case, [StepOpened(step=asked, round=2, tasks=(), at=NOON)])
    assert after.stand == stand


OLD = law(
    step("review", "submission", ["organization_board"], SUBMIT, then="opinions"),
    step("opinions", "consultation", TWO, OPINION),
)
KNOWS_NO_REVIEW = law(step("opinions", "consultation", TWO, OPINION))
ASKS_ANOTHER = law(
    step("review", "submission", ["state_management"], SUBMIT, then="opinions"),
    step("opinions", "consultation", TWO, OPINION),
)


def gone_on(new):
    """A case whose first answer counts no more, and its law."""
    case, _ = sign(opened(OLD), OLD, "organization_board", "submitted")
    planned = plan(case, OLD.procedure, new.procedure)
    other = OtherLaw(
        plan=planned,
        law=replace(new, procedure=planned.text),
        digest="new",
        book="new",
        day=NOON.date(),
    )
    said = {"reason": "luật mới", "document": "01-CV"}
    facts = decide_migrate(Attempt(case, OLD, officer(), NOON), other, **said)
    return evolve(case, facts), other.law


@pytest.mark.parametrize("new", [KNOWS_NO_REVIEW, ASKS_ANOTHER])
def test_an_answer_that_counts_no_more_is_not_taken_back(new):
    """Found by search: the question of the text of before was asked again under the new one."""
    case, law_ = gone_on(new)
    attempt = Attempt(case, law_, signer("BTC"), NOON)
    first = next(task for task in case.tasks if task.role == "organization_board")
    with pytest.raises(CannotRecall) as refused:
        decide_recall(attempt, task_id=first.id, reason="nhầm")
    assert refused.value.facts["rule"] == "counts_no_more"


def test_nothing_goes_back_to_a_step_the_text_does_not_know():
    """Found by search: such a step was opened, and nothing of the text led on from it."""
    case, law_ = gone_on(KNOWS_NO_REVIEW)
    assert return_targets(case, law_) == ()
    with pytest.raises(CannotReturn):
        decide_return(
            Attempt(case, law_, signer("BTG"), NOON),
            task_id=task_of(case, "directing_body"),
            to_step="review",
            reason="làm lại",
        )
