"""The description of the interface is there in both languages, and in no handler."""

from __future__ import annotations

import re

import httpx
import pytest

from tests.lint.product import ROOT
from web.kit.descriptions import texts

MARKED = re.compile(r"(?![×÷])[À-ỹ]")
PAGES = {"vi": "openapi.json", "en": "openapi.en.json"}


@pytest.fixture(params=PAGES)
def described(site, request):
    schema = httpx.get(f"{site.address}/api/v1/{PAGES[request.param]}", timeout=60).json()
    return request.param, schema


def operations(schema):
    ways = ((path, way) for path, way in schema["paths"].items())
    return {f"{m.upper()} {path}": one for path, way in ways for m, one in way.items()}


def test_every_operation_has_its_text_and_every_text_its_operation(described):
    language, schema = described
    known = texts(language)["operations"]
    assert {key: one["description"] for key, one in operations(schema).items()} == known
    assert schema["info"]["description"] == texts(language)["about"]


def test_every_value_and_answer_that_has_a_text_is_there(described):
    language, schema = described
    answers = {
        (status, said["description"])
        for one in operations(schema).values()
        for status, said in one["responses"].items()
        if status >= "4"
    }
    assert answers == set(texts(language)["statuses"].items())
    named = {p["name"] for one in operations(schema).values() for p in one.get("parameters", [])}
    bodies = (b for name, b in schema["components"]["schemas"].items() if name.startswith("Body_"))
    assert set(texts(language)["values"]) <= named.union(*(body["properties"] for body in bodies))


def test_both_languages_have_the_same_keys_and_english_is_english():
    ours, theirs = texts("vi"), texts("en")
    assert [list(x) for x in ours.values()][2:] == [list(x) for x in theirs.values()][2:]
    told = [theirs["about"], theirs["token"]]
    told += [t for group in ("operations", "values", "statuses") for t in theirs[group].values()]
    assert [text for text in told if MARKED.search(text)] == []


def test_no_handler_holds_a_text_of_its_own():
    files = (ROOT / "web" / "api").glob("*.py")
    assert [
        str(p) for p in files if re.search(r'description="|    """[^"]*[À-ỹ]', p.read_text())
    ] == []
