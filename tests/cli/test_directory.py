"""Records from a file and the audit pack, as a person types the commands."""

from __future__ import annotations

import zipfile

from models.unit_of_work import read
from tests.cli.typing_commands import answer
from tests.playing import opened


def test_a_record_is_taken_from_a_file_and_logged(terminal, lite, tmp_path):
    file = tmp_path / "record.yaml"
    file.write_text("resident: true\ndisciplines: []\nratings: {2025: good}\n", "utf-8")
    words = ("person", "record", "vothimyhanh", "--from", str(file), "--document", "2C-TCTW")
    assert terminal(*words)[0] == 0
    record = read(lite.engine, lambda uow: uow.directory.person("vothimyhanh")).record
    assert (record.resident, record.disciplines, record.services) == (True, (), None)
    (line,) = read(lite.engine, lambda uow: uow.directory_log.changes("vothimyhanh"))
    assert (line.what, line.by, line.document) == ("record_set", "", "2C-TCTW")


def test_a_misspelt_or_broken_file_changes_nothing(terminal, lite, tmp_path):
    file = tmp_path / "record.yaml"
    for said in ("residnet: true", "{"):
        file.write_text(said, "utf-8")
        words = ("person", "record", "vothimyhanh", "--from", str(file), "--document", "x")
        assert terminal(*words)[0] == 1
    assert read(lite.engine, lambda uow: uow.directory_log.changes()) == ()
    assert terminal("person", "record", "a", "--from", "none.yaml", "--document", "x")[0] == 1


def test_a_pack_is_written(terminal, lite, tmp_path):
    case = opened(lite).id
    file = tmp_path / "out" / "pack.zip"
    told = answer(terminal, "case", "pack", case, "--to", str(file))
    assert told["size"] == file.stat().st_size
    assert zipfile.is_zipfile(file)
    assert terminal("case", "pack", "BN-2026-9999", "--to", str(file))[0] == 3
