"""Backing up and standing again, as the operator types it."""

from __future__ import annotations

import bootstrap
from tests.cli.typing_commands import OPEN, answer
from tests.conftest import application


def test_a_backup_is_made_listed_and_restored_into_a_new_home(
    terminal, tmp_path, clock, monkeypatch
):
    answer(terminal, *OPEN)
    folder = str(tmp_path / "kept")
    code, out, _ = terminal("backup", folder)
    assert code == 0
    assert "1 hồ sơ" in out
    assert "seal-key" in out
    (listed,) = answer(terminal, "backup", folder, "--list")
    assert (listed["cases"], listed["damaged"]) == (1, [])

    code, _, err = terminal("restore", folder)
    assert code == 1
    assert "đã có hồ sơ" in err

    there = tmp_path / "there"
    there.mkdir()
    new = application(there, f"sqlite:///{there / 'new.db'}", clock)
    monkeypatch.setattr(bootstrap, "app", lambda: new)
    restored = answer(terminal, "restore", folder)
    assert (restored["name"], restored["faults"]) == (listed["name"], [])
    assert [case["id"] for case in answer(terminal, "case", "list")] == ["BN-2026-0001"]
    new.engine.dispose()


def test_a_damaged_backup_leaves_with_the_code_of_damage(terminal, tmp_path, clock, monkeypatch):
    answer(terminal, *OPEN)
    folder = tmp_path / "kept"
    answer(terminal, "backup", str(folder))
    next((folder / "databases").iterdir()).unlink()
    code, out, _ = terminal("backup", str(folder), "--list")
    assert code == 5
    assert "databases/" in out
    elsewhere = application(tmp_path, f"sqlite:///{tmp_path / 'new.db'}", clock)
    monkeypatch.setattr(bootstrap, "app", lambda: elsewhere)
    code, _, err = terminal("restore", str(folder))
    assert code == 1
    assert "databases/" in err
    elsewhere.engine.dispose()


def test_listing_says_a_missing_folder_and_takes_nothing_away(terminal, tmp_path):
    code, _, err = terminal("backup", str(tmp_path / "nowhere"), "--list")
    assert (code, "nowhere" in err) == (1, True)
    torn = tmp_path / "kept" / "backups" / "20200101T000000.000000Z.json"
    torn.parent.mkdir(parents=True)
    torn.write_text("{")
    code, _, err = terminal("backup", str(tmp_path / "kept"), "--list")
    assert (code, torn.stem in err, "Chưa bỏ" in err) == (5, True, False)
    assert "Chưa bỏ" in terminal("backup", str(tmp_path / "kept"), "--keep", "1")[2]


def test_a_folder_without_backups_is_said(terminal, tmp_path):
    code, _, err = terminal("restore", str(tmp_path))
    assert code == 1
    assert "không có bản sao lưu nào" in err
