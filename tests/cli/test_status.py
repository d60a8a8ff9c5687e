"""The operator's command: what stands still, and an exit code for a program that watches."""

from __future__ import annotations

import shutil

import pytest

import bootstrap
from actions.effects.operations import beat, noted
from cli.kit.output import console
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


def test_status_shows_who_works_and_what_the_clock_did(terminal, monkeypatch):
    monkeypatch.setattr(console, "width", 200)
    app = bootstrap.app()
    now = app.clock()
    beat(app, "web", "máy-a:2", now)
    app.clock.forward(minutes=10)
    beat(app, "conductor", "máy-a:1", now)
    _, before, _ = terminal("status")
    assert "THAMDINH_BACKUP_FOLDER" in before
    noted(app, "seal_heads", lambda: None)
    with pytest.raises(OSError, match="đầy"):
        noted(app, "back_up", _full)
    _, out, _ = terminal("status")
    for said in (
        "bộ điều phối",
        "máy-a:1",
        "đang chạy",
        "không còn dấu hiệu",
        "niêm phong hằng ngày",
        "đĩa đầy",
    ):
        assert said in out
    assert out.count("không còn dấu hiệu") == 1
    assert "THAMDINH_BACKUP_FOLDER" not in out


def test_status_is_in_english_where_the_machine_is(terminal, monkeypatch):
    beat(bootstrap.app(), "conductor", "host:1", bootstrap.app().clock())
    monkeypatch.setattr("cli.kit.texts.language", lambda: "en")
    _, out, _ = terminal("status")
    assert "Running processes" in out
    assert "running" in out
    assert "Scheduled work" in out


def test_what_waits_for_nobody_is_listed_with_the_way_out(terminal):
    answer(terminal, *OPEN)
    found = {one["why"] for one in answer(terminal, "watch")}
    assert "no_account" in found
    _, out, _ = terminal("watch")
    assert "được hỏi mà người ký chưa đăng nhập được" in out
    assert "Cấp thư đặt mật khẩu" in out or "cấp thư đặt mật khẩu" in out


def _full() -> None:
    raise OSError("đĩa đầy")


@pytest.mark.skipif(
    not (shutil.which("fc-match") and shutil.which("soffice")), reason="nothing prints here"
)
def test_g10_a_missing_typeface_is_told_before_the_first_paper_fails(
    terminal, monkeypatch, tmp_path
):
    monkeypatch.setattr(console, "width", 300)
    _, out, _ = terminal("status")
    assert "fonts-liberation2" not in out
    none = tmp_path / "fonts.conf"
    none.write_text(
        f"<fontconfig><dir>{tmp_path}</dir><cachedir>{tmp_path}/c</cachedir></fontconfig>"
    )
    monkeypatch.setenv("FONTCONFIG_FILE", str(none))
    code, out, _ = terminal("status")
    assert code == 0  # cases are still carried
    assert "fonts-liberation2" in out
