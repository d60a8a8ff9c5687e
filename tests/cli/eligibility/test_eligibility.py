"""Looking at a candidate with and without a case; the rules and conflicts as data."""

from __future__ import annotations

from tests.cli.typing_commands import answer
from tests.playing import opened


def test_a_person_is_examined_before_a_case_exists_as_the_case_will(terminal, lite):
    before = answer(terminal, "person", "eligibility", "ythongeban", "--agency", "BPTTH")
    play = opened(lite)
    assert answer(terminal, "case", "eligibility", play.id) == before
    assert {f["verdict"] for f in before["rules"]} == {"met"}
    assert {f["verdict"] for f in before["papers"]} == {"met", "not_met"}


def test_what_is_lacking_is_said_with_article_and_remedy(terminal):
    words = ("person", "eligibility", "lyvanphuoc", "--agency", "CYS", "--post", "acting_head")
    found = {f["rule"]: f for f in answer(terminal, *words)["rules"]}
    assert found["R-09"]["verdict"] == "not_met"
    assert found["R-05"]["verdict"] == "data_missing"
    _, out, _ = terminal(*words)
    flat = " ".join(out.split())
    assert "thiếu dữ liệu" in flat
    assert "237/2026/NĐ-CP" in flat
    assert "người có thẩm quyền kết luận" in flat


def test_nobody_known_passes_nothing(terminal):
    found = answer(terminal, "person", "eligibility", "vothimyhanh", "--agency", "BPTTH")
    passed = {f["rule"] for f in found["rules"] if f["verdict"] == "met"}
    assert passed == {"R-10"}  # the birth date is always known


def test_every_rule_of_the_day_is_listed_with_its_force(terminal):
    _, out, _ = terminal("law", "rules", "--on", "2026-09-01")
    assert "R-10, B-14" in out
    assert "có thể đặc cách" in out
    ids = {rule["id"] for rule in answer(terminal, "law", "rules", "--on", "2022-01-01")}
    assert "R-07" in ids
    assert "R-10" not in ids


def test_conflicts_show_both_texts_and_the_handling(terminal):
    found = answer(terminal, "law", "conflicts")
    assert [c["id"] for c in found] == [f"C-{n}" for n in range(1, 12)]
    assert all(len(c["sides"]) >= 2 and c["handling"] for c in found)
    _, out, _ = terminal("law", "conflicts")
    assert "05 thành viên" in out
    assert "03 thành viên" in out
