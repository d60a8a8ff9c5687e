"""Which answers stand under another text: only those of the same question, and to it alone."""

from __future__ import annotations

import pytest

from domain.cases.attempt import Attempt
from domain.migration.errors import CannotMigrate
from domain.migration.migrate import OtherLaw, decide_migrate
from domain.migration.plan import StepFate, plan
from tests.domain.builders import (
    NOON,
    OPINION,
    SUBMIT,
    TWO,
    at_opinions,
    dossier_then_opinions,
    officer,
    procedure,
    step,
)

OPINIONS = step("opinions", "consultation", TWO, OPINION)


def planned(*steps):
    law = dossier_then_opinions()
    return plan(at_opinions(law), law.procedure, procedure(*steps))


def test_the_same_questions_stand_and_go_on():
    text = dossier_then_opinions().procedure
    found = plan(at_opinions(dossier_then_opinions()), text, text)
    assert (found.goes_on, found.stays, found.before) == ("opinions", True, ("dossier",))
    fates = {"dossier": StepFate.STANDS, "opinions": StepFate.STAYS, "last": StepFate.NEW}
    assert dict(found.fates) == fates


@pytest.mark.parametrize(
    "dossier",
    [
        step("dossier", "review", ["organization_board"], SUBMIT, then="opinions"),  # another kind
        step("dossier", "submission", ["directing_body"], SUBMIT, then="opinions"),  # others asked
        step(
            "dossier",
            "submission",
            ["organization_board"],
            SUBMIT,
            then="opinions",
            approves="decision_appoint",
        ),
        step("dossier", "submission", ["organization_board"], OPINION, then="opinions"),
    ],
)
def test_another_question_is_asked_again(dossier):
    found = planned(dossier, OPINIONS)
    assert (found.goes_on, found.gone, found.stays) == ("dossier", ("dossier",), False)
    assert found.fates["dossier"] == StepFate.AGAIN


def test_a_step_the_text_does_not_know_is_kept_as_its_past():
    found = planned(step("check", "review", ["directing_body"], SUBMIT, then="opinions"), OPINIONS)
    assert (found.goes_on, found.gone) == ("check", ("dossier",))
    assert [one.id for one in found.text.past] == ["dossier"]
    assert found.text.step("dossier").title == "dossier"


def test_a_text_that_would_ask_nothing_more_ends_no_case():
    law = dossier_then_opinions()
    text = procedure(step("dossier", "submission", ["organization_board"], SUBMIT))
    found = plan(at_opinions(law), law.procedure, text)
    other = OtherLaw(plan=found, law=law, digest="e", book="", day=NOON.date())
    with pytest.raises(CannotMigrate, match="nothing_left"):
        decide_migrate(
            Attempt(at_opinions(law), law, officer(), NOON), other, reason="x", document="y"
        )
