"""The operator's command: what stands still, and an exit code for a program that watches."""

from __future__ import annotations

from tests.cli.typing_commands import OPEN, answer


def test_status_tells_what_is_owed(terminal):
    answer(terminal, *OPEN)
    found = answer(terminal, "status")
    assert (found["obstacles"], found["owed"]["cases"]) == ([], 1)
    code, out, _ = terminal("status")
    assert code == 0
    assert "Hồ sơ chờ phần mềm xử lý" in out
    assert "lâu nhất từ" in out


def test_a_machine_that_cannot_serve_leaves_with_a_code_of_its_own(terminal, monkeypatch):
    monkeypatch.setattr("actions.status.LEAST_FREE", 10**18)
    code, out, _ = terminal("status")
    assert code == 7
    assert "Đĩa sắp đầy" in out
