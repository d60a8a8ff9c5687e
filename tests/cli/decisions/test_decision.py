"""`thamdinh decision`: an issued decision is changed by a later paper, and what holds is told."""

from __future__ import annotations

from tests.actions.decisions.test_void_number import issued_one
from tests.cli.typing_commands import answer


def test_a_decision_is_corrected_and_the_register_says_so(terminal, lite):
    play = issued_one(lite)
    words = ("decision", "change", play.id, "correct", "--as", "ymoaeban")
    why = ("--reason", "sai ngày sinh", "--document", "Căn cước số 1")
    code, _, err = terminal(*words, *why)
    assert (code, "phải được nhập" in err) == (1, True)
    code, _, err = terminal(*words, *why, "--says", "sinh ngày 02/3/1985")
    assert code == 0, err

    shown = answer(terminal, "person", "show", play.case.subject)["decided"]
    assert {row["symbol"] for row in shown} == {"01-QĐ/TU"}
    first, later = answer(terminal, "decision", "show", play.id)
    assert (first["fact"]["symbol"], later["fact"]["symbol"]) == ("01-QĐ/TU", "01-CV/TU")
    code, out, _ = terminal("register", "show", "TU", "2026")
    assert ("đang có hiệu lực" in out, "01-CV/TU" in out) == (True, True)
    code, out, _ = terminal("decision", "show", play.id)
    assert "đã được đính chính bởi" in out


def test_what_a_new_decision_says_otherwise_is_on_file(terminal, lite):
    play = issued_one(lite)
    words = ("decision", "change", play.id, "replace", "--as", "ymoaeban", "--reason", "sai ngày")
    more = ("--document", "Kết luận 12", "--says", "từ 01/12/2026", "--effective", "01/12/2026")
    code, _, err = terminal(*words, *more)
    assert code == 0, err
    shown = answer(terminal, "person", "show", play.case.subject)
    holds = [row for row in shown["decided"] if not row["undone_by"]]
    assert {(row["symbol"], row["row"]["first_day"]) for row in holds} == {
        ("02-QĐ/TU", "2026-12-01")
    }
    code, out, _ = terminal("person", "show", play.case.subject)
    assert "Đề nghị theo 02-QĐ/TU: thêm vị trí" in out
