"""Each broken law file that a legal officer made: found, with file, line and what to do, in both
languages; and none of it is served."""

from __future__ import annotations

import shutil
from datetime import date
from types import SimpleNamespace

import pytest

import cli.serve
from domain.errors import BadLawFile
from notifications.wording import Wording
from regulations.catalogue import DATA, load
from regulations.check import check
from regulations.law_problems import sentence
from regulations.manifest import unpublished
from regulations.publish import publish
from tests.conftest import CATALOGUE

PACK = "procedures/101/appoint.party.yaml"
OLD = "procedures/75/appoint.party.yaml"
TEN_DAYS = "{working_days: 10, to: 2023-12-06"
SWAP = "- {day: 2026-01-10, is_: work"
# What was done · file · before · after · line reported, by a text on it · in the sentence
FAULTS = {
    "gap": (PACK, TEN_DAYS, "{working_days: 10, to: 2023-12-05", None, "2023-12-06"),
    "overlap": (PACK, TEN_DAYS, "{working_days: 10, to: 2023-12-07", None, "2023-12-07"),
    "tab": (PACK, "    kind: ballot", "\tkind: ballot", "\tkind: ballot", "cú pháp"),
    "misspelt key": (PACK, "    kind: ballot", "    kindd: ballot", "kindd", "kindd"),
    "arrow to nowhere": (PACK, "then: policy_decision", "then: nowhere", None, "nowhere"),
    "confidence": (PACK, "confidence: S}", "confidence: Sure}", "Sure", "Sure"),
    "number as a word": (PACK, "working_days: 10", "working_days: ten", "ten,", "số nguyên"),
    "key twice": (
        PACK,
        "    kind: ballot",
        "    kind: ballot\n    kind: ballot",
        "kind:",
        "hai lần",
    ),
    "article of the secret text": (
        OLD,
        "{instrument: QD75, confidence: R}",
        '{instrument: QD75, article: "3", confidence: R}',
        'article: "3"',
        "secret",
    ),
    "two bodies with one role": (
        "agencies.yaml",
        "from: 2025-03-01, confidence: P}]\n  head: Giám đốc",
        "confidence: P}]\n  head: Giám đốc",
        None,
        "state_management",
    ),
    "role without body": (PACK, "asks: [ministry]", "asks: [minister]", "minister", "minister"),
    "answer not offered": (PACK, "{clarify: policy_request", "{tied: policy_request", None, "tied"),
    "cited before its text": (
        "radar.yaml",
        "from: 2023-09-15}",
        "from: 2023-09-14}",
        "HD116",
        "không có hiệu lực",
    ),
    "instrument cut short": (
        "instruments.yaml",
        "from: 2020-09-29, to: 2026-06-30, replaced_by: ND259",
        "from: 2020-09-29, to: 2026-05-30, replaced_by: ND259",
        None,
        "ND115",
    ),
    "30 February": (PACK, "from: 2023-02-28", "from: 2023-02-30", "2023-02-30", "2023-02-30"),
    "agencies no YAML": ("agencies.yaml", "- code: ", "- code: [", "[", "cú pháp"),
    "number of an instrument no text": (
        "instruments.yaml",
        'number: "1.002256"',
        "number: 1.002256",
        "1.002256",
        "ngoặc kép",
    ),
    "parameter misspelt": (
        "rules/standards.yaml",
        "parameters: {months: 24}",
        "parameters: {month: 24}",
        None,
        "month",
    ),
    "kind of day misspelt": ("workdays/2026.yaml", SWAP, f"{SWAP}ing", "working", "working"),
    "day off and working": (
        "workdays/2026.yaml",
        "- {day: 2026-01-10",
        "- {day: 2026-01-02",
        "2026-01-02",
        "hai lần",
    ),
    "unknown successor": (
        "agencies.yaml",
        "successor: BTGDVTU",
        "successor: BTGDVTUU",
        "BTGDVTUU",
        "BTGDVTUU",
    ),
    "code of a body twice": (
        "agencies.yaml",
        "- code: BTCTU",
        "- code: UBKTTU",
        "UBKTTU",
        "UBKTTU",
    ),
    "id of an instrument twice": (
        "instruments.yaml",
        "- {id: HD115,",
        "- {id: HD116,",
        "HD116",
        "HD116",
    ),
    "unknown replacing text": (
        "instruments.yaml",
        "replaced_by: ND259",
        "replaced_by: ND2599",
        "ND2599",
        "ND2599",
    ),
    "gap in limitation": (
        "limitation.yaml",
        "from: 2023-09-20, to: 2026-06-30",
        "from: 2023-09-25, to: 2026-06-30",
        "2023-09-25",
        "2023-09-20",
    ),
    "gap in councils": (
        "councils.yaml",
        "- from: 2026-07-01",
        "- from: 2026-07-20",
        "2026-07-20",
        "2026-07-01",
    ),
    "24 months become 240": (
        "rules/standards.yaml",
        "parameters: {months: 24}",
        "parameters: {months: 240}",
        None,
        "đã công bố",
    ),
    "id unlike the file": (
        PACK,
        "id: 101/appoint.party",
        "id: 101/appoints.party",
        "id:",
        "tên tệp",
    ),
    "a past deadline": (PACK, TEN_DAYS, "{working_days: 3, to: 2023-12-06", None, "đã công bố"),
    "roles of a round doubled": (
        PACK,
        "[directing_body, inspection_committee, ",
        "[directing_body, directing_body, inspection_committee, ",
        None,
        "hai lần",
    ),
    "issue without conditions": (
        "procedures/101/dismiss.party.yaml",
        "  - {property: P9",
        "  - {property: P8",
        None,
        "không nêu điều kiện",
    ),
}


