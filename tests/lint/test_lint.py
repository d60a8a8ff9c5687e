"""The product keeps the rules of this room, and each rule goes red on a planted fault."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.conftest import CATALOGUE
from tests.lint.doubled import doubled
from tests.lint.kinds import kinds
from tests.lint.literals import literals
from tests.lint.posts import readings_from_posts
from tests.lint.product import ROOMS, ROOT, product
from tests.lint.raised import untold
from tests.lint.reasons import free_reasons
from tests.lint.sizes import FILES, LINES, too_large, unknown_folders
from tests.lint.subjects import bad_subjects
from tests.lint.uncalled import uncalled
from tests.lint.units import unitless, unsourced

# Rules of the law that are written and not yet wired into a vote or a clock. Never longer.
WAIVED_UNCALLED: set[str] = set()


# Words of the law that also mean something else; refused where an id is asked for.
HOMONYMS = {
    "acting_head": "a post, a position",
    "answer": "a value of papers",
    "assign": "what is done with a question, a command",
    "choice": "a field of the ballot",
    "close": "a part of an act",
    "complain": "a part of an act",
    "consent_request": "a paper",
    "decision": "a form of paper, a thing served",
    "discipline": "a kind of proceeding",
    "dismiss": "what a round of trust leads to",
    "extension": "a number of a rule",
    "finding": "a value of papers",
    "ground": "a value of papers",
    "letter": "a form of paper",
    "lodge": "a part of an act",
    "opinions_report": "a paper",
    "press_agency": "a field, a kind of thing not found",
    "press_card": "a field of a person",
    "recommendation": "a paper",
    "register": "a command",
    "resign": "what a round of trust leads to",
    "resolution": "a value of papers, what is complained about",
    "subject": "a field, why an act is refused",
    "summons": "a paper, a thing served",
    "waiver": "a group of findings",
}


# Names of two classes: what is read or done, and the same as JSON; or said here.
DOUBLED = {
    "Ballot": "the same as JSON",
    "CaseLine": "the same as JSON",
    "Done": "a round of the clock, and an answer as JSON",
    "Duty": "of a teller, and of a process",
    "Question": "the same as JSON",
    "Silence": "what the law makes of it, and the record of it as JSON",
    "Turnout": "the same as JSON",
    "Waiting": "the same as JSON",
    "Shape": "of a ballot, and the base of JSON",
    "Watch": "over dates of people, and over processes",
}


def words_of_the_law():
    steps = [step for text in CATALOGUE.all_procedures() for step in text.steps]
    roles = {role for step in steps for role in step.asks}
    return {step.id for step in steps} | roles | set(CATALOGUE.kinds)


def trees(**sources):
    """A small product: `domain__votes="def f(): ..."` is the module domain.votes."""
    return {name.replace("__", "."): ast.parse(text) for name, text in sources.items()}


def code_files():
    paths = [
        path for room in (*ROOMS, "tests", "benchmarks") for path in (ROOT / room).rglob("*.py")
    ]
    return [path for path in paths if "versions" not in path.parts]


def test_every_public_definition_of_the_domain_has_a_caller_in_the_product():
    """A waiver that is no longer needed fails too: take it out."""
    assert uncalled(product()) == WAIVED_UNCALLED


def test_a_rule_that_nothing_calls_is_found():
    rule = "def passes(): ...\nclass Kept: ..."
    assert uncalled(trees(domain__votes=rule)) == {"domain.votes.passes", "domain.votes.Kept"}
    used = "from domain.votes import passes\nfrom domain import votes\npasses()\nvotes.Kept()"
    assert uncalled(trees(domain__votes=rule, actions__votes=used)) == set()


def test_a_rule_that_only_a_dead_rule_calls_is_found():
    chain = "def inner(): ...\ndef outer(): inner()"
    assert uncalled(trees(domain__votes=chain)) == {"domain.votes.inner", "domain.votes.outer"}


def test_a_rule_in_a_table_of_a_module_is_called():
    assert uncalled(trees(domain__gates="def gate(): ...\nGATES = {'gate': gate}")) == set()


def test_no_post_adds_a_reading():
    assert readings_from_posts(product()) == set()


HANDLER = """
from web.kit.pages import Page, show
@router.{verb}('/x')
def answer(page: Page):
    {call}
"""
PAGES = """
def show(): _kept()
def _kept(): leave(app, Reading(case, head))
class Page:
    def looked(self): leave(self.app, Reading(case, head))
