"""Why something is refused: every reason has its sentence in both languages, and no sentence is
left without its reason. A fault once: texts for a rule that nothing refused by any more."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

import pytest
import yaml

from domain.errors import (
    CHOSEN,
    BadInput,
    BadPaper,
    CaseworkError,
    GateNotPassed,
    GateUnsure,
    NotFound,
    TaskClosed,
)
from domain.reasons import Gate, Reason
from templates import TEMPLATES
from tests.lint.kinds import kinds
from tests.lint.product import ROOMS, ROOT

LANGUAGES = ("vi", "en")
CHOSEN_BY_STATE = {NotFound, TaskClosed}  # by the kind of thing, by the status of the task
BUILT = re.compile(r"(rule|paper)_\w+")  # gates named after a verdict (domain/decisions/readiness)


def reasons(refused: type[CaseworkError]) -> type[Reason] | None:
    kinds = (getattr(refused, name.capitalize(), None) for name in CHOSEN)
    return next((kind for kind in kinds if kind is not None), None)


CLOSED = {refused: found for refused in kinds() if (found := reasons(refused))}


@cache
def messages(language):
    return yaml.safe_load((TEMPLATES / "messages" / f"{language}.yaml").read_text("utf-8"))


def told(language):
    """Code of a class → what follows its stroke."""
    found = defaultdict(set)
    for key in messages(language)["refusals"]:
        code, _, reason = key.partition("/")
        found[code] |= {reason} - {""}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("refused", CLOSED.keys() - {GateNotPassed, GateUnsure, BadPaper})
def test_every_reason_has_its_sentence_and_every_sentence_its_reason(refused, language):
    assert told(language)[refused.code] == set(CLOSED[refused])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_condition_of_issuing_is_a_refusal_or_a_question(language):
    found = told(language)
    assert found[GateNotPassed.code] | found[GateUnsure.code] == set(Gate)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fault_of_a_file_is_a_sentence(language):
    assert set(messages(language)["paper_rules"]) == set(BadPaper.Rule)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refusal_without_reasons_has_one_sentence(language):
    open_ = {c.code for c in kinds()} - {c.code for c in CLOSED}
    open_ -= {refused.code for refused in CHOSEN_BY_STATE}
    assert {code: told(language)[code] for code in open_ if told(language)[code]} == {}


def test_every_reason_is_one_that_something_refuses_by():
    files = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    product = "\n".join(p.read_text("utf-8") for p in files if not p.stem.startswith("reasons"))
    product = re.sub(r'"""[\s\S]*?"""', "", product)
    idle = [
        f"{kind.__name__}.{one.name}"
        for kind in set(CLOSED.values())
        for one in kind
        if f".{one.name}" not in product and f'"{one}"' not in product and not BUILT.match(one)
    ]
    assert idle == []


def test_no_number_is_part_of_a_reason():
    assert [
        one for kind in CLOSED.values() for one in kind if not re.fullmatch("[a-z_]+", one)
    ] == []


def test_a_reason_that_is_none_of_the_class_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="mising"):
        BadInput(field="birth", rule="mising", value="")
    refused = BadInput(field="birth", rule=BadInput.Rule.MISSING, value="")
    assert str(refused) == "input.bad: {'field': 'birth', 'rule': 'missing', 'value': ''}"
