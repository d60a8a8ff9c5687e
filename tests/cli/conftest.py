"""A terminal in which tests type commands, as a person would."""

from __future__ import annotations

import sys

import pytest

import bootstrap
from bootstrap.settings import Settings
from cli.main import run


@pytest.fixture
def terminal(lite, tmp_path, monkeypatch, capsys):
    """Type a command; get exit code, what was printed, and what went to standard error."""
    monkeypatch.setattr(bootstrap, "app", lambda: lite)
    monkeypatch.setattr(bootstrap, "app_in_use", lambda: lite)
    monkeypatch.setattr(bootstrap, "settings", lambda: Settings(home=tmp_path))
    monkeypatch.setenv("COLUMNS", "200")

    def type_(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["thamdinh", *words])
        capsys.readouterr()
        code = 0
        try:
            run()
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return type_
