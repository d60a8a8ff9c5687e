"""Every text of the pages is there in English, says the same things, and is the reader's choice."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
import yaml
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from domain.errors import BadInput
from notifications.wording import MOMENT, Wording
from notifications.words import initial, tables
from tests.conftest import CATALOGUE
from tests.playing import opened
from tests.web.every_page import PAGES, stage
from tests.web.site import Visitor
from web.kit.pages import TEMPLATES, said
from web.translatable import values

PLACES = re.compile(r"{\w*}")
ACTS = re.compile(r"{{.*?}}|{%.*?%}")
OTHERWISE = re.compile(r"(?<= or )'[^']+'")  # words said in place of an empty list
MARKED = re.compile(r"[À-ỹ]")  # letters with marks; × and ÷ lie in between
NAMES = (
    "Thẩm Định",
    "QĐ/TW",
    "QĐ-TTg",
    "Quyết định 20",
    "Nghị định 115",
    "NĐ-CP",
    "Điều 46.2a",
    "“Số …”",
    "“ngày”",
    "ủy",
    "uỷ",
    "×",
    "÷",
)
DATA = {
    "có",
    "chưa có",
    "người đứng đầu",
    "Hết nhiệm kỳ",
    "Trích ngang sơ yếu lý lịch",
    "ngày làm bù",
    "Người được giao phụ trách",
    "Chứng chỉ quản lý nhà nước về báo chí",
    "cao cấp",
    "Kết luận",
}  # the data of the law say these too


@pytest.fixture(scope="module")
def asked(tmp_path_factory) -> Catalog:
    """What the pages ask for, found with the command of docs/how-to/translate.md."""
    found = tmp_path_factory.mktemp("texts") / "pages.pot"
    mapping = TEMPLATES / "locale" / "babel.cfg"
    CommandLineInterface().run(
        ["pybabel", "-q", "extract", "-F", str(mapping), "-o", str(found), str(TEMPLATES.parent)]
    )
    with found.open("rb") as text:
        return read_po(text)


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (TEMPLATES / "locale" / "en.po").open("rb") as text:
        return read_po(text, locale="en")


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def ids(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def key(message: Message) -> tuple[str, str, bool]:
    return ids(message), message.context or "", message.pluralizable


def test_every_text_of_the_pages_has_an_english_one_and_no_other_is_kept(asked, english):
    assert {key(m) for m in asked if m.id} == {key(m) for m in english if m.id}
    empty = [ids(m) for m in english if m.id and not all(texts(m))]
    assert empty == []
    assert [ids(m) for m in english if m.id and m.fuzzy] == []


def test_values_are_among_the_texts(asked):
    assert set(values()) <= {ids(m) for m in asked}


def test_places_for_facts_are_the_same_in_both(english):
    for message in (m for m in english if m.id):
        for text in texts(message):
            assert sorted(PLACES.findall(text)) == sorted(PLACES.findall(ids(message)))


def test_no_text_of_a_template_has_a_percent_sign(english):
    """Jinja would take it for a place; values (web/translatable.py) go another way."""
    written = [m for m in english if any(place.endswith(".html") for place, _ in m.locations)]
    assert len(written) > 600
    assert [ids(m) for m in written if "%" in ids(m) + "".join(texts(m))] == []


def without_names(text: str) -> str:
    for name in NAMES:
        text = text.replace(name, "")
    return text


def test_english_is_written_without_vietnamese(english):
    found = [t for m in english if m.id for t in texts(m) if MARKED.search(without_names(t))]
    assert found == []


def messages(language: str) -> dict[str, dict[str, str]]:
    path = TEMPLATES / "messages" / f"{language}.yaml"
    found: dict[str, dict[str, str]] = yaml.safe_load(path.read_text("utf-8"))
    return found


def test_refusals_and_words_are_the_same_ones_in_english():
    ours, theirs = messages("vi"), messages("en")
    assert {g: list(texts) for g, texts in ours.items()} == {
        g: list(texts) for g, texts in theirs.items()
    }
    for group, found in theirs.items():
        for name, text in found.items():
            acts, wanted = (
                sorted(OTHERWISE.sub("", act).replace("_en|", "|") for act in ACTS.findall(said_))
                for said_ in (text, ours[group][name])
            )
            assert acts == wanted, name
            assert not MARKED.search(without_names(ACTS.sub("", text))), name


def test_a_number_says_whether_it_is_one():
    assert said("en", "Còn {n} ngày làm việc", 1) == "1 working day left"
    assert said("en", "Còn {n} ngày làm việc", 2) == "2 working days left"
    assert said("vi", "Còn {n} ngày làm việc", 1) == "Còn 1 ngày làm việc"


def test_a_refusal_is_in_the_language_of_the_reader():
    error = BadInput(field="days", rule="not_a_number", value="x")
    in_vietnamese, in_english = (
        Wording(CATALOGUE.agencies, CATALOGUE.instruments, date(2026, 9, 7), {}, language).refusal(
            error
        )
        for language in MOMENT
    )
    assert in_vietnamese.startswith("Trường “số ngày”")
    assert in_english == "The field “number of days”: “x” is not a number from 1 to 1000."


def test_what_opens_the_field_for_a_reason_is_said_in_the_refusal():
    """The page of a vote looks for these words in a refusal (vote_parts.html)."""
    for language in MOMENT:
        assert (
            said(language, "nêu lý do để tiếp tục")
            in messages(language)["refusals"]["issue.gate_unsure"]
        )


def in_english(visitor: Visitor) -> Visitor:
    visitor.client.post("/language", data={"language": "en", "page": "/"})
    return visitor


def pieces(html: str) -> set[str]:
    """Each run of text, and each attribute that is read out, without the marks around it."""
    shown = re.findall(r">([^<]+)<", html)
    shown += re.findall(r'(?:title|alt|aria-label|data-label|placeholder)="([^"]*)"', html)
    return {unescape(text).strip(" \n:;,.()–—→←›✓✗!?·") for text in shown}


@pytest.fixture(scope="module")
def ours(english) -> set[str]:
    """The Vietnamese texts and words of the pages that the data of the law do not say as well."""
    words = {text for table in tables().values() for text in table.values()}
    said_ = {ids(m) for m in english if m.id} | words | {initial(text) for text in words}
    return {text.strip(".") for text in said_ if MARKED.search(text)} - DATA


def test_every_page_in_english_shows_no_text_of_ours_in_vietnamese(site, ours):
    stage(site.app)
    readers = {who: in_english(site.person(who) if who else site.visitor()) for who, _ in PAGES}
    for who, path in PAGES:
        page = readers[who].client.get(path).text
        assert '<html lang="en">' in page
        assert pieces(page) & ours == set(), path


def test_the_question_to_the_person_concerned_is_in_english(site, ours):
    opened(site.app, "discipline").until("explanation")
    page = "/mine/KL-2026-0001/tasks/explanation/1/subject"
    assert pieces(in_english(site.person("ythongeban")).see(page)) & ours == set()


def test_vietnamese_is_the_language_until_another_is_chosen(site):
    visitor = site.visitor()
    assert '<html lang="vi">' in visitor.see("/sign-in")
    assert "Mật khẩu" in visitor.see("/sign-in")
    in_english(visitor)
    assert "Password" in visitor.see("/sign-in")
    assert "Mật khẩu" not in visitor.see("/sign-in")
    visitor.client.post("/language", data={"language": "xx", "page": "/"})
    assert '<html lang="vi">' in visitor.see("/sign-in")
