"""The command that writes an .edxml file."""

from __future__ import annotations

import bootstrap
from tests.actions.papers.test_export_edxml import (
    PAPER,
    app_with_ids,
    exported,
    pytestmark,
    signed,
)

__all__ = ["app_with_ids", "pytestmark", "signed"]  # fixtures and the mark used below


def test_the_command_writes_the_file_and_names_who_gets_it(signed, terminal, tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "app", lambda: signed.app)
    words = ("documents", "edxml", signed.id, PAPER, "--as", "dothithuy", "--to", str(tmp_path))
    code, out, err = terminal(*words, "--send-to", "SVHTTDL")
    assert (code, "Sở Văn hóa" in out) == (0, True), err
    assert (tmp_path / f"{signed.id}_{PAPER}.edxml").read_bytes() == exported(
        signed, send_to=["SVHTTDL"]
    ).content
    code, _, err = terminal(*words, "--send-to", "UBND")
    assert (code, "mã định danh" in err, "Ủy ban nhân dân" in err) == (1, True, True)
