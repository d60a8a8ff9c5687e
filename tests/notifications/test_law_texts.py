"""Everything the law data and the rules say has its English, part by part."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from domain.votes.rules import RULES
from notifications.law_texts import PLACE, in_english, law_text, law_texts
from regulations import catalogue
from regulations.workdays import YearsOnDemand
from tests.lint.product import ROOT

LETTERS = re.compile("[À-ÖØ-öø-ỹ]")
WORDS = re.compile(r"\b(?:theo|trong|khi|cho|sau)\b")
COMPOSING = ("domain", "actions/calendar", "regulations/workdays.py")
ELSEWHERE = {  # a citation stays Vietnamese; letters of folding are no words
    ROOT / "domain/law/instruments.py",
    ROOT / "domain/text.py",
}
# Names and what only Vietnamese papers print; all else of the law data is read on pages.
NO_TEXT = {
    *("above", "collective", "deputy", "full", "head", "place", "short", "sign", "issuer"),
    *("kind", "number", "article", "vi", "verb"),
}
FILES = sorted(
    path
    for path in catalogue.DATA.rglob("*.yaml")
    if path.name not in ("instruments.yaml", "published.yaml", "procedures.yaml")
)


def texts_in(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        named = "title_en" in value
        for name, inner in value.items():
            if name not in NO_TEXT and not (named and name == "title"):
                yield from texts_in(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from texts_in(inner, key)
    elif isinstance(value, str) and LETTERS.search(value):
        yield value


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_text_of_the_law_data_has_its_english(path):
    said = texts_in(yaml.safe_load(path.read_text("utf-8")))
    assert [text for text in said if not in_english(text)] == []


def composed_in(tree: ast.Module) -> Iterator[str]:
    inner = {id(p) for n in ast.walk(tree) if isinstance(n, ast.JoinedStr) for p in n.values}
    told = {id(n.value) for n in ast.walk(tree) if isinstance(n, ast.Expr)}
    for node in ast.walk(tree):
        if id(node) in inner | told:
            continue
        text = template_of(node)
        if LETTERS.search(text) or WORDS.search(text):
            yield text


def template_of(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in node.values)


def wanted(text: str) -> str:
    """What begins or ends with a blank or a mark is put beside something else."""
    before = "{}" if text[:1] in " ;" else ""
    return before + text + ("{}" if text[-1:] == " " else "")


def test_everything_rules_compose_has_its_english():
    known = {PLACE.sub("{}", text) for text in law_texts()}
    paths = [
        p for place in COMPOSING for p in sorted([ROOT / place, *(ROOT / place).rglob("*.py")])
    ]
    said = {
        (str(path.relative_to(ROOT)), text)
        for path in paths
        if path.suffix == ".py" and path not in ELSEWHERE
        for text in composed_in(ast.parse(path.read_text("utf-8")))
    }
    assert len(said) > 90
    assert {(path, text) for path, text in said if wanted(text) not in known} == set()


def test_a_composed_text_without_english_is_found():
    planted = 'def f(n):\n    "Tài liệu."\n    return f"còn {n} năm", " (theo luật)", "years"'
    assert sorted(map(wanted, composed_in(ast.parse(planted)))) == ["còn {} năm", "{} (theo luật)"]


def test_every_holiday_has_its_english():
    days = YearsOnDemand("off", ())
    names = {days[day] for day in days if day.year in (2026, 2027, 2033)}
    assert len(names) > 8
    assert {name for name in names for one in name.split("; ") if not in_english(one)} == set()


def test_votes_say_their_base_and_need_in_english():
    said = {text for rule in RULES.values() for text in (rule.base_vi, rule.needs_vi)}
    assert {text for text in said if LETTERS.search(text) and not in_english(text)} == set()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("190 tháng, tính đến 07/09/2026", "190 months, up to 07/09/2026"),
        (
            "thẻ nhà báo hoặc 24 tháng hoạt động báo chí, xuất bản",
            "press card or 24 months of work in the press or publishing",
        ),
        (
            "chức vụ cao hơn: sau kỷ luật Đảng khiển trách 24 tháng, cảnh cáo 36 tháng",
            "a higher post: after Party discipline reprimand 24 months, warning 36 months",
        ),
        (
            "19/21 = 90,47 % (tổng số thành viên; cần cao nhất trong số người đạt trên 50 %; "
            "không ai trên 50 % thì lấy từ 30 % trở lên)",
            "19/21 = 90,47 % (all members; needs most among those above 50 %; "
            "where nobody is, from 30 % up)",
        ),
        ("cấp phó, Báo Đắk Lắk; người đứng đầu, Báo", "deputy, Báo Đắk Lắk; head, Báo"),
        ("Thạc sĩ Báo chí học", ""),
    ],
)
def test_what_is_composed_is_taken_apart(text, english):
    assert in_english(text) == english
    assert law_text(text, "en") == (english or text)
    assert law_text(text, "vi") == text
