"""Every refusal has its sentence, and every sentence can be said with the facts it gets."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
import yaml

import domain.accounts.errors
import domain.audit.errors  # noqa: F401
from domain import errors
from domain.law.basis import Basis
from domain.law.options import Outcome
from notifications.wording import TEMPLATES, Wording, problem
from notifications.words import tables
from tests.conftest import CATALOGUE
from tests.lint.kinds import kinds

TEXTS = yaml.safe_load((TEMPLATES / "messages" / "vi.yaml").read_text("utf-8"))
WORDS = Wording(CATALOGUE.agencies, CATALOGUE.instruments, date(2026, 9, 7), {"lan": "Lê Lan"})

ROOT = Path(__file__).parents[2]


def test_a_problem_without_words_is_told_by_its_code():
    assert problem("http.418", language="vi") == "http.418"


def test_every_code_has_a_sentence():
    said = {key.partition("/")[0] for key in TEXTS["refusals"]}
    named = {k.code for k in kinds()} - {errors.CaseworkError.code}
    assert named <= said


def test_no_sentence_is_left_without_its_code():
    known = {k.code for k in kinds()}
    assert {key.partition("/")[0] for key in TEXTS["refusals"]} <= known


@pytest.mark.parametrize("language", ["vi", "en"])
def test_no_text_is_given_twice(language):
    """YAML takes the last of two silently."""
    path = TEMPLATES / "messages" / f"{language}.yaml"
    sections = yaml.compose(path.read_text("utf-8")).value
    keys = [(s.value, key.value) for s, texts in sections for key, _ in texts.value]
    assert sorted(keys) == sorted(set(keys))


def test_a_refusal_names_people_agencies_days_and_the_article():
    error = errors.TaskClosed(
        task="t",
        status="done",
        by="lan",
        outcome=Outcome.AGREE,
        at=None,
    )
    assert "Lê Lan" in WORDS.refusal(error)
    assert "đồng ý" in WORDS.refusal(error)
    basis = Basis.model_validate({"instrument": "LBC2025", "article": "14.1b", "confidence": "S"})
    gate = errors.GateNotPassed((basis,), gate="consent_missing", step="Bộ trả lời")
    assert WORDS.refusal(gate).endswith("(Luật Báo chí 2025, Điều 14.1b)")


def test_the_secret_text_is_cited_as_a_whole():
    basis = Basis.model_validate({"instrument": "QD75", "confidence": "R"})
    error = errors.CannotRecordSilence((basis,), task="t", rule="not_foreseen")
    assert "văn bản mật, không trích điều khoản" in WORDS.refusal(error)


def test_no_text_holds_an_expression_that_could_act():
    for text in TEXTS["refusals"].values():
        assert not re.search(r"{%-?\s*(set|import|include|macro|call)", text)


def test_every_field_that_is_refused_has_a_name_people_read():
    """Searched in the source, so that a new refusal cannot show a name of the code."""
    rooms = ("domain", "actions", "cli", "models", "documents")
    source = "".join(p.read_text("utf-8") for room in rooms for p in (ROOT / room).rglob("*.py"))
    refused = set(re.findall(r'BadInput\(\s*field="(\w+)"', source))
    assert "about" in refused
    assert refused - set(TEXTS["fields"]) - set(tables()["figures"]) == set()
