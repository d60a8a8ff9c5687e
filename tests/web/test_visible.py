"""What people read: English where they chose English, and nowhere a code of ours.

The list of pages is the application's own, so a new one is read without being named here.
"""

from __future__ import annotations

import re

import pytest

from documents.content.catalogue import PAPERS
from domain.facts.fact import FACTS
from notifications.words import tables
from tests.conftest import CATALOGUE
from tests.lint.kinds import kinds
from tests.looking import read
from tests.playing import OFFICERS, SIGNERS
from tests.walking import each_in_force, opened_by_law, stops
from tests.web.every_page import stage
from tests.web.sweeping import Sweeper
from tests.web.test_sweep import PEOPLE
from tests.web.visible import Text, Walk, texts_of

LETTERS = re.compile("[À-ÖØ-öø-ỹ]")  # with marks, as English has none
WORDS = re.compile(r"\b(?:theo|trong|khi|cho|sau|trên|hay|nay)\b")
QUOTED = re.compile("“[^”]*”")  # what somebody wrote, in a sentence of ours
ARTICLE = re.compile(r"(?:Điều|Phụ lục|mục|khoản) [\w.()đ]+")
PLACES = ("Thẩm Định", "Đắk Lắk", "Phú Yên", "Tết", "Hùng", "Tiếng Việt", "QĐ", "NĐ", "HĐ", "KĐ")
RAW = {"code", "pre"}  # for auditors: what is stored, to the letter


def names_of(app) -> re.Pattern[str]:
    """People, positions, bodies and legal texts, the longest first."""
    people = read(app, lambda uow: {p.full_name for p in uow.directory.search()})
    day, seats = app.today(), set()
    for body in CATALOGUE.agencies.by_code.values():
        here = read(app, lambda uow, code=body.code: uow.directory.seats(code, day))
        seats |= {seat.position for seat in here}
    bodies = {
        n
        for body in CATALOGUE.agencies.by_code.values()
        for name in body.names
        for n in (name.full, name.short)
    }
    texts = {
        part
        for t in CATALOGUE.instruments.by_id.values()
        for part in (f"{t.kind} {t.number}", t.number)
    }
    names = sorted({*people, *seats, *bodies, *texts, *PLACES}, key=len, reverse=True)
    return re.compile("|".join(re.escape(name) for name in names if name))


def leak(text: Text, names: re.Pattern[str]) -> str:
    """What of a text is Vietnamese and not said to be. Names may stand in a sentence of ours; a
    text that is nothing but names is marked."""
    if text.language == "vi" or text.at in RAW or not text.aloud:
        return ""
    bare = ARTICLE.sub("", names.sub("", QUOTED.sub("", text.text)))
    if LETTERS.search(bare) or WORDS.search(bare):
        return text.text
    only_names = LETTERS.search(text.text) and not re.search(r"[^\W\d_]", bare)
    return text.text if only_names and text.part_can_be_marked else ""


def walked(app, language):
    """Every text of every page, with who reads it where."""
    stage(app)
    for who, path, texts in Walk(Sweeper(app), language).pages():
        yield from ((who, path, text) for text in texts)


@pytest.mark.slow
def test_every_page_in_english_is_english_or_says_what_is_vietnamese(lite):
    names = names_of(lite)
    assert {
        (said, at) for _, at, text in walked(lite, "en") if (said := leak(text, names))
    } == set()


@pytest.mark.slow
@pytest.mark.parametrize(("name", "variant"), each_in_force())
def test_every_step_is_asked_in_english(lite, name, variant):
    """Each question of each procedure, as who is asked, the officer and the person see it."""
    play = opened_by_law(lite, name, variant)
    names, walk, found = names_of(lite), Walk(Sweeper(lite), "en"), set()
    for file in stops(play):
        if file.case.open:
            task = file.case.open_tasks[0]
            for who in {SIGNERS.get(task.agency, OFFICERS["BTCTU"]), file.case.subject}:
                for _, at, texts in walk.of_case(play, who):
                    found |= {(said, at) for text in texts if (said := leak(text, names))}
    assert found == set()


