"""Letters of the command line go to files, never to the terminal; with two they wait."""

from __future__ import annotations

import stat
from pathlib import Path

from actions.accounts.accounts import set_password
from actions.accounts.confirming import confirm_requests
from tests.actions.accounts.test_two_people import FIRST, SECOND, WORD, another, ids
from tests.cli.typing_commands import answer


def test_a_letter_is_written_to_a_file_for_our_user_alone(terminal, lite, tmp_path):
    into = str(tmp_path / "thu")
    code, said, _ = terminal("account", "add", "lethuha", "hlinhnie", "--letters", into)
    assert code == 0
    assert "invitation" not in said
    files = sorted(Path(into).iterdir())
    assert [file.name for file in files] == ["thu-hlinhnie.html", "thu-lethuha.html"]
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    assert "/invitation/" in files[0].read_text("utf-8")


def test_where_two_are_there_the_command_line_asks_like_anybody(terminal, lite):
    set_password(lite, FIRST, WORD)
    another(lite)
    made = answer(terminal, "account", "add", "lethuha")
    assert made["letters"] == []
    assert list(made["codes"]) == ["lethuha"]
    (row,) = answer(terminal, "account", "requests")
    assert (row["kind"], row["asked_by"]) == ("invite", "")
    code, _, said = terminal("account", "confirm", row["id"])
    assert code == 1
    assert "Người đã đề nghị không tự xác nhận" in said
    assert len(confirm_requests(lite, ids(lite), by=SECOND)) == 1


def test_a_request_is_declined(terminal, lite):
    set_password(lite, FIRST, WORD)
    another(lite)
    terminal("account", "add", "lethuha")
    assert terminal("account", "decline", *ids(lite))[0] == 0
    assert ids(lite) == []
