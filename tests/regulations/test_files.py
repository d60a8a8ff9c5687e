"""The law files hold together, and each deliberate fault in them is found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import NoVersionInForce
from domain.law.procedure import name_in
from domain.law.routing import agency_for, governing_body
from regulations.catalogue import DATA, load
from regulations.check import check
from regulations.compare import compare
from regulations.days import change_days
from regulations.law_problems import sentence
from regulations.workdays import load_overrides
from tests.conftest import CATALOGUE

NAMES = ["appoint", "reappoint", "dismiss", "resign", "discipline"]
OWN_PRESS = [a for a in CATALOGUE.agencies.by_code.values() if a.press]
FIRST = date(2007, 8, 21)


def test_the_law_data_has_no_fault():
    assert check(CATALOGUE) == ()


def test_five_procedures_of_two_regimes_and_one_of_every_name_are_there():
    expected = {
        f"{r}/{n}.{v}" for r in ("75", "101") for n in NAMES for v in ("party", "association")
    }
    assert expected < set(CATALOGUE.files)
    assert {name_in(procedure) for procedure in CATALOGUE.files} == set(CATALOGUE.kinds)


@pytest.mark.parametrize("kind", CATALOGUE.kinds.values(), ids=list(CATALOGUE.kinds))
def test_a_name_has_a_title_in_both_languages(kind):
    assert kind.title[0].isupper()
    assert kind.title_en[0].isupper()
    assert kind.title_en.isascii()
    assert kind.title_en != kind.title


@pytest.mark.parametrize("procedure", sorted(CATALOGUE.files))
def test_every_step_has_one_deadline_and_a_basis_on_each_day_of_change(procedure):
    text = CATALOGUE.text(procedure)
    for day in change_days(CATALOGUE, text):
        resolved = text.on(day)
        assert all(len(step.deadline) == 1 and step.basis for step in resolved.steps)


def broken(tmp_path: Path, file: str, change: Callable[[str], str]) -> tuple[str, ...]:
    """What the check says of a copy of the law in which one file was changed."""
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    path = data / file
    before = path.read_text("utf-8")
    after = change(before)
    assert after != before, "the fault went in"
    path.write_text(after, "utf-8")
    found = check(load(data), corrected=True)
    assert all(p.line for p in found), found
    return tuple(f"{p.where}: {sentence(p, 'en')}" for p in found)


PACK = "procedures/101/appoint.party.yaml"
FAULTS = {
    "lost arrow": (PACK, lambda s: s.replace("then: policy_decision", "then: nowhere"), "nowhere"),
    "unknown key": (PACK, lambda s: s.replace("    kind: ballot", "    kindd: ballot", 1), "kind"),
    "unknown instrument": (
        PACK,
        lambda s: s.replace("instrument: HD116", "instrument: HD999"),
        "no such instrument",
    ),
    "article of the secret text": (
        "procedures/75/appoint.party.yaml",
        lambda s: s.replace(
            "{instrument: QD75, confidence: R}",
            '{instrument: QD75, article: "3", confidence: R}',
            1,
        ),
        "secret",
    ),
    "dead end": (PACK, lambda s: s.replace("then: end", "then: announce"), "end"),
    "unknown vote rule": (
        PACK,
        lambda s: s.replace("vote: over_half_of_members", "vote: most"),
        "unknown name most",
    ),
    "vote whose answer nobody could give": (
        "options.yaml",
        lambda s: s.replace("  - {outcome: deadlock, vi", "  # {vi"),
        "the vote may give deadlock",
    ),
    "clock cited before its text": (
        "radar.yaml",
        lambda s: s.replace("from: 2023-09-15}", "from: 2023-09-14}"),
        "not in force",
    ),
    "unknown gate": (
        PACK,
        lambda s: s.replace("name: consents_on_file", "name: consents"),
        "unknown name consents",
    ),
    "unknown role": (PACK, lambda s: s.replace("asks: [ministry]", "asks: [minister]"), "minister"),
    "gap of a day between regimes": (
        PACK,
        lambda s: s.replace("from: 2023-02-28\nbasis", "from: 2023-03-01\nbasis"),
        "no text",
    ),
    "overlap of a day": (
        "procedures/75/appoint.party.yaml",
        lambda s: s.replace("to: 2023-02-27\nbasis", "to: 2023-02-28\nbasis"),
        "two texts",
    ),
    "basis outside its instrument's days": (
        PACK,
        lambda s: s.replace(
            "from: 2023-12-07, to: 2026-06-30}", "from: 2023-12-07, to: 2026-07-30}", 1
        ),
        "not in force",
    ),
    "answer the step does not offer": (
        PACK,
        lambda s: s.replace("{clarify: policy_request", "{tied: policy_request"),
        "offer",
    ),
    "no deadline policy": (
        PACK,
        lambda s: s.replace(
            '    deadline: {not_found: "chưa tìm thấy quy định về thời hạn"}\n', "", 1
        ),
        "deadline",
    ),
    "unquoted article": (PACK, lambda s: s.replace('article: "7.1"', "article: 7.1"), "string"),
    "role held by two": (
        "agencies.yaml",
        lambda s: s.replace(
            "from: 2025-03-01, confidence: P}]\n  head: Giám đốc",
            "confidence: P}]\n  head: Giám đốc",
        ),
        "state_management",
    ),
    "agency without successor day": (
        "agencies.yaml",
        lambda s: s.replace("  from: 2025-02-03\n", "  from: 2025-02-04\n"),
        "central_directing",
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_deliberate_fault_is_found_and_named(tmp_path, fault):
    file, change, named = FAULTS[fault]
    found = broken(tmp_path, file, change)
    assert any(named in line for line in found), found


@pytest.mark.parametrize(
    ("role", "day", "code"),
    [
        ("directing_body", date(2022, 11, 1), "BTGTU"),
        ("directing_body", date(2026, 9, 1), "BTGDVTU"),
        ("ministry", date(2025, 2, 28), "BTTTT"),
        ("ministry", date(2025, 3, 1), "BVHTTDL"),
        ("state_management", date(2022, 11, 1), "STTTT"),
        ("government_party_body", date(2022, 11, 1), "BCSUBND"),
        ("government_party_body", date(2026, 9, 1), "DUUBND"),
        ("association_party", date(2022, 11, 1), "DDVHNT"),
    ],
)
def test_roles_follow_succession(role, day, code):
    found = agency_for(CATALOGUE.agencies, role, press_agency="CYS", day=day)
    assert found.code == code


def test_the_seeds_six_bodies_are_asked_about_the_magazine():
    step = CATALOGUE.find("appoint", "CYS", date(2022, 11, 14)).step("provincial_opinions")
    asked = {
        agency_for(CATALOGUE.agencies, r, press_agency="CYS", day=date(2022, 11, 14)).code
        for r in step.asks
    }
    assert {"BTGTU", "UBKTTU", "STTTT", "DDVHNT"} <= asked


@pytest.mark.parametrize(
    ("day", "law"), [(date(2026, 6, 30), "LBC2016"), (date(2026, 7, 1), "LBC2025")]
)
def test_the_ministrys_consent_rests_on_the_press_law_of_the_day(day, law):
    step = CATALOGUE.find("appoint", "BPTTH", day).step("ministry_consent")
    assert law in {basis.instrument for basis in step.basis}


def test_no_article_of_75_is_cited_anywhere():
    for procedure in CATALOGUE.all_procedures():
        for step in procedure.steps:
            cited = [b for b in step.basis if b.instrument == "QD75"]
            assert all(basis.article is None for basis in cited)


@given(
    st.dates(FIRST, date(2030, 12, 31)),
    st.sampled_from(NAMES),
    st.sampled_from([a for a in OWN_PRESS if a.press.variant != "outside"]),
)
def test_on_any_day_each_name_and_press_agency_has_exactly_one_law(day, name, agency):
    if agency.covers(day):
        found = CATALOGUE.find(name, agency.code, day)
        assert found.covers(day)
        assert governing_body(CATALOGUE.agencies, agency.code, day).covers(day)


def test_before_the_first_day_the_law_is_silent_and_says_so():
    with pytest.raises(NoVersionInForce):
        CATALOGUE.find("appoint", "BAODL", date(2007, 8, 20))


def test_the_same_text_has_the_same_digest_and_another_day_another():
    june = CATALOGUE.find("appoint", "BPTTH", date(2026, 6, 30))
    july = CATALOGUE.find("appoint", "BPTTH", date(2026, 7, 1))
    again = load().find("appoint", "BPTTH", date(2026, 6, 1))
    assert CATALOGUE.digest(june) == CATALOGUE.digest(again)
    assert CATALOGUE.digest(june) != CATALOGUE.digest(july)


def test_comparing_shows_what_only_one_side_has():
    rows = compare(CATALOGUE.latest("75/appoint.party"), CATALOGUE.latest("101/appoint.party")).rows
    by_step = {row.step: row for row in rows}
    assert by_step["eligibility_review"].left == ""
    assert by_step["policy_decision"].changed
    assert len(by_step) == len(rows)


def test_a_proposed_swap_is_listed_and_not_applied():
    proposed = [o for o in load_overrides(DATA / "workdays") if o.status == "proposed"]
    assert [o.day for o in proposed] == [date(2026, 11, 23), date(2026, 11, 28)]
    assert CATALOGUE.calendar.is_working_day(date(2026, 11, 23))


def test_every_override_names_its_document():
    assert all(o.document for o in load_overrides(DATA / "workdays"))


@pytest.mark.parametrize("path", sorted(DATA.rglob("*.yaml")), ids=lambda p: p.stem)
def test_no_file_uses_yaml_that_a_lawyer_would_misread(path):
    tokens = {type(token).__name__ for token in yaml.scan(path.read_text("utf-8"))}
    assert not tokens & {"AnchorToken", "AliasToken", "TagToken"}