"""


@pytest.mark.parametrize("call", ["show()", "page.looked()", "take(lambda: show())"])
def test_a_reading_that_a_post_adds_is_found_wherever_it_hides(call):
    def found(verb):
        handler = HANDLER.format(verb=verb, call=call)
        return readings_from_posts(trees(web__kit__pages=PAGES, web__tasks=handler))

    assert found("post") == {"web.tasks.answer"}
    assert found("get") == set()


def test_no_step_role_or_procedure_is_named_in_python():
    assert literals(product(), words_of_the_law(), HOMONYMS) == set()
    assert set(HOMONYMS) <= words_of_the_law()


@pytest.mark.parametrize(
    "line",
    [
        "tasks = [t for t in case.tasks if t.step == 'summons']",
        "late = task.role in ('ministry', 'summons')",
        "said = case.answer('summons')",
        "body = agencies.holding('summons', day)",
        "STEP = 'explanation'",
    ],
)
def test_a_step_named_in_python_is_found(line):
    words = {"summons", "explanation"}
    assert len(literals(trees(domain__cases=line), words, {"summons"})) == 1


def test_a_homonym_a_docstring_and_an_enum_are_no_names_of_steps():
    plain = "paper = 'summons'"
    enum = "class Purpose(StrEnum):\n    HEARING = 'explanation'"
    told = 'def f():\n    "the explanation"'
    words = {"summons", "explanation"}
    assert literals(trees(a=plain, b=enum, c=told), words, {"summons"}) == set()


def test_files_and_folders_are_small():
    lines = {
        str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines())
        for path in code_files()
    }
    assert list(too_large(lines)) == []


def test_a_long_file_and_a_full_folder_are_found():
    full = {f"web/votes/{n}.py": 1 for n in range(FILES + 1)}
    (folder,) = too_large(full | {"web/votes/__init__.py": 1, "cli/a.py": LINES})
    assert folder.startswith("web/votes: 16 files")
    assert list(too_large({"cli/a.py": LINES + 1})) == ["cli/a.py: 301 lines, at most 300"]


def test_folders_of_rooms_have_known_names():
    paths = [path.relative_to(ROOT) for room in ROOMS for path in (ROOT / room).rglob("*.py")]
    assert list(unknown_folders(map(str, paths))) == []


def test_a_folder_of_an_unknown_name_is_found():
    paths = ["web/votes/a.py", "web/kit/b.py", "web/main.py", "domain/kit/c.py", "web/misc/d.py"]
    assert list(unknown_folders(paths)) == [
        "domain/kit: no subject of this house",
        "web/misc: no subject of this house",
    ]


def test_a_long_or_hurried_commit_subject_is_found():
    assert (
        list(bad_subjects(["Votes count members, not ballots", "x" * 72, "Swiping a card"])) == []
    )
    assert len(list(bad_subjects(["x" * 73, "WIP: votes", "Votes (unfinished)"]))) == 3


def test_vulture_finds_no_dead_code_and_finds_planted_dead_code(tmp_path):
    def vulture(*paths):
        command = [sys.executable, "-m", "vulture", *paths]
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert vulture().stdout == ""
    (tmp_path / "dead.py").write_text("def f():\n    return 1\n    print(2)\n", "utf-8")
    assert "unreachable code" in vulture(str(tmp_path)).stdout


def test_why_something_is_refused_is_a_member_of_a_closed_set():
    """A new reason is a member in domain/reasons.py and a sentence in vi.yaml and en.yaml."""
    assert free_reasons(product(), {kind.__name__ for kind in kinds()}) == set()


def test_a_reason_written_as_a_text_is_found():
    bad = "def f(n):\n    raise errors.BadTally(rule=f'in_favour {n}')"
    assert free_reasons(trees(domain__votes=bad), {"BadTally"}) == {
        "domain.votes: f'in_favour {n}'"
    }
    good = "raise BadTally(rule=BadTally.Rule.IN_FAVOUR, counted=n)"
    assert free_reasons(trees(domain__votes=good), {"BadTally"}) == set()


def test_public_functions_name_the_refusals_they_raise():
    assert untold(product(), {kind.__name__ for kind in kinds()}) == set()


def test_a_refusal_a_docstring_does_not_name_is_found():
    silent = (
        'def check():\n    """Is it open?"""\n    def work():\n        raise errors.CaseClosed()'
    )
    assert untold(trees(domain__cases=silent), {"CaseClosed"}) == {"domain.cases.check: CaseClosed"}
    told = silent.replace("open?", "open? Raises CaseClosed.")
    assert untold(trees(domain__cases=told), {"CaseClosed"}) == set()
    private = silent.replace("check", "_check")
    assert untold(trees(domain__cases=private), {"CaseClosed"}) == set()


def texts_of_modules():
    paths = {module: ROOT / module.replace(".", "/") for module in product()}
    files = {
        m: at / "__init__.py" if at.is_dir() else at.with_suffix(".py") for m, at in paths.items()
    }
    return {module: path.read_text("utf-8") for module, path in files.items()}


def test_numbers_say_of_what_they_are():
    assert unitless(product(), texts_of_modules()) == set()


def test_a_number_of_nothing_is_found():
    text = "LIMIT = 20\nWAIT = 5  # seconds\nMOST_DAYS = 3\ndef wait(limit: int): ..."
    found = {"domain.a.LIMIT", "domain.a.wait"}
    assert unitless(trees(domain__a=text), {"domain.a": text}) == found
    told = text.replace("limit: int): ...", 'limit: int):\n    """At most `limit` days."""')
    assert unitless(trees(domain__a=told), {"domain.a": told}) == {"domain.a.LIMIT"}
    assert unitless(trees(web__a=text), {}) == set()


def test_a_number_of_the_law_names_its_article():
    assert unsourced(product()) == set()


def test_a_number_of_the_law_without_an_article_is_found():
    rule = 'def passes(votes, of):\n    """{}"""\n    return votes * 3 >= of * 2'
    silent = rule.format("Two thirds of all.")
    assert unsourced(trees(domain__hearing__vote=silent)) == {"domain.hearing.vote.passes"}
    told = rule.format("Two thirds of all (Decree 115/2020 Art 46.2).")
    assert unsourced(trees(domain__hearing__vote=told)) == set()


def test_a_class_has_its_name_alone():
    """A name that is no longer doubled fails too: take it off the list."""
    assert doubled(product()).keys() == DOUBLED.keys()


def test_two_classes_of_one_name_are_found():
    one, two = "class Entry: ...", "class Line: ...\ndef f():\n    class Entry: ..."
    assert doubled(trees(domain__a=one, web__b=two)) == {}
    assert doubled(trees(domain__a=one, web__b=one)) == {"Entry": {"domain.a", "web.b"}}
