"""Marks of steps: each rule finds its step by mark, in new texts and in those kept before marks."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import insert

from actions.cases.sign_off import WANT_SERVICE
from domain.law.procedure import Procedure, Purpose
from models.schema.tables import procedure_versions
from models.unit_of_work import transaction
from regulations.check_marks import CONDITIONS, GATES, OUTCOMES, PAPERS
from regulations.kept.text import canonical
from tests.conftest import CATALOGUE
from tests.looking import read
from tests.playing import opened
from tests.regulations.test_files import broken

DISCIPLINE = "procedures/101/discipline.party.yaml"
APPOINT = "procedures/101/appoint.party.yaml"
FAULTS = {
    "a step renamed without its mark": (
        DISCIPLINE,
        lambda s: (
            s.replace("id: explanation", "id: own_words")
            .replace("then: explanation", "then: own_words")
            .replace("    purpose: hearing\n", "")
        ),
        "no step is for hearing, explanation_heard asks for it",
    ),
    "a mark a condition asks for": (
        APPOINT,
        lambda s: s.replace("    purpose: source\n", ""),
        "no step is for source",
    ),
    "a mark a paper asks for": (
        APPOINT,
        lambda s: s.replace("    purpose: opinion_round\n", ""),
        "no step is for opinion_round",
    ),
    "a mark on two steps": (
        DISCIPLINE,
        lambda s: s.replace(
            "  - id: review_meeting\n", "  - id: review_meeting\n    purpose: hearing\n"
        ),
        "two steps are for hearing",
    ),
    "a name of a procedure without its row": (
        "procedures.yaml",
        lambda s: s.replace("remind:", "admonish:"),
        "a name without a row or a row without a procedure",
    ),
    "one prefix for two names": (
        "procedures.yaml",
        lambda s: s.replace("prefix: BNL", "prefix: BN"),
        "two names have one prefix",
    ),
    "no procedure for complaints": (
        "procedures.yaml",
        lambda s: s.replace("  complaint: true\n", ""),
        "exactly one name is that of complaints",
    ),
    "a mark that was another one before": (
        DISCIPLINE,
        lambda s: s.replace("purpose: hearing", "purpose: grounds"),
        "was hearing in earlier texts",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_mark_missing_doubled_or_changed_is_refused(tmp_path, fault):
    file, change, named = FAULTS[fault]
    found = broken(tmp_path, file, change)
    assert any(named in line for line in found), found


def test_a_step_may_be_renamed_when_it_keeps_its_mark(tmp_path):
    def renamed(text):
        new = text.replace("id: explanation", "id: own_words")
        return new.replace("then: explanation", "then: own_words")

    assert broken(tmp_path, DISCIPLINE, renamed) == ()


def test_every_purpose_is_asked_for_by_something_the_check_knows():
    papers = {purpose for wanted in PAPERS.values() for purpose in wanted}
    rules = {*CONDITIONS.values(), *GATES.values(), *OUTCOMES.values(), *WANT_SERVICE}
    assert rules | papers == set(Purpose)


@pytest.mark.parametrize("procedure", sorted(CATALOGUE.files))
def test_a_mark_changes_no_digest_and_is_found_for_a_text_without_marks(procedure):
    text = CATALOGUE.text(procedure)
    bare = Procedure.model_validate(unmarked(text))
    assert {step.purpose for step in bare.steps} == {None}
    assert CATALOGUE.digest(bare) == CATALOGUE.digest(text)
    assert CATALOGUE.marked(bare) == undecided(text)


def undecided(text):
    """Who decides a vote is told by no old text: there a bare majority goes to a person. Nor do
    old texts say what the proof of their paths exempts."""
    steps = tuple(step.model_copy(update={"decides": ()}) for step in text.steps)
    return text.model_copy(update={"steps": steps, "exemptions": ()})


def unmarked(text):
    """As it was written before there were marks: without the key."""
    return json.loads(canonical(text))


@pytest.fixture
def with_old_texts(lite):
    """An office whose cases of today's texts were first opened before there were marks."""

    def keep(uow):
        for procedure_id in CATALOGUE.files:
            text = CATALOGUE.text(procedure_id)
            if text.covers(lite.today()):
                _keep_old(uow, lite, text.on(lite.today()))

    transaction(lite.engine, keep)
    return lite


def _keep_old(uow, app, text):
    row = {
        "digest": CATALOGUE.digest(text),
        "procedure": text.id,
        "body": json.dumps(unmarked(text), ensure_ascii=False),
        "first_used_at": app.clock(),
    }
    uow.connection.execute(insert(procedure_versions).values(row))


def test_a_case_of_a_text_kept_without_marks_runs_and_its_rules_find_their_steps(with_old_texts):
    app = with_old_texts
    play = opened(app, "discipline")
    play.until("")
    kept = read(app.engine, lambda uow: uow.laws.get(play.case.law_digest))
    assert {step.purpose for step in kept.steps} == {None}
    law = read(app.engine, lambda uow: app.law(uow, play.case))
    assert play.case.answer_for(Purpose.FORM, law.procedure) == "reprimand"
