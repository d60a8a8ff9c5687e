"""Rules ↔ functions, both ways, and all rules of the fact files."""

from __future__ import annotations

import shutil

import pytest

from domain.eligibility.eligibility import Force
from regulations.catalogue import DATA, load
from regulations.check_rules import check_readers, check_rules
from regulations.law_problems import sentence
from tests.conftest import CATALOGUE

CLOCKS = {"R-22"}  # kept with the clocks: the 6-month vacancy


def test_every_rule_of_the_fact_file_is_data():
    ids = {rule.id.rstrip("abc") for rule in CATALOGUE.rules}
    assert {f"R-{n:02d}" for n in range(1, 33)} - ids == CLOCKS


def test_a_rule_not_read_in_the_text_never_blocks():
    for rule in CATALOGUE.rules:
        for basis in rule.basis:
            day = max(basis.first_day, rule.first_day)
            if not any(b.confidence.may_block for b in rule.bases_on(day)):
                assert rule.force_on(day) != Force.BLOCK, rule.id


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("check: party_member", "check: of_the_moon", "unknown check of_the_moon"),
        ("check: party_member", "check: press_card", "a check that no rule names"),
        ("id: R-03", "id: R-02", "used twice"),
        ("from: 2023-02-28", "from: 2022-02-28", "cited on days when it was not in force"),
    ],
)
def test_a_fault_in_the_rules_is_named(tmp_path, old, new, what):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    file = data / "rules/standards.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    changed = load(data)
    said = [sentence(p, "en") for p in check_rules(changed, changed.all_procedures())]
    assert any(what in told for told in said)
    assert not list(check_rules(CATALOGUE, CATALOGUE.all_procedures()))


def test_a_paper_kept_to_a_role_nobody_holds_is_found(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    path = data / "dossier.yaml"
    path.write_text(
        path.read_text("utf-8").replace("readers: [governing_body,", "readers: [nobody_at_all,"),
        "utf-8",
    )
    found = list(check_readers(load(data)))
    assert {p.where for p in found} == {"asset_declaration", "health_certificate"}
    assert list(check_readers(CATALOGUE)) == []