def data_with(tmp_path, file, before, after):
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    text = (data / file).read_text("utf-8")
    assert before in text
    (data / file).write_text(text.replace(before, after, 1), "utf-8")
    return data


@pytest.mark.parametrize("fault", FAULTS)
def test_a_broken_file_is_found_with_its_line_and_a_sentence(tmp_path, fault):
    file, before, after, marked, said = FAULTS[fault]
    data = data_with(tmp_path, file, before, after)
    found = check(load(data))
    told = [(f"{p.file}:{p.line}", p.where, sentence(p)) for p in found]
    assert all(p.line for p in found), told
    named = [p for p in found if said in f"{p.where} {sentence(p)}"]
    assert named, told
    lines = (data / file).read_text("utf-8").splitlines()
    if marked:
        assert any(p.file == file and marked in lines[p.line - 1] for p in named), told
    assert all(sentence(p, "en") for p in found)


@pytest.mark.parametrize("fault", FAULTS)
def test_a_file_that_did_not_pass_is_not_read(tmp_path, fault):
    file, before, after, *_ = FAULTS[fault]
    data = data_with(tmp_path, file, before, after)
    assert unpublished(data, CATALOGUE.published) == [file]
    with pytest.raises(BadLawFile) as refused:
        load(data, guarded=True).file(file)
    assert (refused.value.facts["file"], refused.value.facts["line"] > 0) == (file, True)
    words = Wording(CATALOGUE.agencies, CATALOGUE.instruments, date(2026, 11, 30), {})
    said = words.refusal(refused.value)
    assert said.startswith(f"Tệp dữ liệu pháp luật {file}, dòng ")
    assert "law publish" in said or refused.value.facts["shape"] in ("not_yaml", "no_such_day")


def test_nothing_is_served_on_law_that_did_not_pass(tmp_path, monkeypatch):
    data = data_with(tmp_path, PACK, TEN_DAYS, "{working_days: 3, to: 2023-12-06")
    app = SimpleNamespace(catalogue=load(data, guarded=True))
    monkeypatch.setattr(cli.serve, "ready", lambda: app)
    with pytest.raises(BadLawFile) as refused:
        cli.serve.serve()
    assert refused.value.facts["where"] == "steps.policy_decision"


def test_what_is_shipped_is_published_as_it_stands():
    assert unpublished(DATA, CATALOGUE.published) == []


def test_a_row_closed_and_followed_by_another_is_no_silent_edit(tmp_path):
    data = data_with(
        tmp_path,
        PACK,
        "{working_days: 10, from: 2026-07-01, basis: {instrument: ND259, confidence: C, note: "
        '"chưa đọc được văn bản; giữ quy tắc của Nghị định 115/2020/NĐ-CP"}}',
        "{working_days: 10, from: 2026-07-01, to: 2026-12-31, basis: {instrument: ND259, "
        'confidence: C, note: "chưa đọc được văn bản; giữ quy tắc của Nghị định 115/2020/NĐ-CP"}}\n'
        "      - {working_days: 7, from: 2027-01-01, basis: {instrument: ND259, confidence: C}}",
    )
    assert check(load(data)) == ()
    publish(load(data), date(2026, 11, 30))
    assert unpublished(data, load(data).published) == []
    assert load(data, guarded=True).text("101/appoint.party").step("policy_decision")


def test_a_correction_of_published_text_names_its_reason(tmp_path):
    data = data_with(tmp_path, PACK, TEN_DAYS, "{working_days: 3, to: 2023-12-06")
    assert check(load(data), corrected=True) == ()
    publish(load(data), date(2026, 12, 1), reason="đọc lại văn bản gốc")
    (kept,) = load(data).published.corrections[-1:]
    assert kept.reason == "đọc lại văn bản gốc"
    assert kept.places == (f"{PACK}: steps.policy_decision",)
    assert check(load(data)) == ()
