"""Commands on the registers: show, gaps, void."""

from __future__ import annotations

from tests.actions.decisions.test_void_number import issued_one
from tests.cli.typing_commands import answer


def test_a_number_is_voided_and_the_register_tells_it(terminal, lite):
    play = issued_one(lite)
    code, out, err = terminal(
        "register", "void", "TU", "1", "--as", "nguyenthilan", "--reason", "trùng sổ giấy"
    )
    assert code == 0, err
    assert "02-QĐ/TU" in out

    (entry,) = answer(terminal, "register", "show", "TU", "2026")["entries"]
    assert (entry["symbol"], entry["case_id"]) == ("02-QĐ/TU", play.id)
    code, out, _ = terminal("register", "show", "TU", "2026")
    assert ("trùng sổ giấy" in out, "Nguyễn Thị Lan" in out) == (True, True)
    code, out, _ = terminal("register", "gaps", "TU", "2026")
    assert "không khuyết số" in out


def test_what_cannot_be_voided_is_said_in_vietnamese(terminal, lite):
    issued_one(lite)
    code, _, err = terminal(
        "register", "void", "TU", "1-3", "--as", "nguyenthilan", "--reason", "thử"
    )
    assert (code, "01-QĐ/TU" in err) == (1, True)
    code, _, err = terminal("register", "void", "TU", "một", "--as", "nguyenthilan")
    assert (code, "1-431" in err) == (1, True)
    code, _, err = terminal("register", "gaps", "KHONGCO", "2026")
    assert (code, "thamdinh agency list" in err) == (3, True)
    code, _, err = terminal(
        "register", "void", "TU", "9", "--as", "lethuha", "--reason", "trùng sổ giấy"
    )
    assert (code, "giữ sổ văn bản" in err, "lập hồ sơ tại" in err, "()" in err) == (
        1,
        True,
        False,
        False,
    )
    code, out, _ = terminal("register", "gaps", "TU", "1999")
    assert (code, "chưa có số nào" in out) == (0, True)