def test_a_vietnamese_text_is_found_unless_it_is_marked(lite):
    names = names_of(lite)

    def found(html):
        return [said for text in texts_of(html) if (said := leak(text, names))]

    assert found("<td>Tuổi khi đương chức</td>") == ["Tuổi khi đương chức"]
    assert found("<td>12 months (theo CV 1)</td>") == ["12 months (theo CV 1)"]
    assert found('<td aria-label="Tuổi">x</td>') == ["Tuổi"]
    assert found("<td>Y Thông Êban</td>") == ["Y Thông Êban"]
    assert found("<td>asked by Y Thông Êban: “đồng ý” (Luật Báo chí 2025, Điều 14.1b)</td>") == []
    assert found('<option lang="vi">Tỉnh ủy</option><b><i lang="vi">Tuổi <u>lẻ</u></i></b>') == []


AUDITORS = {"trinhvanduc"}
TOKEN = re.compile(r"(?<![\w./-])[A-Za-z][A-Za-z0-9]*(?:[_./-][A-Za-z0-9]+)*")
WORDLESS = {"confidence", "proof_properties", "file_kinds"}  # signs explained beside, ends of files
# Who people are to the directory: their sign-in name, and the short sign of a body.
SIGNED_IN_AS = ("/accounts", "/people/", "/import")
NAMESAKES = "/vote/open"
SIGNS = ("/agencies", "/province")
FOREIGN = "/about"  # names of licences


def codes() -> set[str]:
    """What stands for something in code, data and rows, and is told in words."""
    steps = [step for text in CATALOGUE.all_procedures() for step in text.steps]
    named = {code for name, table in tables().items() if name not in WORDLESS for code in table}
    named |= {step.id for step in steps} | {role for step in steps for role in step.asks}
    named |= {*CATALOGUE.kinds, *CATALOGUE.dossier, *PAPERS, *FACTS}
    named |= {refusal.code for refusal in kinds()}
    named |= {str(one.outcome) for step in steps for one in step.options.options}
    return {code for code in named if len(code) > 2}


def shown(text: Text, path: str, named: set[str], people: set[str], bodies: set[str]) -> set[str]:
    tokens = set(TOKEN.findall(text.text))
    if path.startswith(SIGNED_IN_AS) or path.endswith(NAMESAKES):
        tokens -= people
    return tokens & (named | people | (set() if path.startswith(SIGNS) else bodies))


@pytest.mark.slow
def test_no_page_shows_a_code_or_an_id(lite):
    """Auditors see what is stored, to the letter; nobody else reads a code."""
    people = read(lite, lambda uow: {p.id for p in uow.directory.search()})
    named, bodies = codes(), set(CATALOGUE.agencies.by_code)
    found = {
        (token, text.text, path)
        for who, path, text in walked(lite, "vi")
        if who not in AUDITORS and path != FOREIGN
        for token in shown(text, path, named, people, bodies)
    }
    assert found == set()


def test_a_code_is_found():
    seen = [Text(said, "td", "vi") for said in ("Bước: trust_vote", "Đã nộp", "do hlinhnie, BTCTU")]
    found = [shown(text, "/x", {"trust_vote"}, {"hlinhnie"}, {"BTCTU"}) for text in seen]
    assert found == [{"trust_vote"}, set(), {"hlinhnie", "BTCTU"}]


UNKNOWN = "zzz-zzz"


@pytest.mark.slow
@pytest.mark.parametrize("who", PEOPLE[:-1])
def test_what_an_address_says_that_is_no_choice_is_not_shown_as_one(lite, who):
    """Only a refusal quotes it, and a box for words to look for keeps it."""
    stage(lite)
    walk, found = Walk(Sweeper(lite), "vi"), set()
    asked = list(walk.questions(who))
    assert len(asked) > 3
    for path, names in asked:
        for _, at, texts in walk.page(who, f"{path}?{'&'.join(f'{n}={UNKNOWN}' for n in names)}"):
            read_ = (t.text for t in texts if t.at != "textarea")  # what one typed stays in the box
            found |= {(said, at) for said in read_ if UNKNOWN in QUOTED.sub("", said)}
    assert found == set()
