"""Every code has its word, in each language, in one table; no second table says it again."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import get_args

import pytest
import yaml

from actions.directory.directory import WHAT as CHANGED
from actions.search.search import LawKind, Section
from actions.status import Obstacle
from documents.docx.compare import Kind
from documents.intake.kinds import FileKind
from documents.intake.word_check import DISGUISES
from documents.intake.word_content import CALLED
from domain.accounts.tokens import Scope
from domain.cases.conditions import CONDITIONS
from domain.cases.sent_back import How
from domain.directory import record
from domain.directory.actors import Power
from domain.directory.decided import RowKind
from domain.directory.fields import OF_RECORD, State
from domain.directory.import_rows import SEAT_COLUMNS
from domain.directory.people import COLUMNS
from domain.directory.record import TABLES
from domain.eligibility.eligibility import Force, Verdict
from domain.eligibility.retirement import Sex
from domain.facts.decisions import DecisionChange
from domain.facts.fact import FACTS
from domain.facts.signatures import SameAs, SignatureOf
from domain.facts.votes import Tally
from domain.hearing.hearing import ATTENDANCE, WHAT
from domain.law.agencies import PressAgency
from domain.law.basis import Confidence
from domain.law.limitation import InTime
from domain.law.options import Outcome
from domain.law.procedure import ENDS, Variant
from domain.law.proofs import Property
from domain.leaving.hanging import Hang
from domain.state.case import CaseStatus, PostKind
from domain.state.task import TaskState
from domain.told.delivery import MailEnd
from domain.told.kinds import When
from domain.votes.rules import AGAINST, AGREE, BLANK
from models.directory.handovers import HANDED_OVER, RECEIVED
from models.effects import visits
from notifications.words import initial, tables, word, word_or_code
from regulations.check import CHECKS
from regulations.law_problems import LawFault
from regulations.proof.failures import PathFault
from regulations.reading import LawShape
from templates import TEMPLATES
from tests.conftest import CATALOGUE

ROOT = TEMPLATES.parent
LANGUAGES = ("vi", "en")
VIETNAMESE = re.compile(r"(?![×÷])[À-ỹ]")
ROOMS = ("domain", "regulations", "models", "actions", "documents", "notifications", "flows")
CODES: dict[str, Iterable[object]] = {
    "obstacles": Obstacle,
    "confidence": Confidence,
    "positions": get_args(record.Position),
    "sexes": get_args(Sex),
    "sides": get_args(record.Side),
    "proceedings": get_args(record.Inquiry),
    "absences": get_args(record.AbsenceKind),
    "grades": get_args(record.Grade),
    "natures": get_args(PressAgency.model_fields["nature"].annotation),
    "variants": get_args(Variant),
    "conditions": CONDITIONS,
    "forces": Force,
    "conclusions": Verdict,
    "verdicts": (*Verdict, "waiver"),
    "limitation": InTime,
    "checks": CHECKS,
    "outcomes": Outcome,
    "statuses": CaseStatus,
    "task_states": TaskState,
    "visit_ends": (visits.GOING_ON, *visits.ENDS),
    "ends": ENDS,
    "facts": FACTS,
    "powers": Power,
    "sent_back": How,
    "seats": [seat for rule in CATALOGUE.councils for seat in (*rule.seats, "secretary")],
    "figures": [*Tally.__dataclass_fields__],
    "ballot_choices": (AGREE, AGAINST, BLANK),
    "attendance": ATTENDANCE,
    "served": WHAT,
    "signed_as": SignatureOf,
    "signatures_of": SignatureOf,
    "same_as": SameAs,
    "changes": get_args(Kind),
    "file_kinds": FileKind,
    "file_ways": FileKind,
    "unseen": (*CALLED.values(), "effect", "field", "unknown", *DISGUISES),
    "decision_changes": DecisionChange,
    "decided_rows": RowKind,
    "decision_changed": [f"{how}_by" for how in DecisionChange],
    "decision_states": ("in_force",),
    "person_fields": [column.name for column in COLUMNS],
    "seat_fields": SEAT_COLUMNS,
    "record_tables": sorted(OF_RECORD),
    "record_fields": [column.name for table in TABLES for column in table.columns],
    "field_states": State,
    "scopes": Scope,
    "proof_properties": Property,
    "proof_faults": PathFault,
    "law_shapes": LawShape,
    "search_sections": Section,
    "law_found": LawKind,
    "mail_groups": CATALOGUE.mail.groups,
    "mail_when": When,
    "mail_ends": MailEnd,
    "mail_required": [kind for row in CATALOGUE.mail.required for kind in row.kinds],
    "law_faults": LawFault,
    "hangs": Hang,
    "ways_out": Hang,
    "directory_events": [
        *(f"{w}_{how}" for w in CHANGED.values() for how in ("added", "ended")),
        *("record_set", "person_corrected", "decision_written", "decision_undone"),
        *(HANDED_OVER, RECEIVED),
    ],
}
APART = {  # tables that share codes and mean different things by them
    frozenset({"hangs", "ways_out"}),  # what hangs, and what to do about it
    frozenset({"gaps", "mends"}),  # what waits for nobody, and how that is mended
    frozenset({"statuses", "task_states"}),
    frozenset({"statuses", "step_states"}),
    frozenset({"task_states", "step_states"}),
    frozenset({"rights_due", "rights_kept"}),  # what to do, and that it was done
    frozenset({"outcomes", "remarks"}),  # an answer, and a sentence about one
    frozenset({"search_sections", "sheets"}),  # parts of what was found, and names of sheets
    frozenset({"verdicts", "conclusions"}),  # on a page, and in a paper
    frozenset({"limitation", "resident"}),  # in time, and living in the province
    frozenset({"fields", "person_fields"}),
    frozenset({"fields", "seat_fields"}),
    frozenset({"record_fields", "seat_fields"}),
    *(
        frozenset({"sheet_help", fields})
        for fields in ("person_fields", "seat_fields", "fields", "record_fields")
    ),
    *(frozenset({"counts", spoken}) for spoken in ("figures", "remarks", "outcomes")),
    frozenset({"file_kinds", "file_ways"}),  # what a file is, and what to do with it
    frozenset({"unseen", "file_kinds"}),
    frozenset({"unseen", "file_ways"}),
    frozenset({"signed_as", "signatures_of"}),  # that it was put; whose it is
    frozenset({"changes", "fields"}),  # of two versions of a paper; of what is typed
    frozenset({"readings", "file_kinds"}),
    frozenset({"readings", "file_ways"}),
    frozenset({"sheets", "record_tables"}),  # the name of a sheet is short
    frozenset({"correction_fields", "correction_help"}),
    *(
        frozenset({one, other})
        for one in ("correction_fields", "correction_help")
        for other in ("fields", "record_fields")
    ),
    frozenset({"fields", "record_fields"}),  # a field in a sentence, and the head of a column
    frozenset({"remarks", "task_states"}),  # a sentence about a question, and how it stands
    frozenset({"remarks", "sent_back"}),  # a sentence about an act, and the act
}


@pytest.mark.parametrize("table", CODES)
def test_every_code_has_its_word_and_no_word_is_left_without_its_code(table):
    assert set(tables()[table]) == {str(code) for code in CODES[table]}


def test_posts_of_a_case_are_positions_and_forms_of_discipline_are_outcomes():
    assert set(PostKind) <= set(tables()["positions"])
    assert set(get_args(record.Form)) <= set(tables()["outcomes"])


def test_words_of_codes_that_no_type_lists_are_of_codes_the_program_says():
    said = {text for text, _ in _texts()}
    for table in tables().keys() - CODES.keys() - {"roles", "theory", "rights_due", "rights_kept"}:
        assert set(tables()[table]) <= said, table


def test_english_has_the_same_tables_codes_and_places():
    ours, theirs = tables("vi"), tables("en")
    assert {t: list(words) for t, words in ours.items()} == {t: list(w) for t, w in theirs.items()}
    for table, code, text in _all(ours):
        assert re.findall(r"{\w*}", text) == re.findall(r"{\w*}", theirs[table][code])
    assert [text for _, _, text in _all(theirs) if VIETNAMESE.search(text)] == []


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.yaml")), ids=lambda path: path.name)
def test_no_word_is_given_twice(path):
    """YAML takes the last of two silently."""
    assert list(_twice(yaml.compose(path.read_text("utf-8"), Loader=yaml.CSafeLoader))) == []


def _twice(node):
    if isinstance(node, yaml.MappingNode):
        names = [key.value for key, _ in node.value]
        yield from (name for name in set(names) if names.count(name) > 1)
        for _, value in node.value:
            yield from _twice(value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_tables_say_the_same_codes_in_different_words(language):
    messages = yaml.safe_load((TEMPLATES / "messages" / f"{language}.yaml").read_text("utf-8"))
    del messages["notices"]  # whole sentences, by kind of notice
    every = {**tables(language), **messages}
    assert [pair for pair in combinations(every, 2) if _contradict(every, *pair)] == []


def test_no_table_of_words_is_in_a_template_or_in_python():
    again = [where for where, codes in _literal_tables() if _same_codes(codes)]
    assert again == []


def test_a_code_without_a_word_is_an_error_unless_it_came_from_outside():
    with pytest.raises(KeyError):
        word("positions", "captain")
    assert word_or_code("positions", "captain") == "captain"
    assert word("positions", PostKind.HEAD) == "người đứng đầu"


def test_a_word_that_begins_a_line_keeps_its_other_capitals():
    assert initial("chủ tịch Hội đồng") == "Chủ tịch Hội đồng"


def _all(found: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str, str]]:
    for table, words in found.items():
        yield from ((table, code, text) for code, text in words.items())


def _contradict(every: Mapping[str, Mapping[str, str]], one: str, other: str) -> bool:
    if frozenset({one, other}) in APART:
        return False
    shared = every[one].keys() & every[other].keys()
    return len(shared) > 1 and any(every[one][code] != every[other][code] for code in shared)


def _same_codes(codes: set[str]) -> bool:
    return any(len(codes & set(words)) > 1 for words in tables().values())


def _literal_tables() -> Iterator[tuple[str, set[str]]]:
    """Dictionaries written in the source: where, and the keys that have Vietnamese words."""
    for room in (*ROOMS, "web", "cli", "bootstrap"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Dict):
                    pairs = zip(node.keys, node.values, strict=True)
                    codes = {_key(key) for key, value in pairs if key and _is_word(value)}
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", codes
    for path in (TEMPLATES / "web").rglob("*.html"):
        for literal in re.findall(r"{[^{}%]*_\([^{}%]*}", path.read_text("utf-8")):
            yield f"{path.relative_to(ROOT)}", set(re.findall(r'"([^"]+)" *:', literal))
        for literal in re.findall(r"\[\(\"[^\]{}%]*_\([^\]{}%]*\]", path.read_text("utf-8")):
            yield f"{path.relative_to(ROOT)}", set(re.findall(r'\("([^"]+)", *_\(', literal))


def _is_word(node: ast.expr) -> bool:
    """A Vietnamese text as written; the capitals of a printed heading are none of these words."""
    text = node.value if isinstance(node, ast.Constant) else None
    return isinstance(text, str) and bool(VIETNAMESE.search(text)) and not text.isupper()


def _key(node: ast.expr) -> str:
    """A text, or the name of an enum's member, which its code repeats in small letters."""
    return node.attr.lower() if isinstance(node, ast.Attribute) else ast.unparse(node).strip("'")


def _texts() -> Iterator[tuple[str, str]]:
    for room in (*ROOMS, "web"):
        for path in (ROOT / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value, str(path)
