"""Records from a file, the audit pack and seals, as a person types the commands."""

from __future__ import annotations

import zipfile

from bootstrap.settings import Settings
from domain.directory.fields import State, state_of
from tests.cli.typing_commands import answer
from tests.looking import read
from tests.playing import opened

WHO = "vothimyhanh"


def test_a_record_is_taken_from_a_file_and_logged(terminal, lite, tmp_path):
    file = tmp_path / "record.yaml"
    file.write_text("resident: true\ndisciplines: []\nratings: {2025: good}\n", "utf-8")
    words = ("person", "record", "vothimyhanh", "--from", str(file), "--document", "2C-TCTW")
    assert terminal(*words)[0] == 0
    record = read(lite.engine, lambda uow: uow.directory.entered("vothimyhanh")).record
    assert (record.resident, record.disciplines, record.services) == (True, (), None)
    (line,) = read(lite.engine, lambda uow: uow.directory_log.changes("vothimyhanh"))
    assert (line.what, line.by, line.document) == ("person_corrected", "", "2C-TCTW")


def test_a_field_is_corrected_said_to_be_none_and_taken_off(terminal, lite):
    def state():
        return read(lite.engine, lambda uow: state_of(uow.directory.entered(WHO), "press_card"))

    words = ("person", "correct", WHO, "press_card")
    entered = (*words, "IBT-1", "--document", "01-CV")
    assert terminal(*entered)[0] == 0
    assert state() == State.HELD
    assert terminal(*words, "--none", "--document", "02-CV")[0] != 0, "what is kept needs a reason"
    assert terminal(*words, "--none", "--document", "02-CV", "--reason", "Đã thu thẻ")[0] == 0
    assert state() == State.NONE
    assert terminal(*entered, "--reason", "Cấp lại")[0] == 0, "the same words mean something new"
    assert state() == State.HELD
    assert terminal(*words, "--remove", "--document", "03-CV", "--reason", "Ghi nhầm")[0] == 0
    assert state() == State.NOT_ON_FILE
    assert terminal(*words, "IBT-2", "--none", "--document", "04-CV")[0] != 0


def test_everybody_is_written_to_a_book_that_is_taken_back(terminal, lite, tmp_path):
    book = tmp_path / "ly-lich.xlsx"
    assert terminal("person", "export", "--to", str(book))[0] == 0
    code, told, _ = terminal("person", "import", str(book))
    assert (code, "0 người" in told) == (0, True)


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


def test_a_seal_is_written_out_and_later_compared(terminal, lite, tmp_path):
    opened(lite)
    file = tmp_path / "seal.json"
    assert answer(terminal, "seal", "--to", str(file))["made"]
    assert not answer(terminal, "seal")["made"]
    assert "Lịch sử nguyên vẹn" in terminal("verify", "--seal", str(file))[1]
    forged = file.read_text("utf-8").replace('"version": 1', '"version": 2')
    file.write_text(forged, "utf-8")
    code, out, _ = terminal("verify", "--seal", str(file))
    assert code == 5
    assert "danh sách hồ sơ đã bị sửa" in out
    assert terminal("verify", "--seal", str(tmp_path / "none.json"))[0] == 1


def test_the_key_of_seals_is_made_once_and_read_by_nobody_else(tmp_path):
    settings = Settings(home=tmp_path)
    assert settings.seal_key() == settings.seal_key()
    assert (tmp_path / "seal-key").stat().st_mode & 0o077 == 0
