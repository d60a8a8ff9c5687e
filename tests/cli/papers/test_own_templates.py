"""`thamdinh template keep · list · drop`."""

from __future__ import annotations

from tests.actions.papers.test_own_templates import OWN
from tests.cli.typing_commands import answer
from tests.documents.own_template.test_own_template import template

AS = ("--as", "nguyenthilan")


def test_a_template_is_kept_listed_and_dropped(terminal, tmp_path):
    file = tmp_path / "mẫu.docx"
    file.write_bytes(template(*OWN))
    wish = ("template", "keep", "TU", "decision_appoint", str(file), *AS)
    assert answer(terminal, *wish)["changed"]
    assert "đang được dùng" in terminal(*wish)[1]
    assert answer(terminal, "template", "list")[0]["name"] == "mẫu.docx"
    assert "Quyết định bổ nhiệm" in terminal("template", "list")[1].replace("\n", " ")
    assert answer(terminal, "template", "drop", "TU", "decision_appoint", *AS)["changed"]


def test_a_refused_template_says_why_in_vietnamese(terminal, tmp_path):
    file = tmp_path / "mẫu.docx"
    file.write_bytes(template("{{ luong }}"))
    code, _, err = terminal("template", "keep", "TU", "decision_appoint", str(file), *AS)
    assert (code, "tên không có: luong" in err) == (1, True)
    file.write_bytes(template("Bổ nhiệm {{ name }}"))
    code, _, err = terminal("template", "keep", "TU", "decision_appoint", str(file), *AS)
    assert (code, "để ghi số khi ban hành" in err.replace("\n", " ")) == (1, True)
